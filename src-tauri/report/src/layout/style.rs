//! Page, colours and type: the tokens of the screens, on paper.
//!
//! Colours are those of the light theme. Every pair that carries meaning also differs in lightness or shape,
//! because most of these sheets leave a black-and-white printer.

/// Width of A4 in points.
pub(crate) const PAGE_WIDTH: f32 = 595.276;
/// Height of A4 in points.
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
/// White at both sides.
pub(crate) const MARGIN_SIDE: f32 = 48.0;
/// White above.
pub(crate) const MARGIN_TOP: f32 = 42.0;
/// White below, footer included.
pub(crate) const MARGIN_BOTTOM: f32 = 34.0;
/// Height kept for the footer.
pub(crate) const FOOTER_HEIGHT: f32 = 46.0;
/// Width of the text block.
pub(crate) const CONTENT_WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN_SIDE;
/// Height of the text block on one page.
pub(crate) const CONTENT_HEIGHT: f32 = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM - FOOTER_HEIGHT;
/// Half a point: thinner disappears on an office printer.
pub(crate) const HAIRLINE: f32 = 0.6;

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Colour {
    /// Words.
    #[default]
    Ink,
    /// Words that stand back.
    InkSoft,
    /// Decorative hairline. A little darker than on screen, so that it survives a printer.
    Line,
    /// Edge of something one writes on or counts.
    Edge,
    /// Quiet ground.
    Sunken,
    /// White paper.
    Paper,
    /// Kas, the one accent.
    Action,
    /// Its pale ground.
    ActionSoft,
    /// Words on that ground.
    ActionInk,
    /// Lamp-light: the newcomer's own voice, never a status.
    VoiceSoft,
    /// Its hairline.
    VoiceLine,
    /// Dots under a draft word.
    VoiceEdge,
    /// Words of the newcomer.
    VoiceInk,
}

impl Colour {
    /// Red, green and blue, 0 to 255.
    pub(crate) const fn rgb(self) -> [u8; 3] {
        match self {
            Colour::Ink => [0x1b, 0x26, 0x20],
            Colour::InkSoft => [0x53, 0x5f, 0x58],
            Colour::Line => [0xd3, 0xce, 0xbd],
            Colour::Edge => [0x84, 0x8c, 0x85],
            Colour::Sunken => [0xf6, 0xf4, 0xec],
            Colour::Paper => [0xff, 0xff, 0xff],
            Colour::Action => [0x0e, 0x6a, 0x56],
            Colour::ActionSoft => [0xdf, 0xee, 0xe7],
            Colour::ActionInk => [0x0a, 0x58, 0x48],
            Colour::VoiceSoft => [0xff, 0xf5, 0xd9],
            Colour::VoiceLine => [0xe6, 0xc6, 0x70],
            Colour::VoiceEdge => [0xa3, 0x76, 0x18],
            Colour::VoiceInk => [0x68, 0x49, 0x00],
        }
    }
}

/// Regular or bold: the two weights that are embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 700.
    Bold,
}

/// One role of type: size in points, weight, colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Type {
    /// Size in points of Latin letters; Arabic letters follow from it.
    pub(crate) size: f32,
    /// Weight.
    pub(crate) weight: Weight,
    /// Colour.
    pub(crate) colour: Colour,
}

impl Type {
    const fn new(size: f32, weight: Weight, colour: Colour) -> Type {
        Type { size, weight, colour }
    }

    /// The same type in another colour.
    pub(crate) const fn in_colour(self, colour: Colour) -> Type {
        Type { colour, ..self }
    }

    /// The same type in another size.
    pub(crate) const fn sized(self, size: f32) -> Type {
        Type { size, ..self }
    }

    /// The same type in bold.
    pub(crate) const fn bold(self) -> Type {
        Type { weight: Weight::Bold, ..self }
    }
}

/// Footer, labels above a fact.
pub(crate) const CAPTION: Type = Type::new(7.8, Weight::Regular, Colour::InkSoft);
/// Second language, explanation.
pub(crate) const LABEL: Type = Type::new(8.8, Weight::Regular, Colour::InkSoft);
/// Reading.
pub(crate) const BODY: Type = Type::new(9.8, Weight::Regular, Colour::Ink);
/// A name in a list, a fact.
pub(crate) const STRONG: Type = Type::new(9.8, Weight::Bold, Colour::Ink);
/// Section.
pub(crate) const TITLE: Type = Type::new(13.5, Weight::Bold, Colour::Ink);
/// The name at the top.
pub(crate) const PAGE: Type = Type::new(25.0, Weight::Bold, Colour::Ink);
