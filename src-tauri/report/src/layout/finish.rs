//! Hands the pages to printpdf, and the document it makes to the tagger.

use printpdf::{
    CustomPdfConformance, Mm, ParsedFont, PdfConformance, PdfDocument, PdfFont, PdfPage, PdfSaveOptions,
    XObject, XObjectId,
};

use crate::error::ReportError;

use super::canvas::{Canvas, font_id};
use super::carriers::FaceUse;
use super::sheet::Sheet;
use super::{Rendered, tags};

/// Name of the program in the metadata of a document.
pub(crate) const PRODUCER: &str = "Meedoen";

/// Writes the PDF.
pub(crate) fn write(mut canvas: Canvas, sheet: &Sheet) -> Result<Rendered, ReportError> {
    let mut document = PdfDocument::new(&sheet.plain_title());
    // No claim of PDF/UA or PDF/A before an outside checker has agreed (docs/architecture.md).
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance {
        identifier: String::new(),
        requires_icc_profile: false,
        requires_xmp_metadata: false,
        ..CustomPdfConformance::default()
    });
    for (number, used) in canvas.carriers.faces.iter().enumerate() {
        document.resources.fonts.map.insert(font_id(number), PdfFont::new(subset(used)?));
    }
    for (id, picture) in std::mem::take(&mut canvas.pictures) {
        document.resources.xobjects.map.insert(XObjectId(id), XObject::External(picture));
    }
    let pages: Vec<PdfPage> = canvas
        .pages
        .iter_mut()
        .map(|page| PdfPage::new(Mm(210.0), Mm(297.0), std::mem::take(&mut page.ops)))
        .collect();
    let count = pages.len();
    document.with_pages(pages);
    let options = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
    let mut low_level = document.to_lopdf_document(&options, &mut Vec::new());
    tags::add(&mut low_level, &canvas, sheet)?;
    low_level.compress();
    let mut pdf = Vec::with_capacity(128 * 1024);
    low_level.save_modern(&mut pdf).map_err(|source| ReportError::Pdf(source.into()))?;
    Ok(Rendered { pdf, pages: count, missing: canvas.carriers.missing() })
}

/// Only the glyphs the document uses, under a name that tells two subsets of a face apart.
fn subset(used: &FaceUse) -> Result<ParsedFont, ReportError> {
    let broken = || ReportError::Font(used.face.name);
    let bytes = subsetter::subset(used.face.bytes, 0, &used.remap).map_err(|_| broken())?;
    let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or_else(broken)?;
    let mut hash = fingerprint(&bytes);
    let prefix: String = (0..6)
        .map(|_| {
            let letter = (hash % 26) as u8;
            hash /= 26;
            char::from(b'A' + letter)
        })
        .collect();
    font.font_name = Some(format!("{prefix}+{}", used.face.name));
    Ok(font)
}

/// FNV-1a: the same content gives the same name and id, so that a report made twice is the same file.
pub(crate) fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
