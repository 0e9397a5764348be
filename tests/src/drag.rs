//! A file dragged onto the window by another program: both sides of X11's drag and drop, with no hand that could slip.

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, MapState, PropMode,
    SelectionNotifyEvent, SelectionRequestEvent, Window as XWindow, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::desktop::Desktop;

/// How long the window may take to say whether it takes the file, and that it has taken it.
const PATIENCE: Duration = Duration::from_secs(45);
/// The version of the protocol that is spoken.
const VERSION: u32 = 5;

x11rb::atom_manager! {
    Words: WordsCookie {
        XdndAware,
        XdndSelection,
        XdndEnter,
        XdndPosition,
        XdndStatus,
        XdndDrop,
        XdndFinished,
        XdndActionCopy,
        UriList: b"text/uri-list",
    }
}

/// A file held over a window.
pub struct Drag {
    screen: RustConnection,
    words: Words,
    source: XWindow,
    target: XWindow,
    /// What the file is called on the way.
    address: String,
}

impl Drag {
    /// Holds a file over the middle of the window that is there, until the window would take it.
    ///
    /// # Errors
    /// Where there is no window, or where it takes no file.
    pub fn over_window(desktop: &Desktop, file: &Path) -> Result<Self> {
        let (screen, number) = x11rb::connect(Some(desktop.display()))?;
        let root = screen.setup().roots.get(number).context("a screen")?.root;
        let words = Words::new(&screen)?.reply()?;
        let source = screen.generate_id()?;
        screen.create_window(
            0,
            source,
            root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_OUTPUT,
            0,
            &CreateWindowAux::new(),
        )?;
        screen.set_selection_owner(source, words.XdndSelection, x11rb::CURRENT_TIME)?;
        let target = window_that_takes_drops(&screen, root, words.XdndAware)?;
        let drag = Self {
            screen,
            words,
            source,
            target,
            address: format!("file://{}\r\n", file.display()),
        };
        drag.say(drag.words.XdndEnter, [VERSION << 24, drag.words.UriList, 0, 0])?;
        let place = drag.screen.get_geometry(target)?.reply()?;
        let (right, down) = (place.width.cast_signed() / 2, place.height.cast_signed() / 2);
        let middle = drag
            .screen
            .translate_coordinates(target, root, right, down)?
            .reply()?;
        let at = (u32::from(middle.dst_x.cast_unsigned()) << 16) | u32::from(middle.dst_y.cast_unsigned());
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            drag.say(
                drag.words.XdndPosition,
                [0, at, x11rb::CURRENT_TIME, drag.words.XdndActionCopy],
            )?;
            let accepts = |said: &ClientMessageEvent| {
                said.type_ == drag.words.XdndStatus
                    && said.data.as_data32().get(1).is_some_and(|flags| flags & 1 == 1)
            };
            if drag.hears(Duration::from_millis(200), accepts)? {
                return Ok(drag);
            }
        }
        bail!("the window takes no file")
    }

    /// Lets go.
    ///
    /// # Errors
    /// Where the window does not say that it has taken the file.
    pub fn release(self) -> Result<()> {
        self.say(self.words.XdndDrop, [0, x11rb::CURRENT_TIME, 0, 0])?;
        if self.hears(PATIENCE, |said| said.type_ == self.words.XdndFinished)? {
            return Ok(());
        }
        bail!("the window did not take the file")
    }

    fn say(&self, word: Atom, rest: [u32; 4]) -> Result<()> {
        let [one, two, three, four] = rest;
        let message = ClientMessageEvent::new(32, self.target, word, [self.source, one, two, three, four]);
        self.screen
            .send_event(false, self.target, EventMask::NO_EVENT, message)?;
        self.screen.flush()?;
        Ok(())
    }

    /// Whether the window says what is waited for; it is given the file's address meanwhile.
    fn hears(&self, patience: Duration, wanted: impl Fn(&ClientMessageEvent) -> bool) -> Result<bool> {
        let since = Instant::now();
        while since.elapsed() < patience {
            match self.screen.poll_for_event()? {
                Some(Event::SelectionRequest(asked)) => self.give(&asked)?,
                Some(Event::ClientMessage(said)) if wanted(&said) => return Ok(true),
                Some(_) => {}
                None => sleep(Duration::from_millis(10)),
            }
        }
        Ok(false)
    }

    fn give(&self, asked: &SelectionRequestEvent) -> Result<()> {
        let known = asked.target == self.words.UriList;
        if known {
            self.screen.change_property8(
                PropMode::REPLACE,
                asked.requestor,
                asked.property,
                asked.target,
                self.address.as_bytes(),
            )?;
        }
        let answer = SelectionNotifyEvent {
            response_type: x11rb::protocol::xproto::SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: asked.time,
            requestor: asked.requestor,
            selection: asked.selection,
            target: asked.target,
            property: if known { asked.property } else { x11rb::NONE },
        };
        self.screen
            .send_event(false, asked.requestor, EventMask::NO_EVENT, answer)?;
        self.screen.flush()?;
        Ok(())
    }
}

/// The one on the screen that says it takes drops.
fn window_that_takes_drops(screen: &RustConnection, root: XWindow, aware: Atom) -> Result<XWindow> {
    for window in screen.query_tree(root)?.reply()?.children {
        let says = screen
            .get_property(false, window, aware, AtomEnum::ANY, 0, 1)?
            .reply()?;
        let shown = screen.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE;
        if shown && says.length > 0 {
            return Ok(window);
        }
    }
    bail!("no window takes drops")
}
