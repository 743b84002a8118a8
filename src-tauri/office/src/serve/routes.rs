//! What is where. Every refusal comes with a reason, and changes nothing.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Extension;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http_body_util::BodyExt;
use sync::RequestId;
use sync::administration::{self as asked, ADMINISTRATION_PATH, AdministrationRequest};
use sync::blob::{BlobPiece, BlobWanted};
use sync::http::{self, EnrolRequest, Refusal, SMALL_BODY_BYTES, SmallBodyError, Token};
use sync::office::Store as _;
use sync::wire::BODY_BYTES;

use super::App;
use super::listen::Peer;
use super::metrics::Gauges;
use super::pool::with_store;
use crate::administration::administer;
use crate::clock::wall;
use crate::enrol::enrol;
use crate::exchange::Unanswered;

/// How long a body may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(30);
/// How much of a body that is too large is read.
const MOST_THROWN_AWAY: usize = 8 * BODY_BYTES;

pub(super) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route(http::ENROL_PATH, post(enrolment))
        .route(http::EXCHANGE_PATH, post(exchange))
        .route(http::BLOB_PATH, post(take_blob))
        .route(http::WANTED_BLOB_PATH, post(give_blob))
        .route(ADMINISTRATION_PATH, post(administration))
        .route("/health", get(health))
        .route("/metrics", get(metrics))
        .fallback(nothing)
        .method_not_allowed_fallback(nothing)
        .with_state(app)
}

async fn nothing(State(app): State<Arc<App>>) -> Response {
    respond(&app, Err(Unanswered::Refused(Refusal::UnknownPath)))
}

async fn enrolment(
    State(app): State<Arc<App>>,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
) -> Response {
    let answer = async {
        if !app.enrolments.allows(peer.ip(), Instant::now()) {
            return Err(Unanswered::Refused(Refusal::Busy));
        }
        let body = read(request.into_body(), SMALL_BODY_BYTES).await?;
        let request: EnrolRequest = http::decode(&body).map_err(unread)?;
        let enrolled =
            with_store(Arc::clone(&app), move |_, store| Ok(enrol(store, wall(), &request)?)).await?;
        let answer = enrolled.map_err(Unanswered::Refused)?;
        app.metrics.enrolled();
        tracing::info!(device = answer.device.0, "a device was enrolled");
        http::encode(&answer).map_err(unread)
    };
    let answer = answer.await;
    respond(&app, answer)
}

async fn exchange(State(app): State<Arc<App>>, headers: HeaderMap, request: Request) -> Response {
    let started = Instant::now();
    let answer = async {
        let token = token(&headers)?;
        let heard = heard(&headers)?;
        let body = read(request.into_body(), BODY_BYTES).await?;
        let bytes_in = body.len();
        let exchanged = with_store(Arc::clone(&app), move |app, store| {
            app.counter.exchange(store, wall(), token, heard, &body)
        });
        let (answer, happened) = exchanged.await?;
        app.metrics.exchanged(&happened, (bytes_in, answer.len()), started.elapsed());
        tracing::info!(
            device = happened.device.0,
            sent = happened.sent,
            told = happened.told,
            held = happened.held,
            bytes_in,
            bytes_out = answer.len(),
            milliseconds = started.elapsed().as_millis() as u64,
            "exchanged"
        );
        Ok(answer)
    };
    let answer = answer.await;
    respond(&app, answer)
}

async fn take_blob(State(app): State<Arc<App>>, headers: HeaderMap, request: Request) -> Response {
    let answer = async {
        let token = token(&headers)?;
        let body = read(request.into_body(), http::BLOB_BODY_BYTES).await?;
        let piece: BlobPiece = http::decode_within(http::BLOB_BODY_BYTES, &body).map_err(unread)?;
        piece.check().map_err(Unanswered::Refused)?;
        let taken = with_store(Arc::clone(&app), move |_, store| {
            store.device_of(token)?.ok_or(Unanswered::Refused(Refusal::UnknownToken))?;
            Ok(store.take_blob(&piece)?)
        });
        http::encode(&taken.await?).map_err(unread)
    };
    let answer = answer.await;
    respond(&app, answer)
}

async fn give_blob(State(app): State<Arc<App>>, headers: HeaderMap, request: Request) -> Response {
    let answer = async {
        let token = token(&headers)?;
        let body = read(request.into_body(), SMALL_BODY_BYTES).await?;
        let wanted: BlobWanted = http::decode(&body).map_err(unread)?;
        let given = with_store(Arc::clone(&app), move |app, store| {
            let first = store.device_of(token)?.ok_or(Unanswered::Refused(Refusal::UnknownToken))?;
            let piece = store.give_blob(app.counter.schema(), first, &wanted)?;
            piece.ok_or(Unanswered::Refused(Refusal::UnknownBlob))
        });
        http::encode_within(http::BLOB_BODY_BYTES, &given.await?).map_err(unread)
    };
    let answer = answer.await;
    respond(&app, answer)
}

