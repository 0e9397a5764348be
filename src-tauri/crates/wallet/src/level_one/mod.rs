//! "Đăng ký tài khoản mức 1": the portrait that is taken, and the file that is sent with it.

mod light;

use dinhdanh_crypto::random;
use dinhdanh_protocol::{
    ApiError, Email, FileState, FileSubmission, IdempotencyKey, Portrait, Refusal, TypedCardForm,
};
use webp::{Encoder, WebPConfig};

pub use light::PortraitHint;

use crate::{Wallet, WalletError};

/// A portrait that waits to be sent, in memory only: nothing of it outlives the run.
pub(crate) struct Taken {
    portrait: Portrait,
    /// Makes a file whose answer was lost the same file when it is sent again.
    idempotency: IdempotencyKey,
}

/// A portrait as it was taken.
#[derive(Debug, Clone)]
pub struct TakenPortrait {
    /// The picture that will be sent.
    pub portrait: Portrait,
    /// What would make another one better; none where this one is fine.
    pub hint: Option<PortraitHint>,
}

/// From the best to what is still a face; the first that is small enough is taken.
const QUALITIES: [f32; 6] = [88.0, 80.0, 70.0, 58.0, 44.0, 30.0];

impl Wallet {
    /// What would make a portrait better that looks like this frame: 8-bit grey, row by row, in the shape of a
    /// portrait. Nothing of it is kept.
    pub fn portrait_hint(&self, width: usize, height: usize, gray: &[u8]) -> Option<PortraitHint> {
        light::hint(width, height, gray)
    }

    /// Takes a portrait: red, green, blue and a byte that is passed over, row by row. It is kept, in place of one
    /// taken before, until it is sent or dropped.
    ///
    /// Fails with [`WalletError::PortraitUnfit`] where it has not the shape of one.
    pub fn take_portrait(&self, width: u32, height: u32, rgba: &[u8]) -> Result<TakenPortrait, WalletError> {
        let (token, locks) = {
            let inner = self.inner();
            let signed_in = inner.signed_in.as_ref().ok_or(WalletError::WrongStep)?;
            (signed_in.token.clone(), inner.locks())
        };
        let portrait = encoded(width, height, rgba)?;
        let gray: Vec<u8> = rgba.chunks_exact(4).map(brightness).collect();
        let sides = (usize::try_from(width), usize::try_from(height));
        let hint = match sides {
            (Ok(width), Ok(height)) => light::hint(width, height, &gray),
            _ => None,
        };
        let idempotency = IdempotencyKey(random::array(self.random.as_ref())?);
        let mut inner = self.inner();
        inner.not_locked_since(locks)?;
        // Making the picture small takes a while: it is of nobody who signed in meanwhile.
        if inner.signed_in.as_ref().is_none_or(|now| now.token != token) {
            return Err(WalletError::WrongStep);
        }
        inner.portrait = Some(Taken {
            portrait: portrait.clone(),
            idempotency,
        });
        Ok(TakenPortrait { portrait, hint })
    }

    /// Forgets the portrait that was taken.
    pub fn drop_portrait(&self) {
        self.inner().portrait = None;
    }

