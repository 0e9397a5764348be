//! Vietnamese text: folding answers, names without diacritics.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// An answer to a security question as it is compared: NFKD, lower case, đ→d, marks off, every run of
/// non-alphanumerics one space, none at the ends. So case, spaces, diacritics, precomposed or combining
/// letters and the placement of tone marks make no difference ("hòa" = "hoà" = "HOA").
pub fn fold_answer(typed: &str) -> String {
    let bare: String = unmarked(typed).collect();
    let words: Vec<&str> = bare
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// A name as an SMS has it: upper case, no diacritics.
pub fn without_diacritics(name: &str) -> String {
    unmarked(name).flat_map(char::to_uppercase).collect()
}

fn unmarked(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkd()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ways_to_type_one_answer() {
        for typed in ["hòa", "hoà", "HOA", " Hoa. ", "ho\u{300}a", "Hoa\u{300}"] {
            assert_eq!(fold_answer(typed), "hoa", "{typed}");
        }
        assert_eq!(fold_answer("Đà Nẵng – quận  Hải Châu"), "da nang quan hai chau");
        assert_eq!(fold_answer("…"), "");
        assert_eq!(without_diacritics("Nguyễn Thị Ánh Đào"), "NGUYEN THI ANH DAO");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(typed in "\\PC{0,40}") {
            let once = fold_answer(&typed);
            prop_assert_eq!(fold_answer(&once), once);
        }
    }
}
