//! Which pictures are needed, where each comes from, and composing them.
//!
//! A picture id has exactly one source: an entry in `pictures/sources/*.json` or a drawing
//! `pictures/drawn/ID.svg`. Everything in those folders is used, so nothing rots there unseen.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};

use super::svg::{self, Element, Place};

/// OpenMoji pictures with a red cross on white, an emblem the Geneva Conventions protect, and its two reds.
const RED_CROSS: [&str; 14] = [
    "E090",
    "E140",
    "E300",
    "E301",
    "E302",
    "E303",
    "E307",
    "E309",
    "E30A",
    "E30B",
    "1F3E5",
    "1F691",
    "26D1",
    "26D1-FE0F",
];
const RED: [&str; 2] = ["#d22f27", "#ea5a47"];

/// Every picture that is asked for, as a file name and its content.
pub fn compose_all(assets: &Path, openmoji: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let folder = assets.join("pictures");
    let wanted = read_wanted(assets)?;
    let catalogue = Catalogue::read(&folder)?;
    let problems = catalogue.problems(&wanted);
    if !problems.is_empty() {
        bail!("the pictures do not add up:\n- {}", problems.join("\n- "));
    }
    let drawings = Drawings { pictures: folder, openmoji: openmoji.to_owned() };
    catalogue
        .sources
        .iter()
        .map(|(id, source)| {
            let shapes = drawings.compose(id, source).with_context(|| format!("picture {id}"))?;
            Ok((format!("{id}.svg"), svg::write(&shapes).into_bytes()))
        })
        .collect()
}

/// The ids that concepts show, and those that forms and screens use besides.
fn read_wanted(assets: &Path) -> Result<BTreeSet<String>> {
    #[derive(Deserialize)]
    struct Concept {
        picture: String,
    }
    let concepts: Vec<Concept> = read_json(&assets.join("phrasebook/concepts.json"))?;
    let extra: Vec<String> = read_json(&assets.join("pictures/extra.json"))?;
    Ok(concepts.into_iter().map(|concept| concept.picture).chain(extra).collect())
}

fn read_json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text)
        .with_context(|| format!("{} does not have the expected shape", path.display()))
}

/// Where one picture comes from.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Entry")]
enum Source {
    OpenMoji(String),
    Layers(Vec<Layer>),
    /// The file `drawn/ID.svg`; never written in JSON.
    Drawn,
}

/// A source as it stands in a file. Not an untagged enum: this one says which word is wrong.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    openmoji: Option<String>,
    layers: Option<Vec<Layer>>,
}

impl TryFrom<Entry> for Source {
    type Error = &'static str;

