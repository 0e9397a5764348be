//! Status lists: two bits a credential, as in the IETF Token Status List, zlib-compressed.

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// A list may not inflate beyond this, in bytes.
pub const MAX_INFLATED: usize = 4 * 1024 * 1024;
const PER_BYTE: usize = 4;
/// How hard the compressor tries, 0 to 10; lists are written rarely and are nearly all zeros.
const COMPRESSION_LEVEL: u8 = 9;

/// Where a credential's status stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatusPlace {
    /// Number of the list.
    pub list: u64,
    /// Place in it.
    pub index: u64,
}

/// What the authority says of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// 0: as issued.
    Valid,
    /// 1, and 3 as well: withdrawn for good.
    Revoked,
    /// 2: the account is locked for a while.
    Suspended,
}

/// One list of states.
#[derive(Clone, PartialEq, Eq)]
pub struct StatusList {
    packed: Vec<u8>,
}

/// A list is not one zlib stream and nothing else, or inflates beyond [`MAX_INFLATED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("status list is broken or too long")]
pub struct BrokenList;

impl StatusList {
    /// A list with at least this many places, all valid.
    pub fn new(places: usize) -> Self {
        Self {
            packed: vec![0; places.div_ceil(PER_BYTE)],
        }
    }

    /// The state at `index`; none when the list does not reach that far.
    pub fn at(&self, index: u64) -> Option<Status> {
        let (byte, shift) = place(index)?;
        Some(match (self.packed.get(byte)? >> shift) & 3 {
            0 => Status::Valid,
            2 => Status::Suspended,
            _ => Status::Revoked,
        })
    }

    /// Sets the state at `index`; false when the list does not reach that far.
    pub fn set(&mut self, index: u64, status: Status) -> bool {
        let Some((byte, shift)) = place(index) else {
            return false;
        };
        let Some(packed) = self.packed.get_mut(byte) else {
            return false;
        };
        let bits = match status {
            Status::Valid => 0,
            Status::Revoked => 1,
            Status::Suspended => 2,
        };
        *packed = *packed & !(3 << shift) | bits << shift;
        true
    }

    /// The list as a bundle bears it.
    pub fn compress(&self) -> Vec<u8> {
        compress_to_vec_zlib(&self.packed, COMPRESSION_LEVEL)
    }

    /// Inflates a list from a bundle, at most to [`MAX_INFLATED`].
    ///
    /// The usual one-call inflaters stop at the end of the stream and pass over what follows. Here that is a
    /// broken list: the bytes are *a* zlib stream, and nothing in a bundle has trailing bytes.
    pub fn inflate(compressed: &[u8]) -> Result<Self, BrokenList> {
        let flags = TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let mut inflater = Box::<DecompressorOxide>::default();
        let mut packed = vec![0; compressed.len().saturating_mul(2).min(MAX_INFLATED)];
        let (mut rest, mut length) = (compressed, 0);
        loop {
            let (status, read, written) = decompress(&mut inflater, rest, &mut packed, length, flags);
            rest = rest.get(read..).unwrap_or_default();
            length += written;
            match status {
                TINFLStatus::Done if rest.is_empty() => {
                    packed.truncate(length);
                    return Ok(Self { packed });
                }
                TINFLStatus::HasMoreOutput if packed.len() < MAX_INFLATED => {
                    packed.resize(packed.len().saturating_mul(2).min(MAX_INFLATED), 0);
                }
                _ => return Err(BrokenList),
            }
        }
    }
}

impl std::fmt::Debug for StatusList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StatusList({} places)", self.packed.len() * PER_BYTE)
    }
}

fn place(index: u64) -> Option<(usize, usize)> {
    let index = usize::try_from(index).ok()?;
    Some((index / PER_BYTE, index % PER_BYTE * 2))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn least_significant_bits_come_first() {
        let mut list = StatusList::new(8);
        assert!(
            list.set(0, Status::Revoked) && list.set(1, Status::Suspended) && list.set(7, Status::Revoked)
        );
        assert_eq!(list.packed, [0b0000_1001, 0b0100_0000]);
        assert_eq!(list.at(8), None);
        assert_eq!(list.at(u64::MAX), None);
        assert!(!list.set(8, Status::Revoked));
        assert_eq!(StatusList { packed: vec![3] }.at(0), Some(Status::Revoked));
    }

    #[test]
    fn a_bomb_is_refused_and_the_limit_itself_is_not() {
        let longest = StatusList::new(MAX_INFLATED * PER_BYTE).compress();
        assert!(StatusList::inflate(&longest).is_ok());
        assert_eq!(
            StatusList::inflate(&StatusList::new(MAX_INFLATED * PER_BYTE + 1).compress()),
            Err(BrokenList)
        );
    }

    #[test]
    fn a_list_is_one_stream_and_nothing_else() {
        let mut list = StatusList::new(5_000);
        list.set(4_999, Status::Revoked);
        let stream = list.compress();
        for end in 0..stream.len() {
            assert_eq!(
                StatusList::inflate(&stream[..end]),
                Err(BrokenList),
                "cut at {end}"
            );
        }
        for behind in [&[0][..], &[0; 9], &stream] {
            assert_eq!(StatusList::inflate(&[&stream, behind].concat()), Err(BrokenList));
        }
        // The last four bytes are the checksum.
        for back in 1..=4 {
            let mut wrong = stream.clone();
            let place = wrong.len() - back;
            wrong[place] ^= 1;
            assert_eq!(StatusList::inflate(&wrong), Err(BrokenList));
        }
        assert_eq!(StatusList::inflate(&stream), Ok(list));
    }

    #[test]
    fn a_list_of_nothing_reaches_nowhere() {
        let nothing = StatusList::inflate(&StatusList::new(0).compress());
        assert_eq!(nothing.map(|list| list.at(0)), Ok(None));
    }

    proptest! {
        #[test]
        fn lists_come_back(places in 1usize..300, index in 0u64..300) {
            let mut list = StatusList::new(places);
            list.set(index, Status::Suspended);
            prop_assert_eq!(StatusList::inflate(&list.compress()), Ok(list));
        }

        #[test]
        fn strangers_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = StatusList::inflate(&bytes);
        }
    }
}
