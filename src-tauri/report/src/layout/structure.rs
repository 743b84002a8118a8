//! The structure tree: what a screen reader reads, in the order it should be read.

use phrasebook::Language;

use crate::error::ReportError;

/// Standard structure types of PDF 1.7 that our sheets use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Tag {
    Document,
    Sect,
    H1,
    H2,
    P,
    List,
    ListItem,
    ListBody,
    Table,
    Row,
    Head,
    Data,
    Figure,
}

impl Tag {
    /// The name in the file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Tag::Document => "Document",
            Tag::Sect => "Sect",
            Tag::H1 => "H1",
            Tag::H2 => "H2",
            Tag::P => "P",
            Tag::List => "L",
            Tag::ListItem => "LI",
            Tag::ListBody => "LBody",
            Tag::Table => "Table",
            Tag::Row => "TR",
            Tag::Head => "TH",
            Tag::Data => "TD",
            Tag::Figure => "Figure",
        }
    }

    /// 1 or 2 for a heading.
    pub(crate) const fn heading_level(self) -> Option<usize> {
        match self {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            _ => None,
        }
    }
}

/// Which cells a table heading speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The cells below.
    Column,
    /// The cells beside.
    Row,
}

/// Place of an element in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ElementId(pub(crate) usize);

/// A child: another element, or a piece of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kid {
    /// An element.
    Element(ElementId),
    /// Marked content `mcid` of page `page`, both from zero.
    Content {
        /// Page, from zero.
        page: usize,
        /// Marked-content id on that page.
        mcid: i64,
    },
}

/// One element.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) tag: Tag,
    pub(crate) parent: Option<ElementId>,
    pub(crate) kids: Vec<Kid>,
    pub(crate) language: Option<Language>,
    /// Only figures have one, and they must.
    pub(crate) alt: Option<String>,
    /// The exact text, where the glyphs do not carry all of it.
    pub(crate) actual_text: Option<String>,
    pub(crate) scope: Option<Scope>,
    /// Left, bottom, right, top in PDF units; figures only.
    pub(crate) bounds: Option<[f32; 4]>,
}

/// The tree under construction.
#[derive(Debug)]
pub(crate) struct Structure {
    elements: Vec<Element>,
}

impl Structure {
    /// A tree with only the document in it.
    pub(crate) fn new() -> Structure {
        let document = Element {
            tag: Tag::Document,
            parent: None,
            kids: Vec::new(),
            language: None,
            alt: None,
            actual_text: None,
            scope: None,
            bounds: None,
        };
        Structure { elements: vec![document] }
    }

    /// The document itself.
    pub(crate) const fn document() -> ElementId {
        ElementId(0)
    }

    /// Adds an element at the end of its parent.
    pub(crate) fn add(&mut self, parent: ElementId, tag: Tag) -> ElementId {
        let id = ElementId(self.elements.len());
        let parent_kids = &mut self.elements[parent.0].kids;
        parent_kids.push(Kid::Element(id));
        self.elements.push(Element {
            tag,
            parent: Some(parent),
            kids: Vec::new(),
            language: None,
            alt: None,
            actual_text: None,
            scope: None,
            bounds: None,
        });
        id
    }

    /// The element, to set its language, alt text, scope or bounds.
    pub(crate) fn element_mut(&mut self, id: ElementId) -> &mut Element {
        &mut self.elements[id.0]
    }

    /// The element.
    pub(crate) fn element(&self, id: ElementId) -> &Element {
        &self.elements[id.0]
    }

    /// Every element, parents before their children.
    pub(crate) fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// Refuses a tree that would mislead whoever cannot see the page.
    pub(crate) fn check(&self) -> Result<(), ReportError> {
        let mut last_heading = 0;
        for element in &self.elements {
            self.check_element(element)?;
            if let Some(level) = element.tag.heading_level() {
                if level > last_heading + 1 {
                    return Err(ReportError::Untagged("a heading level is skipped"));
                }
                last_heading = level;
            }
        }
        if last_heading == 0 {
            return Err(ReportError::Untagged("there is no heading"));
        }
        Ok(())
    }

