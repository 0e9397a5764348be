//! Between the authority's words and the vault's records: each crate has its own, here is the one place where
//! they meet.

use chrono::{DateTime, Utc};
use dinhdanh_credential::token::Claims;
use dinhdanh_credential::{StatusPlace, TrustBundle};
use dinhdanh_crypto::cose::{Sign1, strict};
use dinhdanh_crypto::secret::SecretBytes;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_protocol::{
    AccountSnapshot, AccountStatus, CitizenNumber, CredentialView, DeviceId, IdentityCard, IssuedCredential,
    SecurityQuestion, Sex,
};
use dinhdanh_vault as vault;

use crate::WalletError;
use crate::lock::Label;

pub(crate) const fn view_of(view: CredentialView) -> vault::View {
    match view {
        CredentialView::A => vault::View::A,
        CredentialView::B => vault::View::B,
        CredentialView::C => vault::View::C,
    }
}

pub(crate) const fn status_of(status: AccountStatus) -> vault::AccountStatus {
    match status {
        AccountStatus::Active => vault::AccountStatus::Active,
        AccountStatus::Suspended => vault::AccountStatus::Suspended,
        AccountStatus::Revoked => vault::AccountStatus::Revoked,
    }
}

const fn sex_of(sex: Sex) -> vault::Sex {
    match sex {
        Sex::Male => vault::Sex::Male,
        Sex::Female => vault::Sex::Female,
    }
}

/// A new account's record; the switch is off at first.
pub(crate) fn account_record(
    snapshot: &AccountSnapshot,
    device: DeviceId,
    portrait: &[u8],
    questions: [SecurityQuestion; 2],
    now: DateTime<Utc>,
) -> vault::Account {
    vault::Account {
        number: snapshot.number.as_str().to_owned(),
        full_name: snapshot.full_name.clone(),
        birth_date: snapshot.birth_date,
        sex: sex_of(snapshot.sex),
        phone: snapshot.phone.as_str().to_owned(),
        email: snapshot.email.clone(),
        level: snapshot.level.number(),
        status: status_of(snapshot.status),
        device_id: device.0.to_vec(),
        portrait: Some(portrait.to_vec()),
        activated_at: now,
        code_switch: false,
        papers_ask: true,
        security_questions: questions.map(SecurityQuestion::number),
    }
}

pub(crate) fn card_record(card: IdentityCard, now: DateTime<Utc>) -> vault::IdentityCard {
    vault::IdentityCard {
        number: card.number,
        full_name: card.full_name,
        birth_date: card.birth_date,
        sex: sex_of(card.sex),
        nationality: card.nationality,
        place_of_origin: card.place_of_origin,
        place_of_residence: card.place_of_residence,
        issued_on: card.issued_on,
        expires_on: card.expires_on,
        old_number: card.old_number,
        features: card.features,
        issuer: card.issuer,
        mrz: card.mrz,
        printed_qr: card.printed_qr,
        portrait: card.portrait,
        refreshed_at: now,
    }
}

/// What the lock screen shows of an account, with both of its masks.
pub(crate) fn label_of(account: &vault::Account) -> Result<Label, WalletError> {
    let damaged = || WalletError::RecordDamaged;
    let number: CitizenNumber = account.number.parse().map_err(|_| damaged())?;
    Ok(Label {
        name: account.full_name.clone(),
        masked_at_sign_in: number.masked_at_sign_in(),
        masked_in_device_notice: number.masked_in_device_notice(),
        device: account.device_id.as_slice().try_into().map_err(|_| damaged())?,
        unread: None,
    })
}

pub(crate) fn bundle_record(bundle: &TrustBundle, bytes: Vec<u8>, now: DateTime<Utc>) -> vault::TrustBundle {
    vault::TrustBundle {
        bytes,
        seq: bundle.seq(),
        stored_at: now,
    }
}

/// A credential as the vault keeps it, once it is sure that it was issued by a key of the trust bundle, to the
/// key that was asked for.
pub(crate) fn credential_record(
    issued: IssuedCredential,
    key: SecretBytes,
    trust: &TrustBundle,
    now: DateTime<Utc>,
) -> Result<vault::Credential, WalletError> {
    // The public half is what is compared; it comes only with the key.
    let bound = SigningKey::from_pkcs8(key.expose())?;
    let signed = Sign1::parse(&issued.token)?;
    let header: dinhdanh_credential::token::CredentialHeader = strict(signed.protected)?;
    let issuer = trust
        .key(&header.key_id, now)
        .ok_or(dinhdanh_crypto::CryptoError::BadSignature)?;
    if header.algorithm != issuer.algorithm {
        return Err(dinhdanh_crypto::CryptoError::BadSignature.into());
    }
    signed.verify(&issuer.key)?;
    let claims: Claims<'_> = strict(signed.payload)?;
    // The signed times, not the words beside the token.
    let at = |epoch| DateTime::from_timestamp(i64::from(epoch), 0).ok_or(WalletError::RecordDamaged);
    let (issued_at, expires_at) = (at(claims.issued_at)?, at(claims.expires_at)?);
    if claims.device_key != *bound.public() {
        return Err(dinhdanh_crypto::CryptoError::BadKey.into());
    }
    Ok(vault::Credential {
        view: view_of(issued.view),
        token: issued.token,
        key,
        issued_at,
        expires_at,
    })
}

/// Where the status of a credential stands.
pub(crate) fn status_place(token: &[u8]) -> Result<StatusPlace, WalletError> {
    let claims: Claims<'_> = strict(Sign1::parse(token)?.payload)?;
    Ok(claims.identity.status)
}
