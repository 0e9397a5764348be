//! The identification token: parse, issue, verify; trust bundle; status lists.
