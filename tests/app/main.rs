//! The application's real window, on a desktop of its own.

mod access;
mod bystander;
mod camera;
mod challenge;
mod code;
mod desk;
mod desktop;
mod keyboard;
mod keystore;
mod office;
mod papers;
mod picture;
mod queue;
mod recovery;
mod scanner;
mod trust_import;
mod web_process;
mod who;
mod whole_story;
