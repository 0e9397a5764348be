//! The papers as their three parties meet them: authority, holder, officer.

mod any;
mod desk;
mod judging;
mod mdoc;
mod rfc9901;
mod unlinkable;
