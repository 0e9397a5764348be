/// Why a cryptographic operation gave no result. Says nothing about the secrets or the data involved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CryptoError {
    /// A sealed text was not made with this key and these associated data, or was altered.
    #[error("sealed data does not open with this key")]
    NotAuthentic,
    /// A signature does not fit the message and the key (or the key is no point of its curve).
    #[error("signature does not verify")]
    BadSignature,
    /// A stored or received key is not one that this program uses.
    #[error("key is malformed")]
    BadKey,
    /// Bytes are not the deterministic CBOR of the structure asked for (RFC 8949 §4.2.1).
    #[error("not the expected deterministic CBOR")]
    BadEncoding,
    /// Parameters are outside what the primitive accepts.
    #[error("parameters out of range")]
    BadParameters,
    /// The operating system gave no randomness.
    #[error("no randomness available")]
    NoRandomness,
}