async fn administration(
    State(app): State<Arc<App>>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let answer = async {
        if !app.administration.allows(peer.ip(), Instant::now()) {
            return Err(Unanswered::Refused(Refusal::Busy));
        }
        let token = token(&headers)?;
        let body = read(request.into_body(), SMALL_BODY_BYTES).await?;
        let request: AdministrationRequest = asked::decode(&body).map_err(unread)?;
        let question = request.question.name();
        let answered = with_store(Arc::clone(&app), move |app, store| {
            let now = wall();
            let time = app.counter.time(store, now)?;
            Ok(administer(store, app.counter.schema(), time, now, token, &request)?)
        });
        let answer = answered.await?.map_err(Unanswered::Refused)?;
        tracing::info!(question, "an administrator asked");
        asked::encode(&answer).map_err(unread)
    };
    let answer = answer.await;
    respond(&app, answer)
}

fn unread(error: SmallBodyError) -> Unanswered {
    Unanswered::Refused(error.into())
}

async fn health(State(app): State<Arc<App>>) -> Response {
    match with_store(Arc::clone(&app), |_, store| Ok(store.end()?)).await {
        Ok(_) => "ok\n".into_response(),
        Err(error) => respond(&app, Err(error)),
    }
}

/// Only for who is on the same machine: how much an organisation works is nobody else's affair.
async fn metrics(State(app): State<Arc<App>>, Extension(Peer(peer)): Extension<Peer>) -> Response {
    if !peer.ip().to_canonical().is_loopback() {
        return respond(&app, Err(Unanswered::Refused(Refusal::UnknownPath)));
    }
    let gauges = with_store(Arc::clone(&app), |_, store| {
        Ok(store.reading(|store| {
            Ok(Gauges {
                log: store.end()?,
                ledger: store.ledger().position(),
                verified: store.verified()?,
                quarantined: store.quarantined()?.len() as u64,
            })
        })?)
    });
    match gauges.await {
        Ok(gauges) => app.metrics.text(gauges).into_response(),
        Err(error) => respond(&app, Err(error)),
    }
}

fn token(headers: &HeaderMap) -> Result<Token, Unanswered> {
    let header = headers.get(header::AUTHORIZATION).and_then(|header| header.to_str().ok());
    header.and_then(Token::from_header).ok_or(Unanswered::Refused(Refusal::UnknownToken))
}

fn heard(headers: &HeaderMap) -> Result<Option<RequestId>, Unanswered> {
    let Some(header) = headers.get(http::HEARD_HEADER) else { return Ok(None) };
    let id = header.to_str().ok().and_then(|text| uuid::Uuid::try_parse(text).ok());
    let malformed = || Unanswered::Refused(Refusal::Malformed(format!("{} is no UUID", http::HEARD_HEADER)));
    id.map(|id| Some(RequestId(id))).ok_or_else(malformed)
}

async fn read(body: Body, most: usize) -> Result<Vec<u8>, Unanswered> {
    let late = || Refusal::Malformed("the message did not arrive in time".into());
    let arrived = tokio::time::timeout(ARRIVAL, collect(body, most)).await;
    arrived.unwrap_or_else(|_| Err(late())).map_err(Unanswered::Refused)
}

/// What is too large is read on for a while and thrown away: who is still sending hears no answer.
async fn collect(mut body: Body, most: usize) -> Result<Vec<u8>, Refusal> {
    let (mut collected, mut length) = (Vec::new(), 0_usize);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Refusal::Malformed("the message broke off".into()))?;
        let Ok(data) = frame.into_data() else { continue };
        length = length.saturating_add(data.len());
        if length <= most {
            collected.extend_from_slice(&data);
        } else if length > MOST_THROWN_AWAY {
            break;
        }
    }
    if length > most { Err(Refusal::TooLarge) } else { Ok(collected) }
}

fn respond(app: &App, answer: Result<Vec<u8>, Unanswered>) -> Response {
    let (status, body) = match answer {
        Ok(body) => (200, body),
        Err(Unanswered::Refused(refusal)) => {
            app.metrics.refused();
            tracing::info!(status = refusal.status(), reason = %refusal, "refused");
            (refusal.status(), http::encode(&refusal).unwrap_or_default())
        }
        Err(Unanswered::Failed(error)) => {
            app.metrics.failed();
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            tracing::error!(code = error.code(), %error, cause, "the office failed");
            (Refusal::Failed.status(), http::encode(&Refusal::Failed).unwrap_or_default())
        }
    };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let kind = HeaderValue::from_static(http::CONTENT_TYPE);
    (status, [(header::CONTENT_TYPE, kind)], body).into_response()
}
