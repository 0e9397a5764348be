//! From modules to text: format, Reed–Solomon and segments are rqrr's work.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The text of a square of `size` modules, which `is_dark(column, row)` tells; mirrored codes too.
///
/// `None` when Reed–Solomon cannot correct it, or when the bytes are not UTF-8. Other character sets (Shift
/// JIS, Latin-1) are not guessed at: the standard leaves a reader to guess, and a text guessed wrongly is a
/// wrong text.
///
/// rqrr has panicked on real photographs. What did so is its detector, which is not used here; its decoder
/// indexes by version and block, so a square of an impossible size is refused before it is called. The guard
/// is for what we do not know: should it ever fire, the process's panic hook prints one line that names
/// rqrr's file and nothing of the code, and this hypothesis has no text. Silencing the hook would be global
/// state, so it is left alone.
pub(super) fn text(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> Option<String> {
    if !(21..=177).contains(&size) || size % 4 != 1 {
        return None;
    }
    let grid = rqrr::Grid::new(rqrr::SimpleGrid::from_func(size, is_dark));
    // The grid is dropped with the guard: nothing half done is looked at afterwards.
    let decoded = catch_unwind(AssertUnwindSafe(|| {
        let mut bytes = Vec::new();
        grid.decode_to(&mut bytes).ok().map(|_| bytes)
    }));
    String::from_utf8(decoded.ok()??).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorCorrection, encode};

    #[test]
    fn what_was_encoded_comes_back_also_mirrored() {
        for said in ["DD1:%69 VD92EX0", "0123456789", "Nguyễn Thị Ánh"] {
            let code = encode(said, ErrorCorrection::Medium).unwrap();
            assert_eq!(text(code.size(), |x, y| code.module(x, y)).as_deref(), Some(said));
            assert_eq!(text(code.size(), |x, y| code.module(y, x)).as_deref(), Some(said));
        }
    }

    #[test]
    fn impossible_squares_have_no_text() {
        for size in [0, 1, 20, 22, 178, 181, 1_000_000_000] {
            assert_eq!(text(size, |_, _| true), None, "{size}");
        }
        for size in (21..=177).step_by(4) {
            assert_eq!(text(size, |_, _| true), None);
            assert_eq!(text(size, |_, _| false), None);
        }
    }
}
