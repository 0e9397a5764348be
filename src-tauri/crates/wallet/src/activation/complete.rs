use dinhdanh_credential::TrustStore;
use dinhdanh_crypto::secret::SecretBytes;
use dinhdanh_crypto::sign::SigningKey;
use dinhdanh_protocol::{
    Activated, ActivationCompletion, ApiError, CredentialView, DeviceId, FoldedAnswer, KeyProof, Refusal,
    ReleaseToken, SecurityAnswer, SecurityQuestion, SessionToken, key_proof_message,
};
use dinhdanh_vault::{Vault, VaultError, View};
use zeroize::Zeroizing;

use super::turn::{Lent, Turn};
use crate::folder::AccountFolder;
use crate::lock::Label;
use crate::records::{account_record, bundle_record, card_record, credential_record, label_of, view_of};
use crate::recovery::{factors, new_share};
use crate::session::Open;
use crate::{Wallet, WalletError};

/// What the device key signs its proof for.
const DEVICE_PURPOSE: &str = "device";

impl Wallet {
    /// Takes the two security questions and binds this device. When it returns, the account is open, and the
    /// one that lived here before is gone.
    pub fn answer_questions(&self, answers: [(u8, String); 2]) -> Result<(), WalletError> {
        let answers = folded(answers)?;
        let turn = self.turn();
        let mut lent = self.lend(&turn)?;
        let Asking {
            token,
            keys,
            completion,
            asked_before,
        } = self.completion(&mut lent, answers.clone())?;
        let unlocked = self.inner().not_locked_since(lent.locks);
        if unlocked.is_err() {
            // The authority was not asked: the activation may be dropped as before.
            lent.advance(lent.draft.completing(asked_before))?;
            return unlocked;
        }
        let answer = self.authority.complete_activation(&token, &completion);
        if let Err(ApiError::Refused(refusal)) = &answer {
            let may_be_bound = asked_before && refusal.says_nothing_of_binding();
            // A withdrawn account is so for good: nobody goes on with what may be bound to it.
            if !may_be_bound || *refusal == Refusal::AccountRevoked {
                lent.advance(lent.draft.completing(false))?;
            }
        }
        let activated = self.answered(answer)?;
        // Kept where the wallet was locked meanwhile, too: it is bound, and stands behind its passcode.
        self.keep(
            lent.vault()?,
            keys,
            activated,
            answers.map(|answer| answer.question),
        )?;
        let (account, locks) = (lent.account.clone(), lent.locks);
        self.move_in(&turn, &account, lent.take()?, locks)
    }

    /// What the authority is asked, and durably so: the keys and the asking itself outlive a lost answer.
    fn completion(&self, lent: &mut Lent<'_>, answers: [SecurityAnswer; 2]) -> Result<Asking, WalletError> {
        let vault = lent.vault()?;
        let keys = Keys::kept_or_new(vault)?;
        let token = lent.draft.token();
        let request = token.digest();
        // Before the authority has the share: what it will give out must open the vault. A completion whose answer was
        // lost is made again with the answers and the share of the last.
        let random = self.random.as_ref();
        let share = new_share(random)?;
        vault.add_recovery(&factors(&answers, &share), None, random, self.now())?;
        let completion = ActivationCompletion {
            idempotency: lent.draft.completion(),
            device_name: self.device_name.clone(),
            device_key: keys.device.proof(&request, DEVICE_PURPOSE)?,
            view_keys: keys
                .views
                .iter()
                .map(|(view, key)| Ok((*view, key.proof(&request, view.letter())?)))
                .collect::<Result<_, WalletError>>()?,
            answers,
            share,
            release: lent.account.release_token()?.digest(),
            replaces: self.replaced_device(),
        };
        let asked_before = lent.draft.completing;
        lent.advance(lent.draft.completing(true))?;
        Ok(Asking {
            token,
            keys,
            completion,
            asked_before,
        })
    }

    /// The device of the account that lives here, with the right to unbind it. What cannot be read (its keystore
    /// is lost, or ten wrong passcodes took it) cannot be unbound from here.
    fn replaced_device(&self) -> Option<(DeviceId, ReleaseToken)> {
        let head = self.profile.head().ok().flatten()?;
        let label = Label::read(&head).ok()?;
        Some((DeviceId(label.device), head.release_token().ok()?))
    }

    /// Keeps all that the authority answered in one transaction, once it has been checked.
    fn keep(
        &self,
        vault: &Vault,
        keys: Keys,
        activated: Activated,
        questions: [SecurityQuestion; 2],
    ) -> Result<(), WalletError> {
        let now = self.now();
        let mut trust = TrustStore::new(self.root.clone());
        let bundle = trust
            .offer(&activated.trust_bundle)
            .map_err(|_| dinhdanh_crypto::CryptoError::BadSignature)?;
        let mut credentials = Vec::new();
        for issued in activated.credentials {
            let key = keys
                .views
                .iter()
                .find(|(view, _)| *view == issued.view)
                .ok_or(WalletError::RecordDamaged)?;
            credentials.push(credential_record(issued, key.1.stored()?.clone(), bundle, now)?);
        }
        let bundle = bundle_record(bundle, activated.trust_bundle, now);
        let portrait = &activated.identity_card.portrait;
        let account = account_record(&activated.account, activated.device, portrait, questions, now);
        let card = card_record(activated.identity_card, now);
        let device_key = keys.device.stored()?;
        vault.write(|w| {
            w.put_account(&account)?;
            w.put_device_key(device_key)?;
            w.replace_credentials(&credentials)?;
            w.replace_requested_keys(&[])?;
            w.put_identity_card(&card)?;
            w.put_trust_bundle(&bundle)
        })?;
        Ok(())
    }

