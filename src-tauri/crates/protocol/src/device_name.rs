//! What a device may call itself. The words are a stranger's, and stand between quotes on the device whose place it
//! wants: none may end the quote, hide, or turn what follows.

use unicode_normalization::char::is_combining_mark;

/// The most characters of a name.
const LONGEST: usize = 64;
/// The most combining marks on one letter: more would cover the lines around it.
const MOST_MARKS: usize = 4;

/// Whether a device may call itself so: 1 to 64 characters, one of them a letter or a numeral at least. Letters and
/// numerals of any script, the combining marks on them, spaces, and `-` `_` `.` `(` `)` `&` `+` `#` `,` `/` `'` `’`; no
/// two apostrophes side by side, which look like the end of a quote.
pub fn is_device_name(name: &str) -> bool {
    let mut read = String::new();
    for next in name.chars() {
        if !may_follow(&read, next) {
            return false;
        }
        read.push(next);
    }
    name.chars().count() <= LONGEST && name.chars().any(is_letter)
}

/// What is left of a computer's own name as a device's name; none where no name is left.
pub fn plain_device_name(told: &str) -> Option<String> {
    let mut plain = String::new();
    for next in told.trim().chars() {
        if may_follow(&plain, next) {
            plain.push(next);
        }
    }
    let shortened: String = plain.trim().chars().take(LONGEST).collect();
    let plain = shortened.trim();
    is_device_name(plain).then(|| plain.to_owned())
}

fn may_follow(before: &str, next: char) -> bool {
    match next {
        ' ' | '-' | '_' | '.' | '(' | ')' | '&' | '+' | '#' | ',' | '/' => true,
        '\'' | '’' => !before.ends_with(['\'', '’']),
        _ if is_mark(next) => {
            let marks = before.chars().rev().take_while(|c| is_mark(*c)).count();
            let marked = before.chars().rev().nth(marks);
            marks < MOST_MARKS && marked.is_some_and(is_letter)
        }
        _ => is_letter(next),
    }
}

/// A letter or a numeral that is seen, and is not taken for a quote.
fn is_letter(character: char) -> bool {
    let is_blank = matches!(character, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}');
    // Letters that are drawn like primes and apostrophes.
    let is_quote = matches!(
        character,
        '\u{2B9}'
            ..='\u{2BF}'
                | '\u{2C8}'
                | '\u{2CA}'
                | '\u{2CB}'
                | '\u{2EE}'
                | '\u{374}'
                | '\u{559}'
                | '\u{7F4}'
                | '\u{7F5}'
                | '\u{141F}'
                | '\u{1420}'
                | '\u{1425}'
                | '\u{1426}'
                | '\u{144A}'
                | '\u{144B}'
                | '\u{16CC}'
                | '\u{A67F}'
                | '\u{A78B}'
                | '\u{A78C}'
    );
    // Letters in a circle or a square are signs.
    let is_sign = matches!(character, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}');
    character.is_alphanumeric() && !is_combining_mark(character) && !is_blank && !is_quote && !is_sign
}

