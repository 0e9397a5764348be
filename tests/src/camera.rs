//! A camera that is not there: pictures, shown to the webview by PipeWire as a webcam's would be.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::desktop::{Desktop, Process, eventually};

/// What the camera calls itself.
pub const NAME: &str = "test-camera";

/// A camera on one desktop, until it is dropped: unplugged.
pub struct Camera {
    // In this order: who films ends before who carries.
    film: Option<Process>,
    _session: Process,
    _pipewire: Process,
    scene: PathBuf,
}

impl Camera {
    /// Plugs the camera in, in front of a scene: a PNG of 1280 × 720 pixels.
    ///
    /// # Errors
    /// Where PipeWire, WirePlumber or GStreamer's plugins are missing, or where the camera does not come up.
    pub fn plug_in(desktop: &Desktop, png: &[u8]) -> Result<Self> {
        let pipewire = start(&mut desktop.command("pipewire"))?;
        let socket = desktop.home().join("run/pipewire-0");
        eventually("PipeWire listens", || Ok(socket.exists().then_some(())))?;
        let session = start(&mut desktop.command("wireplumber"))?;
        let scene = desktop.home().join("scene.png");
        fs::write(&scene, png)?;
        let mut camera = Self {
            film: None,
            _session: session,
            _pipewire: pipewire,
            scene,
        };
        camera.plug_in_again(desktop)?;
        Ok(camera)
    }

    /// Pulls its plug; the rest of the desktop's media goes on.
    pub fn unplug(&mut self) {
        self.film = None;
    }

    /// Plugs it in again, in front of the same scene.
    ///
    /// # Errors
    /// As [`Self::plug_in`].
    pub fn plug_in_again(&mut self, desktop: &Desktop) -> Result<()> {
        self.film = Some(start(
            desktop
                .command("gst-launch-1.0")
                // Reads the file anew for every frame.
                .args(["multifilesrc", "loop=true", "caps=image/png,framerate=10/1"])
                .arg(format!("location={}", self.scene.display()))
                .args(["!", "pngdec", "!", "videoconvert", "!", "video/x-raw,format=YUY2"])
                // In real time, and in buffers of its own: those that pipewiresink lends are empty at first.
                .args(["!", "identity", "sync=true", "drop-allocation=true"])
                .args(["!", "pipewiresink", "mode=provide"])
                .arg(format!(
                    "stream-properties=p,media.class=Video/Source,media.role=Camera,node.name={NAME},node.description={NAME}"
                )),
        )?);
        eventually("the camera is plugged in", || {
            let nodes = desktop
                .command("pw-cli")
                .args(["list-objects", "Node"])
                .output()?;
            Ok(String::from_utf8_lossy(&nodes.stdout)
                .contains(NAME)
                .then_some(()))
        })
    }

    /// Points the camera at something else, from the next frame on.
    ///
    /// # Errors
    /// Where the desktop's home is gone.
    pub fn show(&self, png: &[u8]) -> Result<()> {
        let next = self.scene.with_extension("next");
        fs::write(&next, png)?;
        // At once: a half-written picture would end the film.
        fs::rename(&next, &self.scene)?;
        Ok(())
    }
}

fn start(command: &mut Command) -> Result<Process> {
    Process::start(
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    )
}
