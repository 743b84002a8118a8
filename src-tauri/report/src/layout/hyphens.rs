//! Soft hyphens for long Dutch words, so that a narrow column keeps a quiet edge.

use super::script::SOFT_HYPHEN;

/// Shorter words stay whole: a broken word costs a reader at B1 more than a ragged line.
const LEAST_LETTERS: usize = 13;
/// Letters that stay together at either end.
const LEAST_PART: usize = 4;

/// The text with soft hyphens in its long words. Words with anything but letters (names with a digit, links)
/// are left alone.
pub(crate) fn hyphenate_dutch(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut word_start = None;
    for (place, character) in text.char_indices() {
        match (character.is_alphabetic(), word_start) {
            (true, None) => word_start = Some(place),
            (false, Some(start)) => {
                push_word(&mut out, &text[start..place]);
                out.push(character);
                word_start = None;
            }
            (false, None) => out.push(character),
            (true, Some(_)) => {}
        }
    }
    if let Some(start) = word_start {
        push_word(&mut out, &text[start..]);
    }
    out
}

fn push_word(out: &mut String, word: &str) {
    if word.chars().count() < LEAST_LETTERS || !word.is_ascii() {
        out.push_str(word);
        return;
    }
    for (index, syllable) in
        hypher::hyphenate_bounded(word, hypher::Lang::Dutch, LEAST_PART, LEAST_PART).enumerate()
    {
        if index > 0 {
            out.push(SOFT_HYPHEN);
        }
        out.push_str(syllable);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_words_are_broken() {
        assert_eq!(hyphenate_dutch("Samen werken is fijn."), "Samen werken is fijn.");
        let broken = hyphenate_dutch("de inkomensondersteuning");
        assert!(broken.contains(SOFT_HYPHEN), "{broken}");
        assert_eq!(broken.replace(SOFT_HYPHEN, ""), "de inkomensondersteuning");
    }

    #[test]
    fn a_word_longer_than_any_buffer_keeps_its_letters() {
        let endless = "arbeidsongeschiktheidsverzekering".repeat(5);
        assert_eq!(hyphenate_dutch(&endless).replace(SOFT_HYPHEN, ""), endless);
    }
}
