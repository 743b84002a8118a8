//! Inviting a member.

use std::path::Path;

use anyhow::{Context, Result, bail};
use office::clock::wall;
use office::register::{expires_at_utc, is_member_name};
use serde_json::json;
use sync::schema::Role;

use super::{At, print_json, when};

/// The sides of one module of a QR image, in pixels.
const MODULE_PIXELS: usize = 8;
/// Modules that stay white around it, as its norm asks.
const QUIET_MODULES: usize = 4;

/// Makes an invitation; its text is the last line.
pub fn invite(at: &At, member: &str, role: Role, days: u32, qr: Option<&Path>, json: bool) -> Result<()> {
    let member = member.trim();
    if !is_member_name(member) {
        bail!("a member's name has 1 to {} characters; nobody was invited", sync::http::MOST_NAME_LETTERS);
    }
    let (mut store, now) = (at.store()?, wall());
    let invitation = store.writing(|store| store.invite(member, role, now, days))?;
    let text = invitation.to_text()?;
    if let Some(file) = qr {
        draw(&text, file)?;
    }
    let until = expires_at_utc(now, days);
    if json {
        return print_json(&json!({ "invitation": text, "expires_at_utc": until }));
    }
    println!("For one device, until {}:", when(until));
    println!("{text}");
    Ok(())
}

/// Draws text as a QR image. The letters of an invitation are those that a QR code packs best.
fn draw(text: &str, file: &Path) -> Result<()> {
    let code = qrcode::QrCode::new(text).context("the invitation is too long for a QR image")?;
    let drawn = match file.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => code.render::<qrcode::render::svg::Color>().build().into_bytes(),
        Some("png") => png(&code)?,
        _ => bail!("name the image FILE.png or FILE.svg; the invitation was made and is not printed"),
    };
    std::fs::write(file, drawn).with_context(|| format!("{} could not be written", file.display()))
}

fn png(code: &qrcode::QrCode) -> Result<Vec<u8>> {
    let modules = code.width() + 2 * QUIET_MODULES;
    let side = modules * MODULE_PIXELS;
    let mut pixels = Vec::with_capacity(side * side);
    for y in 0..side {
        for x in 0..side {
            let module = |at: usize| (at / MODULE_PIXELS).checked_sub(QUIET_MODULES);
            let dark = match (module(x), module(y)) {
                (Some(x), Some(y)) if x < code.width() && y < code.width() => {
                    code[(x, y)] == qrcode::Color::Dark
                }
                _ => false,
            };
            pixels.push(if dark { 0 } else { 255 });
        }
    }
    let (mut drawn, side) = (Vec::new(), u32::try_from(side)?);
    let mut encoder = png::Encoder::new(&mut drawn, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(drawn)
}
