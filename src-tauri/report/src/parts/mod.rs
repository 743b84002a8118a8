//! Parts that several reports share.

pub(crate) mod agreed;
pub(crate) mod clock;
pub(crate) mod faces;
pub(crate) mod foot;
pub(crate) mod head;
pub(crate) mod notes;
pub(crate) mod pairs;
pub(crate) mod panes;
pub(crate) mod title;
pub(crate) mod words;
