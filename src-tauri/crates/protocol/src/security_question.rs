use std::fmt;

use dinhdanh_crypto::secret::SecretBytes;

use crate::text::fold_answer;

/// The ten subjects of which a citizen picks two. The words are the interface's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum SecurityQuestion {
    /// The town of birth.
    BirthTown = 1,
    /// A favourite book.
    FavouriteBook = 2,
    /// A favourite song.
    FavouriteSong = 3,
    /// Where the parents met.
    WhereParentsMet = 4,
    /// A favourite animal.
    FavouriteAnimal = 5,
    /// The first form teacher.
    FirstFormTeacher = 6,
    /// A nickname from childhood.
    ChildhoodNickname = 7,
    /// A favourite dish.
    FavouriteDish = 8,
    /// A favourite singer or band.
    FavouriteSinger = 9,
    /// The make of the first phone.
    FirstPhone = 10,
}

impl SecurityQuestion {
    /// All ten, in the order of their numbers.
    pub const ALL: [Self; 10] = [
        Self::BirthTown,
        Self::FavouriteBook,
        Self::FavouriteSong,
        Self::WhereParentsMet,
        Self::FavouriteAnimal,
        Self::FirstFormTeacher,
        Self::ChildhoodNickname,
        Self::FavouriteDish,
        Self::FavouriteSinger,
        Self::FirstPhone,
    ];

    /// The number that stands for the subject, 1 to 10.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The subject of a number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.number() == number)
    }
}

/// An answer in the form in which answers are compared (see [`fold_answer`]).
#[derive(Clone)]
pub struct FoldedAnswer(SecretBytes);

impl FoldedAnswer {
    /// Folds what was typed; none when nothing is left of it.
    pub fn fold(typed: &str) -> Option<Self> {
        let folded = fold_answer(typed);
        (!folded.is_empty()).then(|| Self(SecretBytes::new(folded.into_bytes())))
    }

    /// The folded text, for the hash.
    pub fn expose(&self) -> &[u8] {
        self.0.expose()
    }
}

impl fmt::Debug for FoldedAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FoldedAnswer(…)")
    }
}

/// One of the two questions with its answer.
#[derive(Debug, Clone)]
pub struct SecurityAnswer {
    /// The subject.
    pub question: SecurityQuestion,
    /// The folded answer.
    pub answer: FoldedAnswer,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_numbered_from_one_to_ten() {
        let numbers: Vec<u8> = SecurityQuestion::ALL.map(SecurityQuestion::number).to_vec();
        assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
        for question in SecurityQuestion::ALL {
            assert_eq!(SecurityQuestion::from_number(question.number()), Some(question));
        }
        assert!([0, 11, u8::MAX].map(SecurityQuestion::from_number) == [None; 3]);
    }

    #[test]
    fn an_answer_is_compared_as_people_mean_it_and_does_not_print() {
        let typed = FoldedAnswer::fold("  Mèo   MUN ").unwrap();
        let again = FoldedAnswer::fold("mèo mun").unwrap();
        assert_eq!(typed.expose(), again.expose());
        assert!(FoldedAnswer::fold(" \t ").is_none());
        assert_eq!(format!("{typed:?}"), "FoldedAnswer(…)");
    }
}
