//! Who may be looking at the screen from afar: programs that show it to others or let others use it, by their names.
//!
//! A program that runs need not have anybody at its other end, and one that is not known here is not found: what is
//! told is that it runs.

use std::collections::BTreeSet;

use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};

/// How the names of their processes begin, in small letters, and what people call them. Linux cuts names to 15 bytes.
const PROGRAMS: [(&str, &str); 21] = [
    ("aeroadmin", "AeroAdmin"),
    ("ammyy", "Ammyy Admin"),
    ("anydesk", "AnyDesk"),
    ("chrome-remote-d", "Chrome Remote Desktop"),
    ("dwagent", "DWService"),
    ("krfb", "Krfb"),
    ("logmein", "LogMeIn"),
    ("quickassist", "Quick Assist"),
    ("remoting_host", "Chrome Remote Desktop"),
    ("rustdesk", "RustDesk"),
    ("screenconnect", "ScreenConnect"),
    ("supremo", "Supremo"),
    // Its service always runs, this one while somebody is connected.
    ("teamviewer_desk", "TeamViewer"),
    ("tvnserver", "TightVNC"),
    ("ultraviewer_des", "UltraViewer"),
    ("vncserver", "VNC"),
    ("wayvnc", "VNC"),
    ("x0vncserver", "VNC"),
    ("winvnc", "VNC"),
    ("x11vnc", "VNC"),
    ("xtigervnc", "VNC"),
];

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Onlookers {
    /// Programs that run, by the names people know, each once.
    pub(crate) programs: Vec<String>,
    /// This program was started from another computer. One that takes the session over later is not noticed.
    pub(crate) remote_session: bool,
}

/// Looks for them among the processes of this computer.
pub(crate) fn look() -> Onlookers {
    let mut system = System::new();
    system.refresh_processes_specifics(ProcessesToUpdate::All, true, ProcessRefreshKind::nothing());
    let names = system
        .processes()
        .values()
        .map(|process| process.name().to_string_lossy());
    Onlookers {
        programs: known(names),
        remote_session: is_remote(|name| std::env::var(name).ok()),
    }
}

fn known<N: AsRef<str>>(processes: impl Iterator<Item = N>) -> Vec<String> {
    let found: BTreeSet<&str> = processes
        .filter_map(|process| {
            let process = process.as_ref().to_lowercase();
            let program = PROGRAMS.iter().find(|(begins, _)| process.starts_with(begins));
            program.map(|(_, called)| *called)
        })
        .collect();
    found.into_iter().map(str::to_owned).collect()
}

/// Windows names the session of its Remote Desktop so, and xrdp sets a variable of its own.
fn is_remote(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("SESSIONNAME").is_some_and(|session| session.starts_with("RDP-"))
        || variable("XRDP_SESSION").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_known_by_how_their_names_begin() {
        let processes = [
            "systemd",
            "AnyDesk.exe",
            "anydesk",
            "x11vnc",
            "TeamViewer_Service",
            "wayvnc",
        ];
        assert_eq!(known(processes.iter()), ["AnyDesk", "VNC"]);
        assert!(known(["bash"].iter()).is_empty());
    }

    #[test]
    fn a_session_from_another_computer_is_told() {
        let with = |set: &'static str, says: &'static str| {
            is_remote(move |name| (name == set).then(|| says.to_owned()))
        };
        assert!(with("SESSIONNAME", "RDP-Tcp#3"));
        assert!(!with("SESSIONNAME", "Console"));
        assert!(with("XRDP_SESSION", "1"));
    }
}