/// A combining mark that is seen and belongs to a letter.
fn is_mark(character: char) -> bool {
    let is_unseen = matches!(
        character,
        '\u{34F}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{E0100}'..='\u{E01EF}'
    );
    // Around what they are on, or on signs.
    let encloses = matches!(
        character,
        '\u{488}' | '\u{489}' | '\u{1ABE}' | '\u{20D0}'..='\u{20FF}' | '\u{A670}'..='\u{A672}'
    );
    is_combining_mark(character) && !is_unseen && !encloses
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_every_script() {
        let longest = "ữ".repeat(LONGEST);
        for name in [
            "Máy tính bàn",
            "Ma\u{301}y ti\u{301}nh ba\u{300}n nhe\u{302}\u{323}",
            "may-ban_2.nha",
            "Lan’s MacBook Pro (2)",
            "O'Brien & Sons, R+D #1/2",
            "கணினி",
            "क्षिप्रा",
            "شركة ١٢٣",
            "ぱそこん か\u{3099}",
            "컴퓨터 2",
            "རྒྱུད",
            "ᓄᓇᕗᑦ",
            "7",
            &longest,
        ] {
            assert!(is_device_name(name), "{name:?}");
            assert_eq!(plain_device_name(name).as_deref(), Some(name));
        }
    }

    #[test]
    fn what_hides_turns_or_quotes_is_no_name() {
        let refused = [
            // Blank letters, fillers, spaces that are none.
            '\u{115F}',
            '\u{1160}',
            '\u{3164}',
            '\u{FFA0}',
            '\u{17B4}',
            '\u{17B5}',
            '\u{2800}',
            '\u{A0}',
            '\u{3000}',
            '\u{2003}',
            '\u{202F}',
            '\u{1680}',
            // Format and control.
            '\0',
            '\t',
            '\n',
            '\u{7F}',
            '\u{85}',
            '\u{AD}',
            '\u{61C}',
            '\u{180E}',
            '\u{200B}',
            '\u{200D}',
            '\u{200F}',
            '\u{2028}',
            '\u{2029}',
            '\u{202A}',
            '\u{202E}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{206A}',
            '\u{FEFF}',
            '\u{FFF9}',
            '\u{FFFB}',
            '\u{1D173}',
            '\u{E0001}',
            '\u{E0041}',
            '\u{E007F}',
            // Marks that are not seen, or are on no letter.
            '\u{34F}',
            '\u{180B}',
            '\u{FE0F}',
            '\u{E0100}',
            '\u{20DD}',
            '\u{20E3}',
            '\u{488}',
            // Quotes, and what is drawn like one.
            '"',
            '“',
            '”',
            '„',
            '‟',
            '«',
            '»',
            '‹',
            '›',
            '‘',
            '‚',
            '‛',
            '′',
            '″',
            '‴',
            '‵',
            '‶',
            '＂',
            '＇',
            '`',
            '´',
            '〝',
            '〞',
            '〟',
            '「',
            '」',
            '『',
            '』',
            '❝',
            '❞',
            '\u{2BA}',
            '\u{2BC}',
            '\u{2DD}',
            '\u{2EE}',
            '\u{374}',
            '\u{559}',
            '\u{55A}',
            '\u{7F4}',
            '\u{7F5}',
            '\u{141F}',
            '\u{1420}',
            '\u{1425}',
            '\u{1426}',
            '\u{144A}',
            '\u{144B}',
            '\u{16CC}',
            '\u{A67F}',
            '\u{A78B}',
            '\u{A78C}',
            '״',
            '׳',
            // Signs, private use, nothing.
            '<',
            '>',
            '\\',
            '|',
            '@',
            '*',
            '…',
            '–',
            '—',
            '😀',
            '✓',
            'Ⓐ',
            '🅰',
            '\u{E000}',
            '\u{FFFD}',
            '\u{FFFF}',
            '\u{10FFFF}',
        ];
        for character in refused {
            let name = format!("a{character}b");
            assert!(!is_device_name(&name), "{:?}", character);
            assert_eq!(plain_device_name(&name).as_deref(), Some("ab"), "{character:?}");
        }
    }

    #[test]
    fn no_name_is_empty_too_long_or_out_of_joint() {
        let long = "a".repeat(LONGEST + 1);
        let piled = format!("a{}", "\u{301}".repeat(MOST_MARKS + 1));
        for name in [
            "",
            " ",
            "...",
            "’",
            "\u{301}a",
            " \u{301}",
            "-\u{301}a",
            "a''b",
            "a’’b",
            "a'’b",
            &long,
            &piled,
        ] {
            assert!(!is_device_name(name), "{name:?}");
        }
        assert_eq!(
            plain_device_name(" “Máy nhà” – \u{202E}mã "),
            Some("Máy nhà  mã".to_owned())
        );
        assert_eq!(plain_device_name(&long).map(|name| name.len()), Some(LONGEST));
        assert_eq!(plain_device_name("“…”"), None);
    }

    proptest! {
        #[test]
        fn what_is_left_of_any_text_is_a_name(told in any::<String>()) {
            prop_assert!(plain_device_name(&told).is_none_or(|name| is_device_name(&name)));
        }
    }
}
