//! The identity authority: a library, and the practice mode's population.
