//! Reads the window's configuration and what it may call.

fn main() {
    // What only tests may call is granted in a file that no other build looks at.
    let capabilities = if std::env::var_os("CARGO_FEATURE_TESTING").is_some() {
        "./capabilities/**/*.json"
    } else {
        "./capabilities/*.json"
    };
    let attributes = tauri_build::Attributes::new().capabilities_path_pattern(capabilities);
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}
