//! How people are called: by sex, decade of birth and region, and by people (dân tộc).

mod kinh;
mod minority;

use dinhdanh_protocol::Sex;

use super::draw::Draw;
use super::places::Place;

/// What a name hangs on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bearer<'a> {
    pub(super) sex: Sex,
    pub(super) birth_year: i32,
    pub(super) place: &'a Place,
}

/// Which kind of name a person is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As the bearer's home has them.
    Usual,
    /// A name of one of the province's smaller peoples, where it has any.
    Minority,
    /// One that fills a line.
    Long,
}

/// A full name: NFC, title case, at most 64 bytes of UTF-8.
pub(super) fn full_name(draw: &mut Draw, kind: Kind, bearer: Bearer<'_>) -> String {
    let minority = minority::full_name(draw, bearer);
    match (kind, minority) {
        (Kind::Long, _) => kinh::long_name(draw, bearer.sex),
        (Kind::Minority, Some(name)) => name,
        (Kind::Usual, Some(name)) if draw.chance(45) => name,
        _ => kinh::full_name(draw, bearer),
    }
}

/// Made-up names of a person's father and mother; a Kinh father has his child's family name.
pub(super) fn parents(draw: &mut Draw, child: &str, birth_year: i32, place: &Place) -> [String; 2] {
    let [father, mother] = [(Sex::Male, 29), (Sex::Female, 26)].map(|(sex, older)| {
        let birth_year = birth_year - older;
        kinh::full_name(
            draw,
            Bearer {
                sex,
                birth_year,
                place,
            },
        )
    });
    let family = child.split(' ').next().filter(|word| kinh::is_surname(word));
    match (family, father.split_once(' ')) {
        (Some(family), Some((_, own))) => [format!("{family} {own}"), mother],
        _ => [father, mother],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(kind: Kind, code: &str, sex: Sex) -> Vec<String> {
        let place = Place::by_code(code).unwrap();
        (0..300)
            .map(|seed| {
                let birth_year = 1932 + (seed % 88) as i32;
                full_name(
                    &mut Draw::of_portrait(seed),
                    kind,
                    Bearer {
                        sex,
                        birth_year,
                        place,
                    },
                )
            })
            .collect()
    }

    #[test]
    fn words_are_two_to_five_and_never_twice_the_same() {
        for sex in [Sex::Male, Sex::Female] {
            for name in names(Kind::Usual, "036", sex) {
                let words: Vec<&str> = name.split(' ').collect();
                assert!((2..=5).contains(&words.len()), "{name}");
                assert!(words.windows(2).all(|pair| pair.first() != pair.last()), "{name}");
                assert!(
                    words.iter().all(|word| word.starts_with(char::is_uppercase)),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn the_south_has_its_own_forms() {
        let southern = names(Kind::Usual, "082", Sex::Female);
        assert!(southern.iter().any(|name| name.starts_with("Huỳnh ")));
        assert!(!southern.iter().any(|name| name.starts_with("Vũ ")));
        let northern = names(Kind::Usual, "036", Sex::Female);
        assert!(northern.iter().any(|name| name.starts_with("Vũ ")));
        assert!(!northern.iter().any(|name| name.starts_with("Huỳnh ")));
    }

    #[test]
    fn peoples_keep_their_own_forms() {
        assert!(
            names(Kind::Minority, "066", Sex::Female)
                .iter()
                .any(|name| name.starts_with("H'"))
        );
        assert!(
            names(Kind::Minority, "014", Sex::Male)
                .iter()
                .any(|name| name.starts_with("Lò "))
        );
        assert!(
            names(Kind::Minority, "084", Sex::Male)
                .iter()
                .any(|name| name.starts_with("Thạch "))
        );
    }

    #[test]
    fn long_names_fill_a_line_and_fit_the_code() {
        for sex in [Sex::Male, Sex::Female] {
            for name in names(Kind::Long, "046", sex) {
                assert!((5..=8).contains(&name.split(' ').count()), "{name}");
                assert!((30..=64).contains(&name.len()), "{name}: {}", name.len());
            }
        }
    }
}
