use chrono::{DateTime, TimeDelta, Utc};

/// Seconds since 1970-01-01 UTC in four bytes: `epoch` in the grammar (until the year 2106).
pub(crate) type Epoch = u32;

/// How far two clocks may disagree beyond what is said of a time: ten seconds.
pub const CLOCK_TOLERANCE: TimeDelta = TimeDelta::seconds(10);

/// The second in which a moment lies; none outside the range of the grammar.
pub(crate) fn epoch(at: DateTime<Utc>) -> Option<Epoch> {
    Epoch::try_from(at.timestamp()).ok()
}

/// The moment at which a second begins. All seconds of the grammar's range are moments.
pub(crate) fn moment(epoch: Epoch) -> DateTime<Utc> {
    DateTime::from_timestamp(i64::from(epoch), 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_counts_whole_seconds_until_2106() {
        let at = |millis| DateTime::from_timestamp_millis(millis).unwrap();
        assert_eq!(epoch(at(1_999)), Some(1));
        assert_eq!(epoch(at(-1)), None);
        let last = i64::from(Epoch::MAX) * 1_000;
        assert_eq!(epoch(at(last + 999)), Some(Epoch::MAX));
        assert_eq!(epoch(at(last + 1_000)), None);
        for second in [0, 1, Epoch::MAX] {
            assert_eq!(epoch(moment(second)), Some(second));
        }
    }
}
