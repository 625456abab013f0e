// What the forms in which one writes share: their keeping of drafts, the field for the words, the buttons, the preview
// that works without script. Each stands inside a `composer` element that says to the browser's script where its draft
// belongs. Functions writing into one page.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/page/form_words.h"
#include "community/page/page.h"
#include "community/threads/draft.h"
#include "community/threads/outcome.h"
#include "core/html/form.h"

namespace parvis::forum {

using community::Visit;

// The messages of the rules, beside their fields.
void refuse_all(html::FormState& state, const community::Mistakes& mistakes);

// The element around the form and its summary. `place` is where the draft is kept. Close it with `out.close()`.
void open_composer(html::Writer& out, community::DraftPlace place);
// "Your draft of yesterday at 21:14 is below.", with a button to start afresh that leads to `path`.
void write_kept_draft(html::Writer& out, const Visit& visit, const community::Draft& draft, std::string_view path);

// The words themselves; with what Markdown can do in a sentence.
void write_body_field(html::Form& form, const Visit& visit, std::string_view label, int rows);
void write_tags_field(html::Form& form, const Visit& visit);
// Files for the text: chosen here without script; with it, also dropped on the words and pasted into them.
// `prefix` is that of the form they belong to.
void write_attach_fields(html::Writer& out, const Visit& visit, const html::FormState& state, std::string_view prefix);
// Instead of Form::open, for a form that brings files; Form::close ends it.
void open_for_files(html::Writer& out, const Visit& visit, std::string_view action);
// "Send" and "Preview". The first is what the Enter key presses.
void write_composer_buttons(html::Writer& out, html::Form& form, const Visit& visit, std::string_view send,
                            std::string_view cancel_path);

// Words that were rendered and sanitised, as posts show them.
void write_words(html::Writer& out, const std::string& sanitised, std::optional<std::string> language = {});
// How a text will look: the section that stands above the form. A text that says nothing shows a sentence.
void write_preview(html::Writer& out, const Visit& visit, const std::string& rendered);

// Whether the form was sent with its preview button.
bool asks_preview(const Visit& visit);

}  // namespace parvis::forum
