//! The harness of the tests that cross crates.

#[cfg(all(feature = "window", target_os = "linux"))]
pub mod camera;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod desktop;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod drag;
#[cfg(all(feature = "window", target_os = "linux"))]
mod hands;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod mishaps;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod moving;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod newcomer;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod person;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod portal;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod recovery;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod tour;
pub mod trust;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod webcam;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod whole_story;
#[cfg(all(feature = "window", target_os = "linux"))]
pub mod window;