    /// The bound account takes the profile, and opens unless the wallet was locked meanwhile. Where that fails midway,
    /// the activation stands behind its passcode, as after a kill, and unlocking goes on with it.
    pub(super) fn move_in(
        &self,
        turn: &Turn<'_>,
        account: &AccountFolder,
        vault: Vault,
        locks: u64,
    ) -> Result<(), WalletError> {
        let promoted = self.promote(account, vault);
        let mut inner = self.inner();
        inner.activation = None;
        match promoted {
            Ok(open) => inner.enter(open, locks),
            Err(error) => {
                inner.looked_for_activation = false;
                drop(inner);
                // Looked for again when the state is asked for.
                let _ = self.look(turn);
                Err(error)
            }
        }
    }

    fn promote(&self, account: &AccountFolder, vault: Vault) -> Result<Open, WalletError> {
        let kept = vault.read(|r| r.account())?.ok_or(VaultError::NoAccount)?;
        label_of(&kept)?.write(account, self.random.as_ref())?;
        // Whoever was signed out left with the account that lived here.
        self.lives_here_now(&kept.number)?;
        self.profile.sign_out(false)?;
        self.profile.promote(account)?;
        self.session_of(vault)
    }
}

/// What is about to be asked of the authority.
struct Asking {
    token: SessionToken,
    keys: Keys,
    completion: ActivationCompletion,
    /// The authority may have done it already, for an asking whose answer never came.
    asked_before: bool,
}

/// The keys of this device: one by which the authority knows it, one for every view.
struct Keys {
    device: DeviceKey,
    views: Vec<(CredentialView, DeviceKey)>,
}

struct DeviceKey(SigningKey);

impl Keys {
    /// The keys of a request whose answer was lost, or new ones, kept before the authority is told of them.
    fn kept_or_new(vault: &Vault) -> Result<Self, WalletError> {
        let (device, views) = vault.read(|r| Ok::<_, VaultError>((r.device_key()?, r.requested_keys()?)))?;
        if let Some(device) = device
            && views.len() == CredentialView::ALL.len()
        {
            let kept = |view: CredentialView| views.iter().find(|(kept, _)| *kept == view_of(view));
            let load = |view| {
                Ok((
                    view,
                    DeviceKey::load(&kept(view).ok_or(WalletError::RecordDamaged)?.1)?,
                ))
            };
            let views = CredentialView::ALL
                .into_iter()
                .map(load)
                .collect::<Result<_, WalletError>>()?;
            return Ok(Self {
                device: DeviceKey::load(&device)?,
                views,
            });
        }
        let device = DeviceKey(SigningKey::generate_p256()?);
        let make = |view| Ok((view, DeviceKey(SigningKey::generate_p256()?)));
        let views: Vec<_> = CredentialView::ALL
            .into_iter()
            .map(make)
            .collect::<Result<_, WalletError>>()?;
        let requested: Vec<(View, SecretBytes)> = views
            .iter()
            .map(|(view, key)| Ok((view_of(*view), key.stored()?.clone())))
            .collect::<Result<_, WalletError>>()?;
        let stored = device.stored()?;
        vault.write(|w| {
            w.put_device_key(stored)?;
            w.replace_requested_keys(&requested)
        })?;
        Ok(Self { device, views })
    }
}

impl DeviceKey {
    fn load(stored: &SecretBytes) -> Result<Self, WalletError> {
        // Signing needs the key itself.
        Ok(Self(SigningKey::from_pkcs8(stored.expose())?))
    }

    fn stored(&self) -> Result<&SecretBytes, WalletError> {
        self.0.pkcs8().ok_or(WalletError::RecordDamaged)
    }

    fn proof(&self, request: &[u8; 32], purpose: &str) -> Result<KeyProof, WalletError> {
        let signature = self.0.sign(&key_proof_message(request, purpose))?;
        Ok(KeyProof {
            key: self.0.public().clone(),
            signature,
        })
    }
}

/// Two answers as they are compared; to different questions.
pub(crate) fn folded(answers: [(u8, String); 2]) -> Result<[SecurityAnswer; 2], WalletError> {
    let fold = |(question, typed): (u8, Zeroizing<String>)| -> Result<SecurityAnswer, WalletError> {
        Ok(SecurityAnswer {
            question: SecurityQuestion::from_number(question).ok_or(WalletError::QuestionUnknown)?,
            answer: FoldedAnswer::fold(&typed).ok_or(WalletError::AnswerEmpty)?,
        })
    };
    // Both, before the first can be refused.
    let [first, second] = answers.map(|(question, typed)| (question, Zeroizing::new(typed)));
    let (first, second) = (fold(first)?, fold(second)?);
    if first.question == second.question {
        Err(WalletError::QuestionsSame)
    } else {
        Ok([first, second])
    }
}
