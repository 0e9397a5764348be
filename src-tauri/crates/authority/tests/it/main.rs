//! The practice authority from outside: through [`dinhdanh_protocol::AuthorityApi`], its picker and its drawer.

mod activation;
mod completion;
mod desk;
mod failure;
mod one_time_code;
mod picker;
mod place;
mod renewal;
mod sharing;
mod trust;
