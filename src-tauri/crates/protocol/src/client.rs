use std::fmt;

/// Names a copy of the app (a profile) to the authority before it is bound to an account: sixteen random bytes,
/// kept by the wallet. Limits are counted by it; it proves nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientId(pub [u8; 16]);

impl fmt::Debug for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientId(…)")
    }
}
