//! The application's real window, on a desktop of its own.

mod desktop;
