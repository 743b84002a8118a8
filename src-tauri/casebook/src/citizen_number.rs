//! Nine digits that may be a citizen service number (BSN).
//!
//! Meedoen has no field for it and does not keep one in free text (domain.md §5.3): consent cannot legalise it.
//! One in eleven random numbers passes the test too, so text is never thrown away: it stays a draft with the digits
//! marked, and masking is offered.

use std::ops::Range;

/// The places, in bytes, of numbers in a text that pass the 11-proef. Digits may be Western, Arabic-Indic or
/// Persian and may be grouped by single dots, dashes or spaces.
pub fn find_citizen_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<(usize, usize, u8)> = Vec::new();
    let mut gap = false;
    for (place, character) in text.char_indices().chain([(text.len(), '\0')]) {
        match digit(character) {
            Some(value) => {
                run.push((place, place + character.len_utf8(), value));
                gap = false;
            }
            None if matches!(character, '.' | '-' | ' ' | '\u{a0}') && !gap && !run.is_empty() => gap = true,
            None if is_invisible(character) => {}
            None => {
                found.extend(citizen_number(&run));
                run.clear();
                gap = false;
            }
        }
    }
    found
}

/// The text with those digits replaced by dots, everything else as it was.
pub fn mask_citizen_numbers(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for range in find_citizen_numbers(text) {
        masked.push_str(&text[from..range.start]);
        masked.extend(text[range.clone()].chars().map(|c| if digit(c).is_some() { '•' } else { c }));
        from = range.end;
    }
    masked.push_str(&text[from..]);
    masked
}

fn citizen_number(run: &[(usize, usize, u8)]) -> Option<Range<usize>> {
    let (first, last) = (run.first()?, run.last()?);
    let digits: [u8; 9] = run.iter().map(|(_, _, value)| *value).collect::<Vec<_>>().try_into().ok()?;
    passes_eleven_test(digits).then_some(first.0..last.1)
}

/// Weights 9 to 2 for the first eight digits, minus one for the last; the sum divides by eleven.
fn passes_eleven_test(digits: [u8; 9]) -> bool {
    let weighted: i32 = (2..=9).rev().zip(digits).map(|(weight, digit)| weight * i32::from(digit)).sum();
    let sum = weighted - i32::from(digits[8]);
    sum % 11 == 0 && digits != [0; 9]
}

fn digit(character: char) -> Option<u8> {
    let zero = match character {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    u8::try_from(u32::from(character) - u32::from(zero)).ok()
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find_citizen_numbers(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_number_that_passes_the_test_is_found_however_it_is_written() {
        assert_eq!(found("bsn 111222333, klopt dat?"), ["111222333"]);
        assert_eq!(found("111.222.333"), ["111.222.333"]);
        assert_eq!(found("111 222 333"), ["111 222 333"]);
        assert_eq!(found("رقم ١١١٢٢٢٣٣٣"), ["١١١٢٢٢٣٣٣"]);
        assert_eq!(found("111\u{200b}222\u{200b}333"), ["111\u{200b}222\u{200b}333"]);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in
            ["111222334", "06 1234 5678", "1112223330", "11122233", "000000000", "op 12-11-2016 om 9:00", ""]
        {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn masking_keeps_everything_but_the_digits() {
        assert_eq!(mask_citizen_numbers("a 111.222.333 b 111222334"), "a •••.•••.••• b 111222334");
    }
}
