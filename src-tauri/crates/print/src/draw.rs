use krilla::color::luma;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};

use crate::PrintError;
use crate::codes::Modules;
use crate::lettering::Lettering;
use crate::page::{HEIGHT, Mark, Text, WIDTH};

/// What the words on every sheet are in.
const LANGUAGE: &str = "vi-VN";

/// The quiet zone of a code, modules.
const QUIET: f32 = 4.0;

/// Each bar of a code reaches a little into the next row: between two that just touch, screens draw a pale line.
const OVERLAP: f32 = 0.02;

pub(crate) fn pdf(pages: &[Vec<Mark>], title: &str, lettering: &Lettering) -> Result<Vec<u8>, PrintError> {
    let mut document = Document::new_with(SerializeSettings {
        enable_tagging: false,
        ..SerializeSettings::default()
    });
    let metadata = Metadata::new()
        .title(title.to_owned())
        .language(LANGUAGE.to_owned());
    document.set_metadata(metadata);
    for marks in pages {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PrintError::Pages)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            draw(mark, &mut surface, lettering);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|_| PrintError::Pages)
}

fn draw(mark: &Mark, surface: &mut Surface<'_>, lettering: &Lettering) {
    match mark {
        Mark::Text(text) => write(text, surface, lettering),
        Mark::Line {
            from,
            to,
            width,
            grey,
        } => {
            let mut line = PathBuilder::new();
            line.move_to(from.0, from.1);
            line.line_to(to.0, to.1);
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke {
                paint: luma::Color::new(*grey).into(),
                width: *width,
                ..Stroke::default()
            }));
            if let Some(line) = line.finish() {
                surface.draw_path(&line);
            }
            surface.set_stroke(None);
        }
        Mark::Code { at, side, modules } => {
            let module = side / modules.side.max(1) as f32;
            let quiet = QUIET * module;
            let whole = side + 2.0 * quiet;
            fill(surface, 255, rect(at.0 - quiet, at.1 - quiet, whole, whole));
            fill(surface, 0, bars(*at, module, modules));
        }
    }
}

fn write(text: &Text, surface: &mut Surface<'_>, lettering: &Lettering) {
    surface.set_fill(Some(grey(text.grey)));
    let glyphs = lettering.glyphs(&text.text, text.weight);
    let font = lettering.font(text.weight);
    let (x, y) = text.at;
    surface.push_transform(&Transform::from_rotate_at(text.turned, x, y));
    surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font, &text.text, text.size, false);
    surface.pop();
}

fn grey(lightness: u8) -> Fill {
    Fill {
        paint: luma::Color::new(lightness).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }
}

fn fill(surface: &mut Surface<'_>, lightness: u8, path: Option<Path>) {
    surface.set_fill(Some(grey(lightness)));
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn rect(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

/// The dark modules, those of a row that stand together as one bar.
fn bars((left, top): (f32, f32), module: f32, modules: &Modules) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (row, dark) in modules.dark.chunks(modules.side.max(1)).enumerate() {
        let mut column = 0;
        for bar in dark.chunk_by(|one, next| one == next) {
            if bar.first() == Some(&true) {
                let x = left + column as f32 * module;
                let y = top + row as f32 * module;
                let width = bar.len() as f32 * module;
                path.push_rect(Rect::from_xywh(x, y, width, module * (1.0 + OVERLAP))?);
            }
            column += bar.len();
        }
    }
    path.finish()
}
