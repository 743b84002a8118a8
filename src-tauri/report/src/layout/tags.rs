//! What printpdf cannot write itself, added on its lopdf document: the structure tree, languages, title, outline,
//! page labels and metadata.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use crate::error::ReportError;

use super::canvas::{Canvas, Landmark};
use super::finish::{PRODUCER, fingerprint};
use super::sheet::Sheet;
use super::structure::{Element, ElementId, Kid, Scope, Structure};

/// Adds everything a screen reader, a search engine and a title bar need.
pub(crate) fn add(document: &mut Document, canvas: &Canvas, sheet: &Sheet) -> Result<(), ReportError> {
    document.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let root = document.trailer.get(b"Root")?.as_reference()?;
    let info = document.trailer.get(b"Info")?.as_reference()?;
    let tree = add_tree(document, canvas, &pages);
    let outline = add_outline(document, &canvas.landmarks, &pages);
    let metadata = document.add_object(
        Stream::new(
            dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") },
            xmp(sheet).into_bytes(),
        )
        .with_compression(false),
    );
    document.set_object(info, info_dictionary(sheet));
    let labels = dictionary! { "S" => name("D"), "St" => 1 };
    let catalog = document.get_object_mut(root)?.as_dict_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", name("UseNone"));
    catalog.set("Lang", plain(sheet.language.tag()));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", Object::Reference(tree));
    catalog.set("Metadata", Object::Reference(metadata));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("PageLabels", dictionary! { "Nums" => vec![0.into(), Object::Dictionary(labels)] });
    if let Some(outline) = outline {
        catalog.set("Outlines", Object::Reference(outline));
    }
    for (number, page) in pages.iter().enumerate() {
        let page = document.get_object_mut(*page)?.as_dict_mut()?;
        page.set("StructParents", number as i64);
        page.set("Tabs", name("S"));
        page.remove(b"Annots");
    }
    set_document_id(document, sheet);
    Ok(())
}

/// printpdf draws a random id; ours follows from the content, so that nothing is random here.
fn set_document_id(document: &mut Document, sheet: &Sheet) {
    let mut content = sheet.plain_title().into_bytes();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            content.extend(fingerprint(&stream.content).to_be_bytes());
        }
    }
    let mut id = fingerprint(&content).to_be_bytes().to_vec();
    content.reverse();
    id.extend(fingerprint(&content).to_be_bytes());
    let id = Object::String(id, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
}

fn add_tree(document: &mut Document, canvas: &Canvas, pages: &[ObjectId]) -> ObjectId {
    let root = document.new_object_id();
    let elements = canvas.structure.elements();
    let ids: Vec<ObjectId> = elements.iter().map(|_| document.new_object_id()).collect();
    for (element, id) in elements.iter().zip(&ids) {
        let parent = element.parent.map_or(root, |parent| ids[parent.0]);
        document.set_object(*id, element_dictionary(element, parent, &ids, pages));
    }
    let mut numbers = Vec::with_capacity(2 * canvas.pages.len());
    for (number, page) in canvas.pages.iter().enumerate() {
        let owners: Vec<Object> = page.owners.iter().map(|owner| Object::Reference(ids[owner.0])).collect();
        numbers.push(Object::from(number as i64));
        numbers.push(Object::Reference(document.add_object(owners)));
    }
    let parents = document.add_object(dictionary! { "Nums" => numbers });
    let ElementId(first) = Structure::document();
    document.set_object(
        root,
        dictionary! {
            "Type" => name("StructTreeRoot"),
            "K" => vec![Object::Reference(ids[first])],
            "ParentTree" => Object::Reference(parents),
            "ParentTreeNextKey" => canvas.pages.len() as i64,
        },
    );
    root
}

fn element_dictionary(
    element: &Element,
    parent: ObjectId,
    ids: &[ObjectId],
    pages: &[ObjectId],
) -> Dictionary {
    let first_page = element.kids.iter().find_map(|kid| match kid {
        Kid::Content { page, .. } => Some(*page),
        Kid::Element(_) => None,
    });
    let kids: Vec<Object> = element
        .kids
        .iter()
        .map(|kid| match kid {
            Kid::Element(id) => Object::Reference(ids[id.0]),
            Kid::Content { page, mcid } if Some(*page) == first_page => Object::from(*mcid),
            Kid::Content { page, mcid } => Object::Dictionary(dictionary! {
                "Type" => name("MCR"),
                "Pg" => Object::Reference(pages[*page]),
                "MCID" => *mcid,
            }),
        })
        .collect();
    let mut dictionary = dictionary! {
        "Type" => name("StructElem"),
        "S" => name(element.tag.name()),
        "P" => Object::Reference(parent),
        "K" => kids,
    };
    if let Some(page) = first_page {
        dictionary.set("Pg", Object::Reference(pages[page]));
    }
    if let Some(language) = element.language {
        dictionary.set("Lang", plain(language.tag()));
    }
    if let Some(alt) = &element.alt {
        dictionary.set("Alt", words(alt));
    }
    if let Some(text) = &element.actual_text {
        dictionary.set("ActualText", words(text));
    }
    if let Some(bounds) = element.bounds {
        let bounds: Vec<Object> = bounds.iter().map(|side| Object::Real(*side)).collect();
        dictionary
            .set("A", dictionary! { "O" => name("Layout"), "BBox" => bounds, "Placement" => name("Block") });
    }
    if let Some(scope) = element.scope {
        let scope = match scope {
            Scope::Column => "Column",
            Scope::Row => "Row",
        };
        dictionary.set("A", dictionary! { "O" => name("Table"), "Scope" => name(scope) });
    }
    dictionary
}

/// The headings as an outline of one level: the sheets are short.
fn add_outline(document: &mut Document, landmarks: &[Landmark], pages: &[ObjectId]) -> Option<ObjectId> {
    let ids: Vec<ObjectId> = landmarks.iter().map(|_| document.new_object_id()).collect();
    let (first, last) = (*ids.first()?, *ids.last()?);
    let root = document.new_object_id();
    for (index, entry) in landmarks.iter().enumerate() {
        let destination = vec![
            Object::Reference(pages[entry.page]),
            name("XYZ"),
            Object::Null,
            Object::Real(entry.top),
            Object::Null,
        ];
        let mut item = dictionary! {
            "Title" => words(&entry.text),
            "Parent" => Object::Reference(root),
            "Dest" => destination,
        };
        if index > 0 {
            item.set("Prev", Object::Reference(ids[index - 1]));
        }
        if let Some(next) = ids.get(index + 1) {
            item.set("Next", Object::Reference(*next));
        }
        document.set_object(ids[index], item);
    }
    document.set_object(
        root,
        dictionary! {
            "Type" => name("Outlines"),
            "First" => Object::Reference(first),
            "Last" => Object::Reference(last),
            "Count" => landmarks.len() as i64,
        },
    );
    Some(root)
}

fn info_dictionary(sheet: &Sheet) -> Dictionary {
    let day = sheet.made_on;
    let date = plain(&format!("D:{:04}{:02}{:02}", day.year(), day.month(), day.day()));
    dictionary! {
        "Title" => words(&sheet.plain_title()),
        "Creator" => words(PRODUCER),
        "Producer" => words(PRODUCER),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    }
}

fn xmp(sheet: &Sheet) -> String {
    let day = sheet.made_on;
    let date = format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
    let title = sheet.plain_title().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let language = sheet.language.tag();
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
         <xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>\
         <xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"
    )
}

/// A text string in UTF-16, as readers of every age understand it.
fn words(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn plain(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}
