//! Renders every report with made-up people, to look at: `cargo run -p report --example sheets -- OUT_DIR`.
#![allow(missing_docs, clippy::print_stdout, clippy::expect_used)]

use std::path::Path;

use phrasebook::{Language, Locale, Phrasebook, Texts};
use report::{Rendered, ReportError, Sides};

#[allow(dead_code)]
#[path = "../tests/sheets/people.rs"]
mod people;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::args().nth(1).ok_or("say where: sheets OUT_DIR")?;
    let out = Path::new(&out);
    std::fs::create_dir_all(out)?;
    let phrasebook = Phrasebook::embedded()?;
    let dutch = Texts::new(Locale::Nl)?;
    let english = Texts::new(Locale::En)?;
    let save =
        |name: String, rendered: Result<Rendered, ReportError>| -> Result<(), Box<dyn std::error::Error>> {
            let rendered = rendered?;
            println!("{name}: {} pages, {} bytes", rendered.pages, rendered.pdf.len());
            std::fs::write(out.join(format!("{name}.pdf")), rendered.pdf)?;
            Ok(())
        };
    let assessment = |view, texts| report::assessment::render(&view, &phrasebook, texts);
    save("assessment-nl".into(), assessment(people::assessment(Language::Ar, Sides::One), &dutch))?;
    save("assessment-en".into(), assessment(people::assessment(Language::Uk, Sides::One), &english))?;
    save("assessment-draft".into(), assessment(people::draft_assessment(Language::Ar, Sides::One), &dutch))?;
    for language in [Language::Ar, Language::Ti, Language::Uk, Language::Ckb, Language::Ps, Language::Kmr] {
        let view = people::assessment(language, Sides::WithOwnLanguage);
        save(format!("assessment-nl-{}", language.tag()), assessment(view, &dutch))?;
    }
    for language in [Language::Ar, Language::Ti, Language::Uk, Language::Ckb, Language::So, Language::Nl] {
        let view = people::my_assessment(language);
        let rendered = report::my_assessment::render(&view, &phrasebook, &dutch);
        save(format!("my-assessment-{}", language.tag()), rendered)?;
    }
    for language in [Language::Ar, Language::Ti, Language::Uk, Language::Fa, Language::Nl] {
        let view = people::conversation(language);
        let rendered = report::conversation::render(&view, &phrasebook, &dutch);
        save(format!("conversation-{}", language.tag()), rendered)?;
    }
    save("recovery-nl".into(), report::recovery::render(&people::recovery(), &phrasebook, &dutch))?;
    save("recovery-en".into(), report::recovery::render(&people::recovery(), &phrasebook, &english))?;
    // The same with long names, forty lines of notes and a character no font has.
    for language in [Language::Ps, Language::So] {
        let tag = language.tag();
        let hard = people::hard_assessment;
        save(format!("hard-assessment-{tag}"), assessment(hard(language, Sides::WithOwnLanguage), &dutch))?;
        let mine = people::hard_my_assessment(language);
        save(format!("hard-my-{tag}"), report::my_assessment::render(&mine, &phrasebook, &dutch))?;
        let told = people::hard_conversation(language);
        save(format!("hard-conversation-{tag}"), report::conversation::render(&told, &phrasebook, &dutch))?;
        let empty = people::empty_assessment(language);
        save(format!("empty-assessment-{tag}"), report::assessment::render(&empty, &phrasebook, &dutch))?;
    }
    Ok(())
}
