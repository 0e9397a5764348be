use chrono::{DateTime, Utc};
use dinhdanh_crypto::sign::{PublicKey, SigningKey};
use minicbor::Decoder;

use super::cbor::{array_of, embedded, entries, expect, members, raw, read_embedded, whole, written};
use super::issued::IssuerSigned;
use super::licence::{goes_along, is_of};
use super::sign1::{Sign1, splice};
use super::{DOC_TYPE, MdocError};
use crate::jose::{from_base64url, to_base64url};
use crate::sd_jwt::Binding;

/// How the text of a presentation begins.
pub const PREFIX: &str = "DDM1:";

/// Names our handover.
const HANDOVER: &str = "urn:dinhdanh:presentation:1";

/// A longer text is refused before it is looked at, bytes.
const MAX_LENGTH: usize = 1 << 20;

/// The holder signs nothing of their own.
const NO_ELEMENTS: [u8; 1] = [0xa0];

/// For whom a presentation is made, when, and in answer to what: what the holder's signature binds it to.
///
/// `SessionTranscript` is `[null, null, ["urn:dinhdanh:presentation:1", audience, nonce, seconds since 1970]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// Whom it is for.
    pub audience: String,
    /// Theirs, where they gave one; else drawn by the holder.
    pub nonce: String,
    /// When it was made, whole seconds.
    pub made_at: DateTime<Utc>,
}

impl Transcript {
    /// `SessionTranscript` (§9.1.5.1) as it is signed.
    pub fn encoded(&self) -> Vec<u8> {
        written(|e| {
            e.array(3)?.null()?.null()?;
            e.array(4)?.str(HANDOVER)?.str(&self.audience)?.str(&self.nonce)?;
            e.i64(self.made_at.timestamp())?.ok()
        })
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, MdocError> {
        array_of(d, 3)?;
        d.null()?;
        d.null()?;
        array_of(d, 4)?;
        expect(d, HANDOVER)?;
        Ok(Self {
            audience: d.str()?.to_owned(),
            nonce: d.str()?.to_owned(),
            made_at: DateTime::from_timestamp(d.i64()?, 0).ok_or(MdocError::Malformed)?,
        })
    }

    /// `DeviceAuthenticationBytes` (§9.1.3.4).
    fn device_authentication(transcript: &[u8], elements: &[u8]) -> Vec<u8> {
        embedded(&written(|e| {
            e.array(4)?.str("DeviceAuthentication")?;
            splice(e, transcript);
            e.str(DOC_TYPE)?;
            splice(e, &embedded(elements));
            Ok(())
        }))
    }
}

/// Presents those fields of what was [issued](super::issue), named as [`Purpose`](crate::Purpose) names them, signed by the
/// holder's key. A list is shown whole or not at all.
pub fn present(
    issued: &[u8],
    fields: &[impl AsRef<str>],
    transcript: &Transcript,
    holder: &SigningKey,
) -> Result<String, MdocError> {
    let shown = IssuerSigned::parse(issued)?
        .showing(|space, element| goes_along(element) || is_of(space, element, fields));
    let transcript = transcript.encoded();
    let signed = Transcript::device_authentication(&transcript, &NO_ELEMENTS);
    Ok(written_out(
        &transcript,
        &shown,
        &Sign1::detached(holder, &signed)?,
    ))
}

fn written_out(transcript: &[u8], shown: &IssuerSigned, signature: &Sign1) -> String {
    let presented = written(|e| {
        e.array(2)?;
        splice(e, transcript);
        e.map(3)?.str("version")?.str("1.0")?;
        e.str("documents")?.array(1)?.map(3)?;
        e.str("docType")?.str(DOC_TYPE)?;
        e.str("issuerSigned")?;
        splice(e, &shown.write());
        e.str("deviceSigned")?.map(2)?.str("nameSpaces")?;
        splice(e, &embedded(&NO_ELEMENTS));
        e.str("deviceAuth")?.map(1)?.str("deviceSignature")?;
        splice(e, &signature.write());
        e.str("status")?.u8(0)?.ok()
    });
    format!("{PREFIX}{}", to_base64url(&presented))
}

/// A presentation, parsed and **unverified**.
pub struct Presented {
    transcript: Transcript,
    /// As it came: that is what is signed.
    transcript_bytes: Vec<u8>,
    /// `DeviceResponse` as it came.
    response: Vec<u8>,
    issued: IssuerSigned,
    elements: Vec<u8>,
    signature: Sign1,
}

impl Presented {
    /// Parses the text of one document's presentation.
    pub fn parse(text: &str) -> Result<Self, MdocError> {
        let wrong = MdocError::Malformed;
        if text.len() > MAX_LENGTH {
            return Err(wrong);
        }
        let bytes = from_base64url(text.strip_prefix(PREFIX).ok_or(wrong)?).ok_or(wrong)?;
        let (transcript_bytes, response) = whole(&bytes, |d| {
            array_of(d, 2)?;
            Ok((raw(d)?, raw(d)?))
        })?;
        let (issued, elements, signature) = whole(response, read_response)?;
        Ok(Self {
            transcript: whole(transcript_bytes, Transcript::read)?,
            transcript_bytes: transcript_bytes.to_vec(),
            response: response.to_vec(),
            issued,
            elements,
            signature,
        })
    }