    fn check_element(&self, element: &Element) -> Result<(), ReportError> {
        let has_content = element.kids.iter().any(|kid| matches!(kid, Kid::Content { .. }));
        match element.tag {
            Tag::Figure if element.alt.as_deref().is_none_or(|alt| alt.trim().is_empty()) => {
                Err(ReportError::Untagged("a figure has no alt text"))
            }
            Tag::Figure if element.bounds.is_none() => Err(ReportError::Untagged("a figure has no bounds")),
            Tag::Figure | Tag::P | Tag::H1 | Tag::H2 if !has_content => {
                Err(ReportError::Untagged("an element is empty"))
            }
            Tag::Figure | Tag::P | Tag::H1 | Tag::H2 if element.language.is_none() => {
                Err(ReportError::Untagged("an element has no language"))
            }
            Tag::Head if element.scope.is_none() => {
                Err(ReportError::Untagged("a table heading has no scope"))
            }
            Tag::Table => self.check_table(element),
            _ if has_content && element.kids.len() > 1 && self.mixes(element) => {
                Err(ReportError::Untagged("an element mixes text and elements"))
            }
            _ => Ok(()),
        }
    }

    fn mixes(&self, element: &Element) -> bool {
        element.kids.iter().any(|kid| matches!(kid, Kid::Element(_)))
    }

    /// Every row of a table has as many cells as the first.
    fn check_table(&self, table: &Element) -> Result<(), ReportError> {
        let mut cells = None;
        for kid in &table.kids {
            let Kid::Element(row) = kid else {
                return Err(ReportError::Untagged("a table holds more than rows"));
            };
            let row = self.element(*row);
            let is_cell = |kid: &Kid| match kid {
                Kid::Element(id) => matches!(self.element(*id).tag, Tag::Head | Tag::Data),
                Kid::Content { .. } => false,
            };
            if row.tag != Tag::Row || !row.kids.iter().all(is_cell) {
                return Err(ReportError::Untagged("a row holds more than cells"));
            }
            if *cells.get_or_insert(row.kids.len()) != row.kids.len() {
                return Err(ReportError::Untagged("the rows of a table differ in length"));
            }
        }
        if cells.is_none() { Err(ReportError::Untagged("a table has no rows")) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_content(structure: &mut Structure, tag: Tag) -> ElementId {
        let id = structure.add(Structure::document(), tag);
        let element = structure.element_mut(id);
        element.kids.push(Kid::Content { page: 0, mcid: 0 });
        element.language = Some(Language::Nl);
        element.bounds = Some([0.0; 4]);
        id
    }

    #[track_caller]
    fn refused(structure: &Structure, why: &str) {
        let error = structure.check().expect_err("the tree should be refused");
        assert!(error.to_string().contains(why), "{error}");
        assert_eq!(error.code(), "report-untagged");
    }

    #[test]
    fn a_figure_without_alt_text_is_refused() {
        let mut structure = Structure::new();
        with_content(&mut structure, Tag::H1);
        let figure = with_content(&mut structure, Tag::Figure);
        refused(&structure, "no alt text");
        structure.element_mut(figure).alt = Some("  ".into());
        refused(&structure, "no alt text");
        structure.element_mut(figure).alt = Some("4 van 5".into());
        assert!(structure.check().is_ok());
    }

    #[test]
    fn a_skipped_heading_level_is_refused() {
        let mut structure = Structure::new();
        with_content(&mut structure, Tag::H2);
        with_content(&mut structure, Tag::H1);
        refused(&structure, "skipped");
    }

    #[test]
    fn a_sheet_without_heading_is_refused() {
        let mut structure = Structure::new();
        with_content(&mut structure, Tag::P);
        refused(&structure, "no heading");
    }

    #[test]
    fn an_empty_paragraph_is_refused() {
        let mut structure = Structure::new();
        with_content(&mut structure, Tag::H1);
        structure.add(Structure::document(), Tag::P);
        refused(&structure, "empty");
    }

    #[test]
    fn a_table_heading_without_scope_is_refused() {
        let mut structure = Structure::new();
        with_content(&mut structure, Tag::H1);
        let table = structure.add(Structure::document(), Tag::Table);
        let row = structure.add(table, Tag::Row);
        let head = structure.add(row, Tag::Head);
        refused(&structure, "no scope");
        structure.element_mut(head).scope = Some(Scope::Column);
        assert!(structure.check().is_ok());
        let second = structure.add(table, Tag::Row);
        structure.add(second, Tag::Data);
        structure.add(second, Tag::Data);
        refused(&structure, "differ in length");
    }
}
