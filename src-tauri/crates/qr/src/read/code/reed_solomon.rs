//! Reed–Solomon over GF(256) as QR codes use it (ISO/IEC 18004 clause 7.5 and annex B): errors at unknown places and
//! erasures at known ones.

/// The field's polynomial, x⁸ + x⁴ + x³ + x² + 1; its generator is 2.
const POLYNOMIAL: u16 = 0x11d;
/// The longest block of any version, bytes.
const LONGEST: usize = 256;

/// Powers of the generator, twice around, and their logarithms.
struct Field {
    exp: [u8; 512],
    log: [u8; 256],
}

const FIELD: Field = Field::new();

#[expect(
    clippy::indexing_slicing,
    reason = "indices are bytes, or sums of two logarithms, which the tables have room for"
)]
impl Field {
    const fn new() -> Self {
        let (mut exp, mut log) = ([0; 512], [0; 256]);
        let mut value = 1u16;
        let mut power = 0;
        while power < 255 {
            exp[power] = value as u8;
            exp[power + 255] = value as u8;
            log[value as usize] = power as u8;
            value <<= 1;
            if value & 0x100 != 0 {
                value ^= POLYNOMIAL;
            }
            power += 1;
        }
        Self { exp, log }
    }

    fn times(&self, a: u8, b: u8) -> u8 {
        if a == 0 || b == 0 {
            return 0;
        }
        self.exp[usize::from(self.log[usize::from(a)]) + usize::from(self.log[usize::from(b)])]
    }

    /// Of `b` ≠ 0.
    fn over(&self, a: u8, b: u8) -> u8 {
        if a == 0 {
            return 0;
        }
        self.exp[usize::from(self.log[usize::from(a)]) + 255 - usize::from(self.log[usize::from(b)])]
    }

    fn power(&self, of: usize) -> u8 {
        self.exp[of % 255]
    }
}

/// A polynomial, the constant first, no longer than a block.
#[derive(Clone)]
struct Polynomial {
    terms: [u8; LONGEST],
    /// Terms in use, the leading one not zero; 1 for a constant.
    count: usize,
}

#[expect(
    clippy::indexing_slicing,
    reason = "every index is below a count, and counts are kept within the array"
)]
impl Polynomial {
    const ONE: Self = {
        let mut terms = [0; LONGEST];
        terms[0] = 1;
        Self { terms, count: 1 }
    };

    fn degree(&self) -> usize {
        self.count - 1
    }

    fn trim(&mut self) {
        while self.count > 1 && self.terms[self.count - 1] == 0 {
            self.count -= 1;
        }
    }

    /// Times (1 + `root` · x).
    fn grow(&mut self, root: u8) {
        for i in (1..=self.count.min(LONGEST - 1)).rev() {
            self.terms[i] ^= FIELD.times(self.terms[i - 1], root);
        }
        self.count = (self.count + 1).min(LONGEST);
        self.trim();
    }

    fn shifted(&self) -> Self {
        let mut terms = [0; LONGEST];
        let count = (self.count + 1).min(LONGEST);
        terms[1..count].copy_from_slice(&self.terms[..count - 1]);
        Self { terms, count }
    }

    fn scaled(&self, by: impl Fn(u8) -> u8) -> Self {
        let mut terms = [0; LONGEST];
        for (to, from) in terms[..self.count].iter_mut().zip(&self.terms) {
            *to = by(*from);
        }
        Self {
            terms,
            count: self.count,
        }
    }

    fn plus(&self, other: &Self) -> Self {
        let mut sum = self.clone();
        sum.count = self.count.max(other.count);
        for (to, from) in sum.terms[..sum.count].iter_mut().zip(&other.terms) {
            *to ^= from;
        }
        sum.trim();
        sum
    }

    fn at(&self, x: u8) -> u8 {
        let terms = self.terms[..self.count].iter().rev();
        terms.fold(0, |value, term| FIELD.times(value, x) ^ term)
    }

    /// The derivative at `x`: in this field only the odd terms have one.
    fn slope_at(&self, x: u8) -> u8 {
        let square = FIELD.times(x, x);
        let odd = self.terms[..self.count].iter().skip(1).step_by(2).rev();
        odd.fold(0, |value, term| FIELD.times(value, square) ^ term)
    }
}