    /// What the issuer signed, **unverified**.
    pub const fn issued(&self) -> &IssuerSigned {
        &self.issued
    }

    /// `SessionTranscript` and `DeviceResponse` as they came: what another reader takes.
    pub fn parts(&self) -> (&[u8], &[u8]) {
        (&self.transcript_bytes, &self.response)
    }

    /// What it is bound to, once the holder signed it with `key` (§9.1.3.6).
    pub fn bound(&self, key: &PublicKey) -> Result<Binding, MdocError> {
        let signed = Transcript::device_authentication(&self.transcript_bytes, &self.elements);
        self.signature.verify_detached(key, &signed)?;
        let Transcript {
            audience,
            nonce,
            made_at,
        } = &self.transcript;
        // Of what is shown the holder's signature says nothing: whoever passes it on may leave elements out, and it is the
        // same presentation.
        Ok(Binding::of(
            &to_base64url(&key.to_cose()),
            audience,
            nonce,
            *made_at,
        ))
    }
}

type Document = (IssuerSigned, Vec<u8>, Sign1);

/// `DeviceResponse` with one document and nothing refused (§8.3.2.1.2.2).
fn read_response(d: &mut Decoder<'_>) -> Result<Document, MdocError> {
    let wrong = MdocError::Malformed;
    let (mut version, mut done, mut documents) = (false, false, Vec::new());
    members(d, |name, d| {
        match name {
            "version" => version = expect(d, "1.0").is_ok(),
            "documents" => documents = entries(d, read_document)?,
            "status" => done = d.u64()? == 0,
            _ => return Err(wrong),
        }
        Ok(())
    })?;
    let [document] = <[Document; 1]>::try_from(documents).map_err(|_| wrong)?;
    if version && done { Ok(document) } else { Err(wrong) }
}

fn read_document(d: &mut Decoder<'_>) -> Result<Document, MdocError> {
    let wrong = MdocError::Malformed;
    let (mut doc_type, mut issued, mut elements, mut signature) = (false, None, None, None);
    members(d, |name, d| {
        match name {
            "docType" => doc_type = expect(d, DOC_TYPE).is_ok(),
            "issuerSigned" => issued = Some(IssuerSigned::read(d)?),
            "deviceSigned" => members(d, |name, d| {
                match name {
                    "nameSpaces" => elements = Some(read_embedded(d)?.to_vec()),
                    "deviceAuth" => members(d, |name, d| match name {
                        "deviceSignature" => {
                            signature = Some(Sign1::read(d)?);
                            Ok(())
                        }
                        _ => Err(wrong),
                    })?,
                    _ => return Err(wrong),
                }
                Ok(())
            })?,
            _ => return Err(wrong),
        }
        Ok(())
    })?;
    match (doc_type, issued, elements, signature) {
        // What the holder says of themself is nothing that we show.
        (true, Some(issued), Some(elements), Some(signature))
            if whole(&elements, |d| Ok(d.map()?)) == Ok(Some(0)) =>
        {
            Ok((issued, elements, signature))
        }
        _ => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use dinhdanh_credential::StatusPlace;
    use dinhdanh_crypto::random::SystemRandom;
    use serde_json::json;

    use super::*;
    use crate::PaperKind;
    use crate::vc::Envelope;

    #[test]
    fn a_presentation_is_the_same_without_what_somebody_left_out() -> Result<(), MdocError> {
        let (issuer, holder) = (SigningKey::generate_p256()?, SigningKey::generate_p256()?);
        let made_at = DateTime::UNIX_EPOCH;
        let envelope = Envelope {
            kind: PaperKind::DrivingLicence,
            issuer: String::new(),
            issued_at: made_at,
            expires_at: made_at,
            holder: holder.public().clone(),
            status: StatusPlace { list: 513, index: 1 },
        };
        let content = json!({ "document_number": "790123456789", "full_name": "Trần Văn An" });
        let content = content.as_object().ok_or(MdocError::Malformed)?;
        let issued = super::super::issue(&issuer, None, &envelope, content, &SystemRandom)?;
        let transcript = |nonce: &str| Transcript {
            audience: "dd.paper".to_owned(),
            nonce: nonce.to_owned(),
            made_at,
        };
        let fields = ["document_number", "full_name"];
        let presented = Presented::parse(&present(&issued, &fields, &transcript("1"), &holder)?)?;
        let fewer = presented
            .issued
            .clone()
            .showing(|_, element| element == "document_number");
        let passed_on = written_out(&presented.transcript_bytes, &fewer, &presented.signature);
        let passed_on = Presented::parse(&passed_on)?;
        assert_eq!(passed_on.issued.paper(issuer.public())?.content.len(), 1);
        let id = |presented: &Presented| Ok::<_, MdocError>(presented.bound(holder.public())?.id());
        assert_eq!(id(&passed_on)?, id(&presented)?);
        let again = Presented::parse(&present(&issued, &fields, &transcript("2"), &holder)?)?;
        assert_ne!(id(&again)?, id(&presented)?);
        Ok(())
    }
}
