//! QR codes: encode, and find and decode in pictures.
