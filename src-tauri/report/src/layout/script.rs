//! What scripts ask of paper: direction, size, leading, digits, and characters that only steer.

use std::ops::Range;

use phrasebook::Language;

/// FIRST STRONG ISOLATE: what follows takes the direction of its own first letter.
const FSI: char = '\u{2068}';
/// LEFT-TO-RIGHT ISOLATE.
const LRI: char = '\u{2066}';
/// POP DIRECTIONAL ISOLATE.
const PDI: char = '\u{2069}';
/// SOFT HYPHEN: a word may be broken here.
pub(crate) const SOFT_HYPHEN: char = '\u{ad}';

/// Arabic letters look smaller than Latin ones of the same size (tokens: --scale-arabic).
pub(crate) const ARABIC_SCALE: f32 = 1.14;

/// Wraps a name, a company or a piece of free text so that it cannot reorder the sentence around it.
pub(crate) fn isolate(text: &str) -> String {
    format!("{FSI}{text}{PDI}")
}

/// Wraps a number, a date or a time: always read from left to right, also between Arabic words.
pub(crate) fn isolate_number(text: &str) -> String {
    format!("{LRI}{text}{PDI}")
}

/// Lines of text in a language run this many times their size apart.
pub(crate) fn leading(language: Language) -> f32 {
    match language {
        Language::Ar | Language::Fa | Language::Prs | Language::Ps | Language::Ckb => 1.56,
        Language::Ti => 1.5,
        _ => 1.36,
    }
}

/// Characters that steer the layout and are no text: kept out of what can be copied from the page.
pub(crate) fn only_steers(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | SOFT_HYPHEN)
}

/// Whether a character belongs to the Arabic script.
fn is_arabic(character: char) -> bool {
    matches!(character,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{870}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Vowel signs and other marks that stand above or below an Arabic letter.
pub(crate) fn is_arabic_mark(character: char) -> bool {
    matches!(character,
        '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{8d3}'..='\u{8ff}')
}

/// The stretches of Arabic script in a text, spaces between two Arabic words included.
pub(crate) fn arabic_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut bridge = false;
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        if is_arabic(character) {
            match ranges.last_mut() {
                Some(last) if bridge => last.end = end,
                _ => ranges.push(start..end),
            }
            bridge = true;
        } else if !character.is_whitespace() && !only_steers(character) && character != '\u{200c}' {
            bridge = false;
        }
    }
    ranges
}

/// A number in the digits a language writes, from the ten digits of that language, zero first.
pub(crate) fn in_digits(number: &str, digits: &str) -> String {
    let own: Vec<char> = digits.chars().collect();
    number.chars().map(|c| c.to_digit(10).and_then(|d| own.get(d as usize).copied()).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_stretches_bridge_spaces_but_not_latin_words() {
        let text = "سمير الخطيب werkt bij أحمد";
        let found: Vec<&str> = arabic_ranges(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["سمير الخطيب", "أحمد"]);
    }

    #[test]
    fn numbers_take_the_digits_of_the_language() {
        assert_eq!(in_digits("15/11", "٠١٢٣٤٥٦٧٨٩"), "١٥/١١");
    }
}
