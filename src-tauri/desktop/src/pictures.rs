//! `picture://localhost/cook.svg`: the pictures of the phrasebook, straight out of the program.

use tauri::http::{Response, StatusCode, header};

/// Answers a request for a picture; a year in the cache, since a program never changes its pictures while it runs.
pub fn answer(path: &str) -> Response<Vec<u8>> {
    let id = path.trim_start_matches('/').trim_end_matches(".svg");
    let (status, body) = match phrasebook::picture(id) {
        Some(svg) => (StatusCode::OK, svg.as_bytes().to_vec()),
        None => (StatusCode::NOT_FOUND, Vec::new()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    for (name, value) in
        [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "max-age=31536000, immutable")]
    {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_is_there_is_answered_and_another_one_is_not() {
        assert!(String::from_utf8(answer("/cook.svg").into_body()).unwrap().starts_with("<svg"));
        assert_eq!(answer("/no-such-picture.svg").status(), StatusCode::NOT_FOUND);
        assert_eq!(answer("/../Cargo.toml").status(), StatusCode::NOT_FOUND);
    }
}
