//! Vietnamese text: folding answers and names, names without diacritics.

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

/// A name as two writings of it are compared: lower case, single spaces, and the tone mark of a word at its end,
/// since people place it on one vowel or the other ("Hòa" = "Hoà" = "HÒA", but not "Hoa").
pub fn fold_name(written: &str) -> String {
    let words: Vec<String> = written.split_whitespace().map(fold_word).collect();
    words.join(" ")
}

fn fold_word(word: &str) -> String {
    // Grave, acute, tilde, hook above, dot below; breve, circumflex and horn make other letters.
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let letters = || word.nfd().flat_map(char::to_lowercase).nfd();
    let folded = letters().filter(|c| !is_tone(c)).chain(letters().filter(is_tone));
    folded.collect()
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

    #[test]
    fn ways_to_write_one_name() {
        for written in [
            "Hòa Thúy",
            "Hoà Thuý",
            "HÒA  THÚY",
            " hoa\u{300} thuy\u{301}\u{a0}",
        ] {
            assert_eq!(fold_name(written), fold_name("Hòa Thúy"), "{written}");
        }
        for other in ["Hoa Thúy", "Hỏa Thúy", "HòaThúy", "Hòa Thủy", "Hòa Thuỳ"] {
            assert_ne!(fold_name(other), fold_name("Hòa Thúy"), "{other}");
        }
        assert_ne!(fold_name("Đăng"), fold_name("Đâng"));
        assert_eq!(fold_name("H'Mai ĐẮK"), fold_name("h'mai đắk"));
    }

    proptest! {
        #[test]
        fn folding_a_name_twice_is_folding_it_once(written in "\\PC{0,40}") {
            let once = fold_name(&written);
            prop_assert_eq!(fold_name(&once), once);
        }

        #[test]
        fn folding_twice_is_folding_once(typed in "\\PC{0,40}") {
            let once = fold_answer(&typed);
            prop_assert_eq!(fold_answer(&once), once);
        }
    }
}
