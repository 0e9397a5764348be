//! What a person does in the window, step by step: by pressing what can be pressed and typing what is asked for.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::window::Window;

/// The passcode that everybody here chooses: none of the rules refuses it.
pub const PASSCODE: &str = "270914";

/// The language a person reads: decides what the things to press are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Vietnamese.
    Vietnamese,
    /// English.
    English,
}

impl Tongue {
    /// The words of this language.
    pub fn say<'a>(self, vietnamese: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Vietnamese => vietnamese,
            Self::English => english,
        }
    }

    /// As the preferences name it.
    pub fn code(self) -> &'static str {
        self.say("vi", "en")
    }
}

/// Somebody of the practice population.
#[derive(Clone, Debug)]
pub struct Persona {
    /// As it stands in the register.
    pub full_name: String,
    /// 12 digits.
    pub number: String,
    /// 10 digits.
    pub phone: String,
}

/// The people whom the picker offers with this state and level, and with a password or without, in its order.
///
/// # Errors
/// Where the window has no picker.
pub async fn personas(window: &Window, state: &str, level: u64, has_password: bool) -> Result<Vec<Persona>> {
    let offered = window.invoke("practice_personas", json!({})).await?;
    let people = offered.as_array().context("the picker offers a list")?;
    let text = |person: &Value, field: &str| {
        let text = person.get(field).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    Ok(people
        .iter()
        .filter(|person| {
            person.get("state").and_then(Value::as_str) == Some(state)
                && person.get("level").and_then(Value::as_u64) == Some(level)
                && person.get("hasPassword").and_then(Value::as_bool) == Some(has_password)
        })
        .map(|person| Persona {
            full_name: text(person, "fullName"),
            number: text(person, "number"),
            phone: text(person, "phone"),
        })
        .collect())
}

/// Two windows side by side on a desktop on which nothing moves by itself, in each a person who is active at level 2, and
/// who the first is.
///
/// # Errors
/// As [`activate`].
pub async fn side_by_side(desktop: &Desktop, profiles: [&str; 2]) -> Result<([Window; 2], Persona)> {
    desktop.hold_still()?;
    let [one, other] = profiles;
    let windows = [
        Window::open(desktop, one).await?,
        Window::open(desktop, other).await?,
    ];
    let [near, far] = &windows;
    let people = personas(near, "not_active", 2, true).await?;
    let [first, second, ..] = people.as_slice() else {
        bail!("the picker offers two people who are ready");
    };
    activate(near, first, Tongue::Vietnamese).await?;
    activate(far, second, Tongue::Vietnamese).await?;
    Ok((windows, first.clone()))
}

/// From the welcome screen to the home screen, with the switch for codes as it is at first: off.
///
/// # Errors
/// Where a step does not come.
pub async fn activate(window: &Window, persona: &Persona, tongue: Tongue) -> Result<()> {
    request(window, persona, tongue).await?;
    accept_device(window, tongue).await?;
    type_one_time_code(window, tongue).await?;
    choose_passcode(window, tongue).await?;
    answer_questions(window, tongue).await?;
    window.press(tongue.say("Vào ứng dụng", "Enter the app")).await?;
    window.reads(&persona.full_name).await
}

/// Types number and phone, and sends them off.
///
/// # Errors
/// As [`activate`].
pub async fn request(window: &Window, persona: &Persona, tongue: Tongue) -> Result<()> {
    let activate = tongue.say(
        "Kích hoạt tài khoản định danh điện tử",
        "Activate electronic identity account",
    );
    window.press(activate).await?;
    window
        .fill(
            tongue.say("Số định danh cá nhân", "Citizen number"),
            &persona.number,
        )
        .await?;
    window
        .fill(tongue.say("Số điện thoại", "Phone number"), &persona.phone)
        .await?;
    window.press(tongue.say("Gửi yêu cầu", "Send request")).await
}

/// Agrees to have the account on this device.
///
/// # Errors
/// As [`activate`].
pub async fn accept_device(window: &Window, tongue: Tongue) -> Result<()> {
    window.press(tongue.say("Tiếp tục", "Continue")).await
}

/// Opens the drawer, reads the message that has come, closes the drawer and types the code.
///
/// # Errors
/// As [`activate`].
pub async fn type_one_time_code(window: &Window, tongue: Tongue) -> Result<()> {
    let code = read_message(window, tongue).await?;
    window.press(tongue.say("Đóng", "Close")).await?;
    window.fill(tongue.say("Mã OTP", "One-time code"), &code).await
}

/// Opens the drawer for the one message in it; the code that it brought. The drawer stays open.
///
/// # Errors
/// As [`activate`].
pub async fn read_message(window: &Window, tongue: Tongue) -> Result<String> {
    let drawer = tongue.say(
        "Mở tin nhắn SMS thực hành, 1 tin chưa đọc",
        "Open practice text messages, 1 unread",
    );
    window.press(drawer).await?;
    let message = window.read("article .text").await?;
    let code = message
        .split(|character: char| !character.is_ascii_digit())
        .find(|digits| digits.len() == 6);
    Ok(code
        .with_context(|| format!("no code in the message: {message}"))?
        .to_owned())
}

/// Types the passcode twice.
///
/// # Errors
/// As [`activate`].
pub async fn choose_passcode(window: &Window, tongue: Tongue) -> Result<()> {
    window.reads(tongue.say("Đặt passcode", "Set a passcode")).await?;
    window.keys(PASSCODE).await?;
    window
        .reads(tongue.say("Nhập lại passcode", "Enter the passcode again"))
        .await?;
    window.keys(PASSCODE).await
}

/// Chooses two questions, answers them, and finishes.
///
/// # Errors
/// As [`activate`].
pub async fn answer_questions(window: &Window, tongue: Tongue) -> Result<()> {
    let choose = tongue.say("Chọn câu hỏi", "Choose a question");
    let questions = [
        tongue.say("Cuốn sách bạn thích nhất là gì?", "What is your favourite book?"),
        tongue.say("Bài hát bạn thích nhất là gì?", "What is your favourite song?"),
    ];
    for (index, (question, answer)) in questions
        .into_iter()
        .zip(["Dế Mèn phiêu lưu ký", "Tiến về Hà Nội"])
        .enumerate()
    {
        window.press(choose).await?;
        window.press(question).await?;
        let label = format!("{} {}", tongue.say("Câu trả lời", "Answer"), index + 1);
        window.fill(&label, answer).await?;
    }
    window
        .press(tongue.say("Hoàn tất kích hoạt", "Complete activation"))
        .await
}

/// Switches codes on under Cá nhân, and makes one on Trang chủ.
///
/// # Errors
/// Where the account may not, or no code comes.
pub async fn make_first_code(window: &Window, tongue: Tongue) -> Result<()> {
    window.press(tongue.say("Cá nhân", "Profile")).await?;
    switch_codes_on(window, tongue).await?;
    window.press(tongue.say("Trang chủ", "Home")).await?;
    make_code(window, tongue).await
}

/// Suspends somebody's account at the authority's desk.
///
/// # Errors
/// Where the desk does not know the person.
pub async fn suspend(desktop: &Desktop, somebody: &Persona) -> Result<()> {
    let desk = Window::open_desk(desktop, "main").await?;
    desk.press("Tài khoản").await?;
    desk.fill("Tìm theo tên hoặc số định danh", &somebody.number)
        .await?;
    desk.press(&somebody.full_name).await?;
    desk.press("Tạm khóa").await?;
    desk.fill("Lý do", "Công dân báo mất máy.").await?;
    desk.press_last("Tạm khóa").await?;
    desk.reads("Mức 2 · Tạm khóa").await?;
    desk.reads("Tạm khóa tài khoản").await?;
    desk.close().await
}

/// Switches codes on, under Cá nhân.
///
/// # Errors
/// Where the account may not.
pub async fn switch_codes_on(window: &Window, tongue: Tongue) -> Result<()> {
    let switch = tongue.say("Xác minh ứng dụng qua QR code", "Prove the app by QR code");
    window.press(switch).await?;
    window
        .until("the switch is on", async |window: &Window| {
            Ok(window
                .script("return document.querySelector('[role=switch]').checked")
                .await?
                == true)
        })
        .await
}

/// Makes a code on Trang chủ, where none lives.
///
/// # Errors
/// Where none comes.
pub async fn make_code(window: &Window, tongue: Tongue) -> Result<()> {
    window.press(tongue.say("Tạo QR Code", "Make a QR code")).await?;
    window.shows(CODE).await
}

/// The next code will carry the portrait; from Trang chủ.
///
/// # Errors
/// Where the sheet with the views does not come.
pub async fn choose_portrait(window: &Window, tongue: Tongue) -> Result<()> {
    window
        .press(tongue.say("Cán bộ sẽ thấy gì?", "What will the officer see?"))
        .await?;
    window
        .press(tongue.say("Nhận diện kèm ảnh", "Identify me with a picture"))
        .await?;
    window.press(tongue.say("Xong", "Done")).await
}

/// The picture of the code, in the page.
pub const CODE: &str = ".card .paper img:not(.blurred)";

/// Moves the clock of this window's program, milliseconds.
///
/// # Errors
/// Where the program was built without the feature `testing`.
pub async fn shift_clock(window: &Window, ms: i64) -> Result<()> {
    window
        .invoke("testing_shift_clock", json!({ "ms": ms }))
        .await
        .map(drop)
}

/// Language and theme (`light` or `dark`) from now on; the page begins anew.
///
/// # Errors
/// Where the program refuses.
pub async fn choose_look(window: &Window, tongue: Tongue, theme: &str) -> Result<()> {
    let mut preferences = window.invoke("preferences", json!({})).await?;
    let Some(kept) = preferences.as_object_mut() else {
        bail!("preferences are an object");
    };
    kept.insert("language".into(), json!(tongue.code()));
    kept.insert("theme".into(), json!(theme));
    window
        .invoke("set_preferences", json!({ "preferences": preferences }))
        .await?;
    window.reload().await
}

/// A citizen's number in groups of three, as it is shown.
pub fn grouped(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    let groups: Vec<String> = digits.chunks(3).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// Types the one-time code that came last, to whichever number, on a Vietnamese screen.
///
/// # Errors
/// Where none has come.
pub async fn type_newest_code(window: &Window) -> Result<()> {
    let code = newest_code(window, "").await?;
    window.fill("Mã OTP", &code).await
}

/// The one-time code that came last to a number, named as it is masked or by its beginning.
///
/// # Errors
/// Where none has come.
pub async fn newest_code(window: &Window, phone: &str) -> Result<String> {
    let text = newest_message(window, |message| {
        let to = message.get("to").and_then(Value::as_str).unwrap_or_default();
        message.get("code").is_some_and(Value::is_string) && to.starts_with(phone)
    })
    .await?;
    let code = text
        .split(|character: char| !character.is_ascii_digit())
        .find(|digits| digits.len() == 6);
    Ok(code
        .with_context(|| format!("no code in the message: {text}"))?
        .to_owned())
}

/// The newest practice message of this window's numbers that is wanted.
///
/// # Errors
/// Where there is none.
pub async fn newest_message(window: &Window, wanted: impl Fn(&Value) -> bool) -> Result<String> {
    let messages = window.invoke("practice_messages", json!({})).await?;
    let messages = messages.as_array().context("the drawer has a list")?;
    let newest = messages
        .iter()
        .find(|message| wanted(message))
        .context("a message has come")?;
    let text = newest.get("text").and_then(Value::as_str);
    Ok(text.unwrap_or_default().to_owned())
}
