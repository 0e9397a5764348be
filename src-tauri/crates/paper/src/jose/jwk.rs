use dinhdanh_crypto::sign::PublicKey;
use serde_json::{Map, Value};

use super::{from_base64url, to_base64url};

/// A P-256 key as a JWK with just its public members; none for a key of another type.
pub fn jwk(key: &PublicKey) -> Option<Value> {
    let PublicKey::P256(point) = key else {
        return None;
    };
    let (x, y) = point.get(1..)?.split_at_checked(32)?;
    Some(serde_json::json!({ "kty": "EC", "crv": "P-256", "x": to_base64url(x), "y": to_base64url(y) }))
}

/// The P-256 key of a JWK. Members besides the key's own are passed over, but a private one is refused: who sent it
/// holds no secret any more.
pub fn public_key(jwk: &Map<String, Value>) -> Option<PublicKey> {
    let text = |name: &str| jwk.get(name)?.as_str();
    if text("kty") != Some("EC") || text("crv") != Some("P-256") || jwk.contains_key("d") {
        return None;
    }
    let mut point = [4; 65];
    let (_, coordinates) = point.split_at_mut(1);
    for (name, half) in ["x", "y"].into_iter().zip(coordinates.chunks_mut(32)) {
        let coordinate = from_base64url(text(name)?)?;
        if coordinate.len() != half.len() {
            return None;
        }
        half.copy_from_slice(&coordinate);
    }
    Some(PublicKey::P256(point))
}
