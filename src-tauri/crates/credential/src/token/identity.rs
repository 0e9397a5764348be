use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use minicbor::encode::Write;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use super::{members, outside_grammar, text_within};
use crate::status::StatusPlace;

/// The person, as far as a view shows. Any set of members that the grammar allows.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity<'b> {
    /// Họ tên, 1 to 64 bytes of UTF-8.
    pub full_name: Option<&'b str>,
    /// Date of birth as the number yyyymmdd; the grammar checks a range, not the calendar.
    pub birth: Option<u32>,
    /// Level of the account, 1 or 2.
    pub level: u8,
    /// SHA-256 of the portrait, cut to its first 16 to 32 bytes.
    pub portrait_hash: Option<&'b [u8]>,
    /// A small portrait, WebP, 1 to 700 bytes.
    pub portrait: Option<&'b [u8]>,
    /// Where the authority says whether the credential is withdrawn.
    pub status: StatusPlace,
}

/// Without what tells who it is.
impl fmt::Debug for Identity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("level", &self.level)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl<C> Encode<C> for Identity<'_> {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        let optional = [
            self.full_name.is_some(),
            self.birth.is_some(),
            self.portrait_hash.is_some(),
            self.portrait.is_some(),
        ];
        e.map(2 + optional.into_iter().map(u64::from).sum::<u64>())?;
        if let Some(full_name) = self.full_name {
            e.u8(1)?.str(full_name)?;
        }
        if let Some(birth) = self.birth {
            e.u8(2)?.u32(birth)?;
        }
        e.u8(3)?.u8(self.level)?;
        if let Some(hash) = self.portrait_hash {
            e.u8(4)?.bytes(hash)?;
        }
        if let Some(portrait) = self.portrait {
            e.u8(5)?.bytes(portrait)?;
        }
        e.u8(6)?
            .array(2)?
            .u64(self.status.list)?
            .u64(self.status.index)?
            .ok()
    }
}

impl<'b, C> Decode<'b, C> for Identity<'b> {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let (mut full_name, mut birth, mut level) = (None, None, None);
        let (mut portrait_hash, mut portrait, mut status) = (None, None, None);
        for _ in 0..members(d)? {
            match d.u64()? {
                1 => full_name = Some(text_within(d, 64)?),
                2 => birth = Some(within(d.u32()?, 19_000_101, 21_001_231)?),
                3 => level = Some(within(d.u8()?, 1, 2)?),
                4 => portrait_hash = Some(bytes_within(d, 16, 32)?),
                5 => portrait = Some(bytes_within(d, 1, 700)?),
                6 => {
                    if d.array()? != Some(2) {
                        return Err(outside_grammar());
                    }
                    status = Some(StatusPlace {
                        list: d.u64()?,
                        index: d.u64()?,
                    });
                }
                _ => return Err(outside_grammar()),
            }
        }
        Ok(Self {
            full_name,
            birth,
            level: level.ok_or_else(outside_grammar)?,
            portrait_hash,
            portrait,
            status: status.ok_or_else(outside_grammar)?,
        })
    }
}

/// A day as the number yyyymmdd; none for one before the year 0.
pub fn day_number(day: NaiveDate) -> Option<u32> {
    Some(u32::try_from(day.year()).ok()? * 10_000 + day.month() * 100 + day.day())
}

/// The day of a number yyyymmdd; none when the calendar has no such day.
pub fn day_of_number(number: u32) -> Option<NaiveDate> {
    let year = i32::try_from(number / 10_000).ok()?;
    NaiveDate::from_ymd_opt(year, number / 100 % 100, number % 100)
}

fn within<T: PartialOrd>(value: T, least: T, most: T) -> Result<T, decode::Error> {
    if value >= least && value <= most {
        Ok(value)
    } else {
        Err(outside_grammar())
    }
}

fn bytes_within<'b>(d: &mut Decoder<'b>, least: usize, most: usize) -> Result<&'b [u8], decode::Error> {
    let bytes = d.bytes()?;
    within(bytes.len(), least, most).map(|_| bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbers_and_come_back() {
        for (year, month, day, number) in [
            (1984, 5, 9, 19_840_509),
            (2000, 2, 29, 20_000_229),
            (7, 1, 1, 70_101),
        ] {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            assert_eq!(day_number(date), Some(number));
            assert_eq!(day_of_number(number), Some(date));
        }
        for no_day in [0, 20_010_229, 19_841_301, 19_840_500, u32::MAX] {
            assert_eq!(day_of_number(no_day), None, "{no_day}");
        }
        assert_eq!(day_number(NaiveDate::MIN), None);
    }
}