    fn try_from(entry: Entry) -> Result<Self, Self::Error> {
        match (entry.openmoji, entry.layers) {
            (Some(hexcode), None) => Ok(Self::OpenMoji(hexcode)),
            (None, Some(layers)) => Ok(Self::Layers(layers)),
            _ => Err("a source has either \"openmoji\" or \"layers\""),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Layer {
    /// A hexcode of OpenMoji, or
    openmoji: Option<String>,
    /// the name of a drawing in `parts`.
    drawn: Option<String>,
    #[serde(default)]
    x: f64,
    #[serde(default)]
    y: f64,
    #[serde(default = "unscaled")]
    scale: f64,
    #[serde(default)]
    flip: bool,
    #[serde(default)]
    recolour: BTreeMap<String, String>,
}

fn unscaled() -> f64 {
    1.0
}

impl Layer {
    fn place(&self) -> Place {
        Place { x: self.x, y: self.y, scale: self.scale, flip: self.flip, recolour: self.recolour.clone() }
    }
}

/// One file of sources, in order and with repeated ids still in it.
struct Entries(Vec<(String, Source)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Entries;

            fn expecting(&self, text: &mut fmt::Formatter) -> fmt::Result {
                text.write_str("a map from picture id to its source")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// Everything in the folder of pictures.
#[derive(Debug, Default)]
struct Catalogue {
    sources: BTreeMap<String, Source>,
    /// Ids with more than one source, with the place of the second.
    repeated: Vec<(String, String)>,
    parts: BTreeSet<String>,
}

impl Catalogue {
    fn read(folder: &Path) -> Result<Self> {
        let mut catalogue = Self { parts: names_in(&folder.join("parts"), "svg")?, ..Self::default() };
        for id in names_in(&folder.join("drawn"), "svg")? {
            let place = format!("drawn/{id}.svg");
            catalogue.add(id, Source::Drawn, &place);
        }
        for name in names_in(&folder.join("sources"), "json")? {
            let place = format!("sources/{name}.json");
            let Entries(entries) = read_json(&folder.join(&place))?;
            for (id, source) in entries {
                catalogue.add(id, source, &place);
            }
        }
        Ok(catalogue)
    }

    /// The first source of an id counts, so that one mistake gives one sentence.
    fn add(&mut self, id: String, source: Source, place: &str) {
        match self.sources.entry(id) {
            btree_map::Entry::Occupied(first) => self.repeated.push((first.key().clone(), place.to_owned())),
            btree_map::Entry::Vacant(free) => {
                free.insert(source);
            }
        }
    }

    /// Every sentence names one thing to repair.
    fn problems(&self, wanted: &BTreeSet<String>) -> Vec<String> {
        let used = self.used_parts();
        let missing = wanted.iter().filter(|id| !self.sources.contains_key(*id)).map(|id| {
            format!("picture {id} has no source: draw pictures/drawn/{id}.svg or add it to pictures/sources")
        });
        let unused = self.sources.iter().filter(|(id, _)| !wanted.contains(*id)).map(|(id, source)| {
            let what = if matches!(source, Source::Drawn) { "drawing" } else { "source" };
            format!("no concept or screen uses the {what} {id}: remove it, or name it in pictures/extra.json")
        });
        let repeated = self
            .repeated
            .iter()
            .map(|(id, place)| format!("picture {id} is defined twice: once too often in {place}"));
        let lost =
            used.difference(&self.parts).map(|part| format!("there is no drawing pictures/parts/{part}.svg"));
        let idle = self.parts.difference(&used).map(|part| {
            format!("no picture uses pictures/parts/{part}.svg: remove it, or use it in a layer")
        });
        missing.chain(unused).chain(repeated).chain(lost).chain(idle).collect()
    }

    fn used_parts(&self) -> BTreeSet<String> {
        let layers = self.sources.values().filter_map(|source| match source {
            Source::Layers(layers) => Some(layers),
            _ => None,
        });
        layers.flatten().filter_map(|layer| layer.drawn.clone()).collect()
    }
}

/// Names of the files with this extension, without it.
fn names_in(folder: &Path, extension: &str) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension)
            && let Some(name) = path.file_stem().and_then(|name| name.to_str())
        {
            names.insert(name.to_owned());
        }
    }
    Ok(names)
}

/// Where drawings lie on disk.
struct Drawings {
    pictures: PathBuf,
    openmoji: PathBuf,
}

impl Drawings {
    fn compose(&self, id: &str, source: &Source) -> Result<Vec<Element>> {
        match source {
            Source::OpenMoji(openmoji) => {
                let shapes = self.openmoji(openmoji)?;
                refuse_red_cross(openmoji, &shapes)?;
                Ok(shapes)
            }
            Source::Drawn => self.drawing(&format!("drawn/{id}.svg")),
            Source::Layers(layers) => {
                let layers = layers.iter().map(|layer| self.layer(layer)).collect::<Result<Vec<_>>>()?;
                Ok(svg::compose(&layers))
            }
        }
    }

    fn layer(&self, layer: &Layer) -> Result<(Vec<Element>, Place)> {
        let shapes = match (&layer.openmoji, &layer.drawn) {
            (Some(hexcode), None) => {
                let shapes = self.openmoji(hexcode)?;
                refuse_red_cross(hexcode, &svg::compose(&[(shapes.clone(), layer.place())]))?;
                shapes
            }
            (None, Some(part)) => self.drawing(&format!("parts/{part}.svg"))?,
            _ => bail!("a layer names either an openmoji or a drawn part"),
        };
        if layer.scale <= 0.0 {
            bail!("a layer needs a scale above 0; to mirror it, use \"flip\": true");
        }
        if let Some(colour) = layer.recolour.keys().find(|colour| !svg::has_colour(&shapes, colour)) {
            bail!(
                "a layer recolours {colour}, which its drawing does not have (write colours as #rrggbb, small letters)"
            );
        }
        Ok((shapes, layer.place()))
    }

    fn openmoji(&self, hexcode: &str) -> Result<Vec<Element>> {
        let path = self.openmoji.join(hexcode).with_extension("svg");
        let text = fs::read_to_string(&path)
            .map_err(|error| anyhow!("OpenMoji has no picture {hexcode} ({error})"))?;
        svg::read(&text).with_context(|| format!("OpenMoji {hexcode}"))
    }

    fn drawing(&self, name: &str) -> Result<Vec<Element>> {
        let path = self.pictures.join(name);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        svg::read(&text).with_context(|| path.display().to_string())
    }
}

/// The emblem may not appear: recolour both reds, for example to #5c9e31.
fn refuse_red_cross(hexcode: &str, shapes: &[Element]) -> Result<()> {
    if RED_CROSS.contains(&hexcode) && RED.iter().any(|red| svg::has_colour(shapes, red)) {
        bail!(
            "OpenMoji {hexcode} shows a red cross, which is protected: recolour {} in its layer",
            RED.join(" and ")
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(text: &str, drawn: &[&str], parts: &[&str]) -> Catalogue {
        let mut catalogue = Catalogue {
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
            ..Catalogue::default()
        };
        for id in drawn {
            catalogue.add((*id).to_owned(), Source::Drawn, "drawn");
        }
        let Entries(entries) = serde_json::from_str(text).unwrap();
        for (id, source) in entries {
            catalogue.add(id, source, "sources/test.json");
        }
        catalogue
    }

    fn problems(text: &str, drawn: &[&str], parts: &[&str], wanted: &[&str]) -> Vec<String> {
        catalogue(text, drawn, parts).problems(&wanted.iter().map(|id| (*id).to_owned()).collect())
    }

    #[test]
    fn a_complete_catalogue_has_no_problems() {
        let text = r#"{"tomato": {"openmoji": "1F345"}, "clock-day": {"layers": [{"drawn": "dial"}]}}"#;
        assert_eq!(
            problems(text, &["height"], &["dial"], &["tomato", "clock-day", "height"]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn each_kind_of_gap_has_its_own_sentence() {
        let only = |found: Vec<String>, part: &str| {
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].contains(part), "{found:?}");
        };
        only(problems("{}", &[], &[], &["clock"]), "clock has no source");
        only(problems(r#"{"clock": {"openmoji": "1F55B"}}"#, &[], &[], &[]), "uses the source clock");
        only(problems("{}", &["clock"], &[], &[]), "uses the drawing clock");
        only(problems(r#"{"clock": {"openmoji": "1F55B"}}"#, &["clock"], &[], &["clock"]), "defined twice");
        only(problems("{}", &[], &["dial"], &[]), "no picture uses pictures/parts/dial.svg");
        only(
            problems(r#"{"clock": {"layers": [{"drawn": "dial"}]}}"#, &[], &[], &["clock"]),
            "parts/dial.svg",
        );
    }

    #[test]
    fn an_id_written_twice_in_one_file_is_seen() {
        let text = r#"{"clock": {"openmoji": "1F55B"}, "clock": {"openmoji": "1F567"}}"#;
        assert!(problems(text, &[], &[], &["clock"])[0].contains("defined twice"));
    }

    #[test]
    fn an_unknown_word_in_a_source_is_named() {
        let error = serde_json::from_str::<Entries>(r#"{"clock": {"openmoij": "1F55B"}}"#).err().unwrap();
        assert!(error.to_string().contains("openmoij"), "{error}");
        assert!(serde_json::from_str::<Entries>(r#"{"clock": {}}"#).is_err());
        assert!(
            serde_json::from_str::<Entries>(r#"{"clock": {"layers": [{"drawn": "dial", "size": 2}]}}"#)
                .is_err()
        );
    }

    #[test]
    fn a_red_cross_is_refused_until_it_is_recoloured() {
        let red = svg::read("<svg viewBox=\"0 0 72 72\"><path fill=\"#D22F27\"/></svg>").unwrap();
        assert!(refuse_red_cross("E302", &red).is_err());
        assert!(refuse_red_cross("1F345", &red).is_ok(), "a tomato may be red");
        let recolour = BTreeMap::from([("#d22f27".to_owned(), "#5c9e31".to_owned())]);
        let green = svg::compose(&[(red, Place { scale: 1.0, recolour, ..Place::default() })]);
        assert!(refuse_red_cross("E302", &green).is_ok());
    }
}
