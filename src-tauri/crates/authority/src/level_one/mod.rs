//! Đăng ký mức 1: who has signed in sends the card's form and a portrait; the desk approves the file or returns it.

mod submission;
