use chrono::{DateTime, TimeDelta, Utc};
use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::digest::hmac_sha256;
use dinhdanh_crypto::hex;
use dinhdanh_crypto::kdf::hkdf_sha256;
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::secret::Secret32;

/// What stands for a code: nobody makes or checks it without the office's key, and nobody reads a code from it.
pub type Tag = [u8; 16];

/// Viet Nam has one time: an office's day ends when its people go to bed.
const VIET_NAM: TimeDelta = TimeDelta::hours(7);

/// What the desks of one office share.
#[derive(Clone)]
pub struct OfficeKey(Secret32);

/// One desk of an office: made anew whenever a computer joins one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeskId(pub [u8; 8]);

impl OfficeKey {
    /// A new office.
    pub fn make(random: &dyn Random) -> Result<Self, CryptoError> {
        Ok(Self(Secret32::new(random::array(random)?)))
    }

    /// The office whose key was kept.
    pub const fn kept(key: Secret32) -> Self {
        Self(key)
    }

    /// The key itself, to be kept where secrets are, or sealed into an invitation.
    pub const fn secret(&self) -> &Secret32 {
        &self.0
    }

    /// The office's name: it tells offices apart, and gives no key away.
    pub fn group(&self) -> [u8; 16] {
        first_16(*self.derived(b"office/group/v1").expose())
    }

    /// The name as two people read it to each other: `3F2A-91C0`.
    pub fn spoken_name(&self) -> String {
        let name = hex::encode(self.group().get(..4).unwrap_or_default()).to_uppercase();
        let (first, second) = name.split_at_checked(4).unwrap_or((&name, ""));
        format!("{first}-{second}")
    }

    /// The tag of a code, under the key of the day on which it is worthless. All desks read that moment in the code itself,
    /// so a code has one tag at midnight and where two clocks disagree.
    pub fn tag(&self, code_id: &[u8; 16], keep_until: DateTime<Utc>) -> Tag {
        let day = (keep_until + VIET_NAM).timestamp().div_euclid(86_400);
        let info = [b"office/day/v1".as_slice(), &day.to_be_bytes()].concat();
        // The day's key is there for these tags.
        first_16(hmac_sha256(self.derived(&info).expose(), &[code_id]))
    }

    pub(super) fn sealing_key(&self) -> Secret32 {
        self.derived(b"office/sightings/v1")
    }

    fn derived(&self, info: &[u8]) -> Secret32 {
        // A key of its own for each purpose, made of the office's.
        hkdf_sha256(&[], &[self.0.expose()], info)
    }
}

fn first_16(bytes: [u8; 32]) -> [u8; 16] {
    let [first @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = bytes;
    first
}

#[cfg(test)]
mod tests {
    use dinhdanh_crypto::random::SeededRandom;

    use super::*;

    #[test]
    fn a_tag_is_the_offices_the_days_and_the_codes() {
        let [one, other] = [1, 2].map(|seed| OfficeKey::make(&SeededRandom::new(seed)).unwrap());
        let evening: DateTime<Utc> = "2026-12-01T16:59:59Z".parse().unwrap();
        let tag = one.tag(&[7; 16], evening);
        assert_eq!(one.tag(&[7; 16], evening - TimeDelta::hours(23)), tag);
        assert_ne!(
            one.tag(&[7; 16], evening + TimeDelta::seconds(1)),
            tag,
            "midnight in Hà Nội"
        );
        assert_ne!(one.tag(&[8; 16], evening), tag);
        assert_ne!(other.tag(&[7; 16], evening), tag);
        assert_ne!(one.group(), other.group());
        assert_eq!(one.spoken_name().len(), 9);
    }
}
