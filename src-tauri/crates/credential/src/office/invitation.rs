use chrono::{DateTime, Utc};
use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::aead;
use dinhdanh_crypto::base45;
use dinhdanh_crypto::cose::{deterministic, strict};
use dinhdanh_crypto::kdf::{Argon2Params, argon2id};
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::secret::{Secret32, SecretBytes};
use minicbor::encode::Write;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{OfficeError, OfficeKey, in_time};
use crate::epoch::{Epoch, epoch, moment};
use crate::token::outside_grammar;

/// How an invitation begins.
pub const INVITATION_PREFIX: &str = "DDO1:";
const CONTENT_TYPE: &str = "application/dd-office+cbor";
/// The longest text that is looked at.
const LONGEST: usize = 400;

/// The eight digits that open an invitation: told beside it, and never in it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Digits(String);

impl Digits {
    /// What somebody typed, spaces and points left out; none where it is not eight digits.
    pub fn typed(text: &str) -> Option<Self> {
        // With room for all of them: what grows leaves copies behind.
        let mut digits = Self(String::with_capacity(text.len()));
        let typed = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}'));
        digits.0.extend(typed);
        let eight = digits.0.len() == 8 && digits.0.bytes().all(|byte| byte.is_ascii_digit());
        eight.then_some(digits)
    }

    /// The digits, to be told.
    pub fn expose(&self) -> &str {
        &self.0
    }

    fn draw(random: &dyn Random) -> Result<Self, CryptoError> {
        let drawn = u64::from_be_bytes(random::array(random)?) % 100_000_000;
        Ok(Self(format!("{drawn:08}")))
    }
}

/// Never the digits.
impl std::fmt::Debug for Digits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Digits(…)")
    }
}

/// The key of an office for one more desk, sealed: what lies on a stick or is filmed from afar opens nothing without the
/// digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    salt: [u8; 16],
    sealed: Vec<u8>,
}

impl Invitation {
    /// Seals the office's key, and draws the digits that open it.
    pub fn make(
        office: &OfficeKey,
        random: &dyn Random,
        now: DateTime<Utc>,
    ) -> Result<(Self, Digits), OfficeError> {
        let made_at = epoch(now).ok_or(OfficeError::OutOfRange)?;
        let out_of_range = |_| OfficeError::OutOfRange;
        let digits = Digits::draw(random).map_err(out_of_range)?;
        let salt = random::array(random).map_err(out_of_range)?;
        let key = key_of(&digits, &salt)?;
        // It leaves sealed alone.
        let content = SecretBytes::new(deterministic(&Content {
            key: office.secret().clone(),
            made_at,
        }));
        let sealed =
            aead::seal(&key, CONTENT_TYPE.as_bytes(), content.expose(), random).map_err(out_of_range)?;
        Ok((Self { salt, sealed }, digits))
    }

    /// The text of its QR, and of its file.
    pub fn text(&self) -> String {
        base45::write(INVITATION_PREFIX, &deterministic(self))
    }

    /// Reads the text of an invitation; none for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        strict(&base45::read(text, INVITATION_PREFIX)?).ok()
    }

    /// The office's key.
    ///
    /// Fails with [`OfficeError::WrongDigits`], and where the invitation is a day old or from the future.
    pub fn open(&self, digits: &Digits, now: DateTime<Utc>) -> Result<OfficeKey, OfficeError> {
        let key = key_of(digits, &self.salt)?;
        let content =
            aead::open(&key, CONTENT_TYPE.as_bytes(), &self.sealed).map_err(|_| OfficeError::WrongDigits)?;
        // It is read here alone.
        let content: Content = strict(content.expose()).map_err(|_| OfficeError::Malformed)?;
        in_time(moment(content.made_at), now)?;
        Ok(OfficeKey::kept(content.key))
    }
}

fn key_of(digits: &Digits, salt: &[u8; 16]) -> Result<Secret32, OfficeError> {
    argon2id(Argon2Params::PASSCODE, digits.0.as_bytes(), salt).map_err(|_| OfficeError::OutOfRange)
}

struct Content {
    key: Secret32,
    made_at: Epoch,
}

impl<C> Encode<C> for Content {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        // Only ever into what is sealed.
        e.array(2)?.bytes(self.key.expose())?.u32(self.made_at)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Content {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        if d.array()? != Some(2) {
            return Err(outside_grammar());
        }
        let key = d.bytes()?.try_into().map_err(|_| outside_grammar())?;
        Ok(Self {
            key: Secret32::new(key),
            made_at: d.u32()?,
        })
    }
}

impl<C> Encode<C> for Invitation {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.map(3)?.u8(1)?.str(CONTENT_TYPE)?;
        e.u8(2)?.bytes(&self.salt)?.u8(3)?.bytes(&self.sealed)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Invitation {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        if d.map()? != Some(3) || d.u8()? != 1 || d.str()? != CONTENT_TYPE || d.u8()? != 2 {
            return Err(outside_grammar());
        }
        let salt = d.bytes()?.try_into().map_err(|_| outside_grammar())?;
        if d.u8()? != 3 {
            return Err(outside_grammar());
        }
        Ok(Self {
            salt,
            sealed: d.bytes()?.to_vec(),
        })
    }
}
