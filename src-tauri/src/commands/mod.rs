//! What the window may ask for: translated, handed on, answered. Nothing is decided here.

mod activation;
mod card_form;
mod change;
mod check;
mod code;
mod history;
mod level_one;
mod lock;
mod new_device;
mod notices;
mod office;
mod papers;
pub(crate) mod pictures;
#[cfg(feature = "practice")]
mod practice;
mod preferences;
mod receipts;
mod recovery;
mod refusals;
mod registration;
mod reset;
mod screen;
mod sharing;
mod shell;
pub(crate) mod showing;
mod sign_in;
#[cfg(feature = "testing")]
pub(crate) mod testing;
mod trust;
mod who;

use std::sync::Arc;

use tauri::ipc::Invoke;
use tauri::{State, Wry};

use crate::error::CommandError;
use crate::host::Host;

/// The program, as a command is handed it.
type Program<'a> = State<'a, Arc<Host>>;

/// What a command answers.
pub(crate) type Answer<T> = Result<T, CommandError>;

/// All commands. permissions/window.toml lists those that the window may call: all of them.
pub(crate) fn all() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        activation::activation_request,
        activation::activation_continue,
        activation::activation_resend,
        activation::activation_otp,
        activation::activation_password,
        activation::password_faults,
        activation::passcode_fault,
        activation::activation_passcode,
        activation::activation_questions,
        activation::activation_cancel,
        registration::register_begin,
        registration::card_form_faults,
        registration::card_province,
        registration::register_card,
        registration::register_resend,
        registration::register_otp,
        registration::register_password,
        registration::register_cancel,
        card_form::card_form_text,
        card_form::card_form_frame,
        card_form::card_form_image,
        card_form::card_form_dropped,
        card_form::card_form_pasted,
        reset::reset_begin,
        reset::reset_resend,
        reset::reset_otp,
        reset::reset_password,
        reset::reset_cancel,
        recovery::recovery_ready,
        recovery::recovery_begin,
        recovery::recovery_sign_in,
        recovery::recovery_resend,
        recovery::recovery_otp,
        recovery::recovery_answer,
        recovery::recovery_back,
        recovery::recovery_passcode,
        recovery::recovery_cancel,
        recovery::change_questions,
        sign_in::sign_in,
        sign_in::sign_out,
        sign_in::open_wallet_here,
        sign_in::change_account,
        sign_in::account_refresh,
        sign_in::activate_signed_in,
        level_one::portrait_hint,
        level_one::portrait_take,
        level_one::portrait_drop,
        level_one::level_one_send,
        new_device::take_over_begin,
        new_device::take_over_code,
        new_device::dispute,
        new_device::lost_device_begin,
        new_device::lost_device_resend,
        new_device::lost_device_otp,
        new_device::lost_device_answers,
        new_device::lost_device_cancel,
        new_device::devices,
        new_device::device_unbind,
        change::change_password,
        change::change_email,
        change::phone_change_begin,
        change::phone_change,
        change::phone_change_resend,
        change::phone_change_otp,
        change::phone_change_complete,
        change::phone_change_cancel,
        pictures::end_scan,
        check::check_ready,
        check::check_frame,
        check::check_image,
        check::dropped_files,
        check::check_dropped,
        check::check_pasted,
        check::choose_screen_part,
        check::check_text,
        check::check_next,
        check::next_person,
        check::ask_for_paper,
        check::ask_for_code,
        check::check_paper_text,
        code::set_code_switch,
        code::make_code,
        code::current_code,
        code::drop_code,
        code::allow_answer,
        code::answer_with_code,
        code::forbid_answer,
        code::card_qr,
        code::presentation,
        lock::unlock,
        lock::lock,
        lock::touch,
        lock::change_passcode,
        lock::confirm_passcode,
        notices::notices,
        notices::notices_read,
        papers::identity_card,
        papers::set_papers_ask,
        papers::papers,
        papers::paper_kinds,
        papers::paper,
        papers::integrate_paper,
        papers::remove_paper,
        papers::print_paper,
        showing::present_paper,
        showing::allow_showing,
        showing::challenge_frame,
        showing::challenge_image,
        showing::challenge_dropped,
        showing::challenge_pasted,
        showing::answer_challenge,
        showing::pace_of_presentation,
        showing::save_presentation,
        showing::stop_presenting_paper,
        screen::onlookers,
        screen::brighten,
        receipts::open_case,
        receipts::make_receipt,
        receipts::judge_receipt,
        receipts::receipt_frame,
        receipts::receipt_image,
        receipts::receipt_dropped,
        receipts::receipt_pasted,
        receipts::keep_receipt,
        receipts::receipts,
        receipts::print_receipt,
        receipts::forget_receipt,
        refusals::note_refusal,
        refusals::refusals,
        refusals::forget_refusal,
        history::scan_history,
        history::export_scan_report,
        office::office,
        office::make_office,
        office::leave_office,
        office::invite_desk,
        office::join_office,
        office::export_sightings,
        office::sightings_code,
        office::take_office_file,
        office::take_dropped_office_file,
        office::office_frame,
        office::save_invitation,
        trust::import_trust,
        trust::import_dropped_trust,
        trust::export_trust,
        sharing::sharing_log,
        sharing::forget_sharing,
        sharing::export_sharing,
        #[cfg(feature = "practice")]
        practice::practice_personas,
        #[cfg(feature = "practice")]
        practice::practice_messages,
        #[cfg(feature = "practice")]
        practice::practice_desk,
        preferences::preferences,
        preferences::set_preferences,
        shell::app_state,
        shell::shell_info,
        shell::refresh_soon,
        who::who_change,
        who::who_sits,
        who::who_is_new,
        #[cfg(feature = "testing")]
        testing::testing_shift_clock,
    ]
}