    /// "Xác nhận thông tin đăng ký": sends the file for level 1 of who has signed in. An empty e-mail is none.
    pub fn send_file(&self, form: &TypedCardForm, email: Option<&str>) -> Result<(), WalletError> {
        let email = match email.map(str::trim) {
            None | Some("") => None,
            Some(typed) => Some(typed.parse::<Email>().map_err(|_| WalletError::EmailMalformed)?),
        };
        let (token, number, portrait, idempotency, locks) = {
            let inner = self.inner();
            let signed_in = inner.signed_in.as_ref().ok_or(WalletError::WrongStep)?;
            let taken = inner.portrait.as_ref().ok_or(WalletError::PortraitMissing)?;
            (
                signed_in.token.clone(),
                signed_in.account.number.clone(),
                taken.portrait.clone(),
                taken.idempotency,
                inner.locks(),
            )
        };
        let card = form
            .parse(Some(&number), self.today())
            .map_err(WalletError::CardFormFaulty)?;
        let file = FileSubmission {
            card,
            portrait,
            email,
            idempotency,
        };
        let answer = self.authority.submit_file(&token, &file);
        let mut inner = self.inner();
        inner.not_locked_since(locks)?;
        let Some(signed_in) = inner.signed_in.as_mut().filter(|kept| kept.token == token) else {
            return Err(WalletError::SessionOver);
        };
        match answer {
            Ok(state) => {
                if state == FileState::Awaiting {
                    signed_in.deleted_at = None;
                }
                signed_in.file = state;
                if let Some(email) = &file.email {
                    signed_in.account.email = Some(email.as_str().to_owned());
                }
                inner.portrait = None;
                Ok(())
            }
            Err(ApiError::Refused(Refusal::SessionOver)) => {
                inner.forget_access();
                Err(WalletError::SessionOver)
            }
            Err(error) => Err(WalletError::from_authority(error, self.now())),
        }
    }
}

/// BT.601 in 1/256, as the window has it for frames.
fn brightness(pixel: &[u8]) -> u8 {
    let weighed: u32 = pixel
        .iter()
        .zip([77_u32, 150, 29])
        .map(|(colour, weight)| u32::from(*colour) * weight)
        .sum();
    u8::try_from(weighed >> 8).unwrap_or(u8::MAX)
}

/// The best WebP file of it that is small enough for a portrait.
fn encoded(width: u32, height: u32, rgba: &[u8]) -> Result<Portrait, WalletError> {
    let right_shape = (Portrait::LEAST_WIDTH..=Portrait::MOST_WIDTH).contains(&width)
        && width * 4 == height.saturating_mul(3)
        && usize::try_from(u64::from(width) * u64::from(height) * 4) == Ok(rgba.len());
    if !right_shape {
        return Err(WalletError::PortraitUnfit);
    }
    let rgb: Vec<u8> = rgba
        .chunks_exact(4)
        .flat_map(|pixel| pixel.iter().take(3).copied())
        .collect();
    for quality in QUALITIES {
        let mut config = WebPConfig::new().map_err(|()| WalletError::PortraitUnfit)?;
        config.quality = quality;
        config.use_sharp_yuv = 1;
        let file = Encoder::from_rgb(&rgb, width, height)
            .encode_advanced(&config)
            .map_err(|_| WalletError::PortraitUnfit)?;
        if file.len() <= Portrait::MOST_BYTES {
            return Portrait::new(file.to_vec()).map_err(|_| WalletError::PortraitUnfit);
        }
    }
    Err(WalletError::PortraitUnfit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise is the hardest there is to make small.
    fn noise(width: u32, height: u32) -> Vec<u8> {
        let mut state = 7_u32;
        (0..width * height * 4)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state.to_be_bytes()[0]
            })
            .collect()
    }

    #[test]
    fn a_picture_becomes_a_portrait_that_the_authority_takes() {
        let portrait = encoded(480, 640, &vec![120; 480 * 640 * 4]).unwrap();
        assert_eq!(portrait.size(), (480, 640));
        assert_eq!(portrait.webp().get(8..16), Some(b"WEBPVP8 ".as_slice()));
        let least = encoded(240, 320, &noise(240, 320)).unwrap();
        assert!(least.webp().len() <= Portrait::MOST_BYTES);
    }

    #[test]
    fn what_has_not_the_shape_of_one_is_none() {
        for (width, height, bytes) in [
            (480, 640, 480 * 640 * 3),
            (640, 480, 640 * 480 * 4),
            (120, 160, 120 * 160 * 4),
            (0, 0, 0),
            (u32::MAX, u32::MAX, 4),
        ] {
            assert!(matches!(
                encoded(width, height, &vec![0; bytes]),
                Err(WalletError::PortraitUnfit)
            ));
        }
    }
}
