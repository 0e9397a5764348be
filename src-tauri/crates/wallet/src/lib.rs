//! The app without a screen: one file per use case.
