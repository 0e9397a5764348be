use dinhdanh_crypto::CryptoError;
use dinhdanh_crypto::random::{self, Random};
use dinhdanh_crypto::secret::Secret32;
use dinhdanh_protocol::{RecoveryShare, SecurityAnswer};
use dinhdanh_vault::RecoveryFactors;

/// A new share, for a recovery slot and for the authority.
pub(crate) fn new_share(random: &dyn Random) -> Result<RecoveryShare, CryptoError> {
    Ok(RecoveryShare::new(random::array(random)?))
}

/// What opens the recovery slot of these answers and this share, whatever the order in which they were given.
pub(crate) fn factors(answers: &[SecurityAnswer; 2], share: &RecoveryShare) -> RecoveryFactors {
    let [mut first, mut second] = answers.each_ref();
    if second.question < first.question {
        (first, second) = (second, first);
    }
    // The key is made of answers and share.
    RecoveryFactors::new(
        [first.answer.expose(), second.answer.expose()],
        Secret32::new(*share.expose()),
        share.name().0,
    )
}
