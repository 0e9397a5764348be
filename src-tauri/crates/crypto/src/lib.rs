//! Secrets, AEAD, KDF, signatures, COSE; the one crate that names ring.
