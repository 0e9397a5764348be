//! A stand-in for the desktop's own picker of a part of the screen.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result};
use dbus::arg::{PropMap, Variant};
use dbus::blocking::LocalConnection;
use dbus::channel::{Channel, MatchingReceiver, Sender as _};
use dbus::message::MatchRule;
use dbus::{Message, MethodErr};

use crate::desktop::Desktop;

const NAME: &str = "org.freedesktop.portal.Desktop";
const REQUEST: &str = "/org/freedesktop/portal/desktop/request/test/1";

/// A portal on a desktop's bus, until it is dropped.
pub struct Portal {
    over: Arc<AtomicBool>,
    answers: Option<JoinHandle<()>>,
}

impl Portal {
    /// Hands over the picture that lies here, as if somebody had chosen it; without one, as if they had thought better
    /// of it.
    ///
    /// # Errors
    /// Where the bus does not answer.
    pub fn start(desktop: &Desktop, chosen: Option<&Path>) -> Result<Self> {
        let over = Arc::new(AtomicBool::new(false));
        let until = Arc::clone(&over);
        let address = desktop.bus();
        let uri = chosen.map(|path| format!("file://{}", path.display()));
        let (ready, is_ready) = channel();
        let answers = thread::spawn(move || match there(&address, uri) {
            Ok(connection) => {
                let _waits = ready.send(Ok(()));
                while !until.load(Ordering::Acquire) {
                    let _nothing_came = connection.process(Duration::from_millis(50));
                }
            }
            Err(error) => {
                let _waits = ready.send(Err(error));
            }
        });
        is_ready.recv()?.context("the portal has its name")?;
        Ok(Self {
            over,
            answers: Some(answers),
        })
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Release);
        if let Some(answers) = self.answers.take() {
            let _failed_before = answers.join();
        }
    }
}

fn there(address: &str, uri: Option<String>) -> Result<LocalConnection> {
    let mut channel = Channel::open_private(address)?;
    channel.register()?;
    let connection = LocalConnection::from(channel);
    connection.start_receive(
        MatchRule::new_method_call(),
        Box::new(move |call, connection| {
            for message in answers(&call, uri.as_deref()) {
                let _gone = connection.send(message);
            }
            true
        }),
    );
    connection.request_name(NAME, false, true, true)?;
    Ok(connection)
}

/// What follows a call: the request that stands for it, and how that ended.
fn answers(call: &Message, uri: Option<&str>) -> Vec<Message> {
    if call.member().as_deref() != Some("Screenshot") {
        return vec![MethodErr::no_method("only Screenshot").to_message(call)];
    }
    let request = dbus::Path::from(REQUEST);
    let mut results = PropMap::new();
    if let Some(uri) = uri {
        results.insert("uri".to_owned(), Variant(Box::new(uri.to_owned())));
    }
    let code: u32 = if uri.is_some() { 0 } else { 1 };
    let response = Message::signal(
        &request,
        &"org.freedesktop.portal.Request".into(),
        &"Response".into(),
    );
    vec![
        call.method_return().append1(&request),
        response.append2(code, results),
    ]
}
