//! What a profile knows that is of no account in it: who signed in here last, and a journey that is under way.

use std::sync::{MutexGuard, PoisonError};

use dinhdanh_crypto::random::{self, Random};
use dinhdanh_protocol::{CitizenNumber, ClientId};
use dinhdanh_vault::{DeviceSecret, VaultError, files, sealed};
use minicbor::{Decode, Encode};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::folder::ProfileFolder;
use crate::journey::{Beginning, Journey};
use crate::wallet::Inner;
use crate::{Wallet, WalletError};

const KNOWN: &str = "known";
const JOURNEY: &str = "journey";

/// The profile's own files as this run knows them: memory follows the disk.
#[derive(Default)]
pub(crate) struct Own {
    /// Seals them; none as long as there are none.
    secret: Option<DeviceSecret>,
    known: Known,
    journey: Option<Journey>,
    /// A beginning that the authority has not answered: asked again, it is the same.
    pub(crate) beginning: Option<Beginning>,
}

/// Who signed in here last, and what the authority calls this copy of the app.
#[derive(Clone, Default, Encode, Decode, Zeroize, ZeroizeOnDrop)]
struct Known {
    #[cbor(n(0), with = "minicbor::bytes")]
    client: [u8; 16],
    #[n(1)]
    remembered: Option<Remembered>,
}

/// An account that a sign-in asks only the password of.
#[derive(Clone, PartialEq, Eq, Encode, Decode, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Remembered {
    /// Số định danh cá nhân, whole.
    #[n(0)]
    pub(crate) number: String,
    /// Họ tên; empty where it is not known.
    #[n(1)]
    pub(crate) name: String,
    /// It is the account that lives here.
    #[n(2)]
    pub(crate) lives_here: bool,
}

impl Remembered {
    pub(crate) fn number(&self) -> Option<CitizenNumber> {
        self.number.parse().ok()
    }
}

impl Own {
    /// A keystore is asked only where there is something to read.
    pub(crate) fn read(profile: &ProfileFolder) -> Result<Self, WalletError> {
        if ![KNOWN, JOURNEY]
            .iter()
            .any(|name| profile.own_file(name).exists())
        {
            return Ok(Self::default());
        }
        let Some(secret) = profile.own_secret()? else {
            return Ok(Self::default());
        };
        Ok(Self {
            known: read(profile, KNOWN, &secret)?.unwrap_or_default(),
            journey: read(profile, JOURNEY, &secret)?,
            secret: Some(secret),
            beginning: None,
        })
    }

    pub(crate) const fn remembered(&self) -> Option<&Remembered> {
        self.known.remembered.as_ref()
    }

    pub(crate) const fn journey(&self) -> Option<&Journey> {
        self.journey.as_ref()
    }

    /// What the authority calls this copy, made when it is first asked for.
    pub(crate) fn client(
        &mut self,
        profile: &ProfileFolder,
        random: &dyn Random,
    ) -> Result<ClientId, WalletError> {
        if self.known.client == [0; 16] {
            let mut known = self.known.clone();
            known.client = random::array(random)?;
            self.keep_known(profile, known, random)?;
        }
        Ok(ClientId(self.known.client))
    }

    /// Remembers an account, or none.
    pub(crate) fn remember(
        &mut self,
        profile: &ProfileFolder,
        remembered: Option<Remembered>,
        random: &dyn Random,
    ) -> Result<(), WalletError> {
        if self.known.remembered == remembered {
            return Ok(());
        }
        let mut known = self.known.clone();
        known.remembered = remembered;
        self.keep_known(profile, known, random)
    }

    /// The journey stands so from now on.
    pub(crate) fn keep_journey(
        &mut self,
        profile: &ProfileFolder,
        journey: Journey,
        random: &dyn Random,
    ) -> Result<(), WalletError> {
        self.write(profile, JOURNEY, &journey, random)?;
        self.journey = Some(journey);
        Ok(())
    }

    /// No journey is under way any more.
    pub(crate) fn drop_journey(&mut self, profile: &ProfileFolder) -> Result<(), WalletError> {
        files::remove(&profile.own_file(JOURNEY))?;
        self.journey = None;
        Ok(())
    }

    /// The same for who locks: memory has forgotten it, whatever the disk says.
    pub(crate) fn forget_journey(&mut self, profile: &ProfileFolder) {
        self.journey = None;
        if let Err(error) = self.drop_journey(profile) {
            tracing::error!(code = %error.code(), "a journey that was locked away is still on the disk");
        }
    }

    fn keep_known(
        &mut self,
        profile: &ProfileFolder,
        known: Known,
        random: &dyn Random,
    ) -> Result<(), WalletError> {
        self.write(profile, KNOWN, &known, random)?;
        self.known = known;
        Ok(())
    }

    fn write<T: Encode<()>>(
        &self,
        profile: &ProfileFolder,
        name: &str,
        content: &T,
        random: &dyn Random,
    ) -> Result<(), WalletError> {
        let secret = self.secret.as_ref().ok_or(VaultError::KeystoreLost)?;
        let content = Zeroizing::new(minicbor::to_vec(content).map_err(|_| WalletError::RecordDamaged)?);
        Ok(sealed::write(
            &profile.own_file(name),
            name,
            secret,
            &content,
            random,
        )?)
    }
}

/// What is damaged, or of a later version, is as good as absent: only convenience is lost with it.
fn read<T: for<'b> Decode<'b, ()>>(
    profile: &ProfileFolder,
    name: &str,
    secret: &DeviceSecret,
) -> Result<Option<T>, WalletError> {
    match sealed::read(&profile.own_file(name), name, secret) {
        Ok(content) => Ok(content.and_then(|content| minicbor::decode(content.expose()).ok())),
        Err(VaultError::Damaged(_) | VaultError::Newer) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl Inner {
    /// The profile's own; what [`Wallet::recalled`] or [`Wallet::recalled_to_write`] hands out has read it.
    pub(crate) fn own(&mut self) -> &mut Own {
        self.own.get_or_insert_default()
    }
}

impl Wallet {
    /// The wallet with the profile's own files read, once in a run. The wallet is not held while a keystore is asked.
    pub(crate) fn recalled(&self) -> Result<MutexGuard<'_, Inner>, WalletError> {
        let _turn = self.own_turn.lock().unwrap_or_else(PoisonError::into_inner);
        if self.inner().own.is_none() {
            let own = Own::read(&self.profile)?;
            self.inner().own = Some(own);
        }
        Ok(self.inner())
    }

    /// The same, where something is about to be written to them.
    pub(crate) fn recalled_to_write(&self) -> Result<MutexGuard<'_, Inner>, WalletError> {
        drop(self.recalled()?);
        let _turn = self.own_turn.lock().unwrap_or_else(PoisonError::into_inner);
        if self.inner().own().secret.is_none() {
            let secret = self.profile.own_secret_or_new(self.random.as_ref())?;
            self.inner().own().secret = Some(secret);
        }
        Ok(self.inner())
    }
}