/// Corrects `block`, whose last `check` bytes are its check bytes; the bytes at `erased` are taken to be unknown. Says
/// how many others were wrong, or none where it cannot be corrected: then the block is as it was.
pub(super) fn correct(block: &mut [u8], check: usize, erased: &[usize]) -> Option<usize> {
    let count = block.len();
    if count >= LONGEST || check >= count || erased.len() > check {
        return None;
    }
    let syndromes = Syndromes::of(block, check);
    if syndromes.are_zero() {
        return Some(0);
    }
    // What stands at a place of the block, counted from its end, as a power of the generator.
    let locator = |at: usize| FIELD.power(count - 1 - at);
    let mut erasures = Polynomial::ONE;
    for &at in erased {
        if at >= count {
            return None;
        }
        erasures.grow(locator(at));
    }
    let errors = berlekamp_massey(&syndromes, erasures, erased.len());
    let wrong = errors.degree();
    if 2 * wrong.saturating_sub(erased.len()) + erased.len() > check {
        return None;
    }
    let magnitudes = syndromes.evaluator(&errors);
    let before: [u8; LONGEST] = {
        let mut kept = [0; LONGEST];
        kept.iter_mut()
            .zip(block.iter())
            .for_each(|(to, from)| *to = *from);
        kept
    };
    let mut found = 0;
    for (at, byte) in block.iter_mut().enumerate() {
        let root = FIELD.over(1, locator(at));
        if errors.at(root) != 0 {
            continue;
        }
        found += 1;
        let slope = errors.slope_at(root);
        if slope == 0 {
            break;
        }
        let magnitude = FIELD.times(locator(at), FIELD.over(magnitudes.at(root), slope));
        *byte ^= magnitude;
    }
    if found == wrong && Syndromes::of(block, check).are_zero() {
        return Some(wrong.saturating_sub(erased.len()));
    }
    block.iter_mut().zip(&before).for_each(|(to, from)| *to = *from);
    None
}

/// The word at the roots of the generator polynomial: all zero where it is a codeword.
struct Syndromes {
    values: [u8; LONGEST],
    count: usize,
}

#[expect(
    clippy::indexing_slicing,
    reason = "every index is below the count of check bytes"
)]
impl Syndromes {
    fn of(block: &[u8], check: usize) -> Self {
        let mut values = [0; LONGEST];
        for (power, value) in values[..check].iter_mut().enumerate() {
            let root = FIELD.power(power);
            *value = block.iter().fold(0, |sum, byte| FIELD.times(sum, root) ^ byte);
        }
        Self { values, count: check }
    }

    fn are_zero(&self) -> bool {
        self.values[..self.count].iter().all(|value| *value == 0)
    }

    /// What the errors' sizes are read from: syndromes times locator, as far as there are syndromes.
    fn evaluator(&self, errors: &Polynomial) -> Polynomial {
        let mut terms = [0; LONGEST];
        for (i, syndrome) in self.values[..self.count].iter().enumerate() {
            for (j, term) in errors.terms[..errors.count].iter().enumerate() {
                if i + j < self.count {
                    terms[i + j] ^= FIELD.times(*syndrome, *term);
                }
            }
        }
        let mut evaluator = Polynomial {
            terms,
            count: self.count.max(1),
        };
        evaluator.trim();
        evaluator
    }
}

/// The shortest locator of all errors that agrees with the syndromes, begun at the erasures (Blahut).
fn berlekamp_massey(syndromes: &Syndromes, erasures: Polynomial, erased: usize) -> Polynomial {
    let mut errors = erasures.clone();
    let mut before = erasures;
    let mut length = erased;
    for step in erased + 1..=syndromes.count {
        let known = syndromes.values.iter().take(step).rev();
        let terms = errors.terms.iter().take(errors.count);
        let discrepancy = terms
            .zip(known)
            .fold(0, |sum, (term, syndrome)| sum ^ FIELD.times(*term, *syndrome));
        let shifted = before.shifted();
        if discrepancy == 0 {
            before = shifted;
            continue;
        }
        let next = errors.plus(&shifted.scaled(|term| FIELD.times(term, discrepancy)));
        if 2 * length < step + erased {
            before = errors.scaled(|term| FIELD.over(term, discrepancy));
            length = step + erased - length;
        } else {
            before = shifted;
        }
        errors = next;
    }
    errors
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use qrcode::ec::create_error_correction_code;

    use super::*;

    fn block(data: &[u8], check: usize) -> Vec<u8> {
        [data, &create_error_correction_code(data, check)].concat()
    }

    proptest! {
        #[test]
        fn as_many_errors_and_erasures_as_there_are_check_bytes_for(
            data in prop::collection::vec(any::<u8>(), 1..120),
            check in 2..31usize,
            seed: u64,
            share in 0.0..=1.0f64,
        ) {
            let sound = block(&data, check);
            let erasures = (share * check as f64) as usize;
            let errors = (check - erasures) / 2;
            let mut places: Vec<usize> = (0..sound.len()).collect();
            let mut state = seed | 1;
            let mut next = || { state ^= state << 13; state ^= state >> 7; state ^= state << 17; state };
            for i in (1..places.len()).rev() {
                places.swap(i, (next() % (i as u64 + 1)) as usize);
            }
            let (erased, rest) = places.split_at(erasures.min(places.len()));
            let mut spoilt = sound.clone();
            for at in rest.iter().take(errors) {
                spoilt[*at] ^= (next() % 255) as u8 + 1;
            }
            for at in erased {
                spoilt[*at] = next() as u8;
            }
            prop_assert!(correct(&mut spoilt, check, erased).is_some());
            prop_assert_eq!(spoilt, sound);
        }

        #[test]
        fn what_cannot_be_corrected_stays_as_it_is(noise in prop::collection::vec(any::<u8>(), 0..300), check in 0..40usize, erased in prop::collection::vec(0..400usize, 0..20)) {
            let mut tried = noise.clone();
            match correct(&mut tried, check, &erased) {
                None => prop_assert_eq!(tried, noise),
                Some(_) => prop_assert!(Syndromes::of(&tried, check).are_zero()),
            }
        }
    }
}
