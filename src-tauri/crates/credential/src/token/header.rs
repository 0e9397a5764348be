use dinhdanh_crypto::cose::Sign1;
use dinhdanh_crypto::sign::Algorithm;
use minicbor::encode::Write;
use minicbor::{Decoder, Encoder, decode, encode};

use super::{algorithm, members, outside_grammar};

/// COSE header label of a CWT that binds the key (`kcwt`).
const KCWT: u64 = 13;
/// COSE header label `typ` (RFC 9596).
pub(super) const TYP: u64 = 16;

/// Writes the protected header of what a device signs, up to the value of its `typ`, which the caller writes: no statement
/// by a key passes for one of another type.
pub(crate) fn write_header<'e, W: Write>(
    e: &'e mut Encoder<W>,
    algorithm: Algorithm,
    credential: Sign1<'_>,
) -> Result<&'e mut Encoder<W>, encode::Error<W::Error>> {
    e.map(3)?
        .u8(1)?
        .i64(algorithm.cose_number())?
        .u64(KCWT)?
        .encode(credential)?
        .u64(TYP)
}

/// Reads one up to the same place: the algorithm that is claimed, and the authority's layer.
pub(crate) fn read_header<'b>(d: &mut Decoder<'b>) -> Result<(Algorithm, Sign1<'b>), decode::Error> {
    if members(d)? != 3 || d.u64()? != 1 {
        return Err(outside_grammar());
    }
    let algorithm = algorithm(d)?;
    if d.u64()? != KCWT {
        return Err(outside_grammar());
    }
    let credential = d.decode()?;
    if d.u64()? != TYP {
        return Err(outside_grammar());
    }
    Ok((algorithm, credential))
}
