//! A window with nothing in it, made as the real one is: what the benchmark of the start measures against.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("examples/empty_window/tauri.conf.json"))
}
