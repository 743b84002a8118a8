//! Why a report could not be made.

/// Everything that can go wrong between a view and its PDF. No variant carries personal data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The phrasebook does not know a concept the view or the report asks for.
    #[error("the phrasebook has no concept {0}")]
    UnknownConcept(String),
    /// The phrasebook does not have a picture.
    #[error("the phrasebook has no picture {0}")]
    UnknownPicture(String),
    /// A picture is not an SVG that can be drawn.
    #[error("the picture {id} does not read")]
    UnreadablePicture {
        /// Which picture.
        id: String,
        /// Why.
        #[source]
        source: usvg::Error,
    },
    /// A view field holds a value the work does not know (a score of 6, 31 November).
    #[error("{field} does not take this value")]
    OutOfRange {
        /// Which field.
        field: &'static str,
    },
    /// Something was drawn that assistive technology would not find, or a structure that would mislead it.
    #[error("the sheet is not accessible: {0}")]
    Untagged(&'static str),
    /// One thing is taller than a page and cannot be cut.
    #[error("something is taller than a page: {0}")]
    TooTall(&'static str),
    /// The report would grow past the bound on pages.
    #[error("the report has more than {limit} pages")]
    TooLong {
        /// The bound.
        limit: usize,
    },
    /// A font of the program does not read: the build is broken.
    #[error("the font {0} does not read")]
    Font(&'static str),
    /// The PDF could not be written.
    #[error("the PDF could not be written")]
    Pdf(#[source] lopdf::Error),
}

impl ReportError {
    /// Stable code: the interface chooses its words and its next step by it.
    pub fn code(&self) -> &'static str {
        match self {
            ReportError::UnknownConcept(_) => "report-unknown-concept",
            ReportError::UnknownPicture(_) => "report-unknown-picture",
            ReportError::UnreadablePicture { .. } => "report-unreadable-picture",
            ReportError::OutOfRange { .. } => "report-out-of-range",
            ReportError::Untagged(_) => "report-untagged",
            ReportError::TooTall(_) => "report-too-tall",
            ReportError::TooLong { .. } => "report-too-long",
            ReportError::Font(_) => "report-font",
            ReportError::Pdf(_) => "report-pdf",
        }
    }
}

impl From<lopdf::Error> for ReportError {
    fn from(source: lopdf::Error) -> Self {
        ReportError::Pdf(source)
    }
}
