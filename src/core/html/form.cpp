#include "core/html/form.h"

#include <algorithm>

#include "core/text/catalogue.h"

namespace parvis::html {
namespace {

const char* type_of(TextKind kind) {
  switch (kind) {
    case TextKind::email: return "email";
    case TextKind::search: return "search";
    case TextKind::url: return "url";
    case TextKind::date: return "date";
    case TextKind::time: return "time";
    case TextKind::number:
    case TextKind::one_time_code:
    case TextKind::text: break;
  }
  return "text";  // a number too: type=number loses what was typed wrong, and turns under the mouse wheel
}

std::optional<std::string> input_mode_of(TextKind kind) {
  if (kind == TextKind::number || kind == TextKind::one_time_code) return "numeric";
  return std::nullopt;
}

// An address or a code is no prose: no capital, no correction, no spelling.
std::optional<std::string> off_for_codes(TextKind kind, const char* off) {
  if (kind == TextKind::email || kind == TextKind::url || kind == TextKind::one_time_code) return off;
  return std::nullopt;
}

std::optional<std::string> length_of(int max_length) {
  if (max_length <= 0) return std::nullopt;
  return std::to_string(max_length);
}

}  // namespace

Form::Form(Writer& out, const FormState& state, Say say, std::string prefix)
    : out_(out), state_(state), say_(std::move(say)), prefix_(std::move(prefix)) {}

Form& Form::summary(std::string_view title) {
  if (!state_.is_refused()) return *this;
  summary_title_ = title;
  summary_from_ = out_.size();
  write_summary(out_, title);
  summary_to_ = out_.size();
  return *this;
}

void Form::write_summary(Writer& out, std::string_view title) const {
  const std::string title_id = prefix_ + "-summary";
  out.open("div", {{"class", "error-summary"},
                   {"role", "alert"},
                   {"aria-labelledby", title_id},
                   {"tabindex", "-1"},
                   {"autofocus", true}});
  // One thing about the whole form needs no heading.
  if (const auto& only = state_.messages(); only.size() == 1 && only.front().first.empty()) {
    out.element("p", {{"id", title_id}}, say_(only.front().second)).close();
    return;
  }
  out.element("h2", {{"id", title_id}}, title);
  out.open("ul");
  // In the order of the fields, which is that of reading; what is about the whole form first.
  auto messages = state_.messages();
  std::ranges::stable_sort(messages, {}, [&](const auto& one) {
    if (one.first.empty()) return std::ptrdiff_t{-1};
    return std::ranges::find(labels_, id_of(one.first), &std::pair<std::string, std::string>::first) - labels_.begin();
  });
  for (const auto& [field, message] : messages) {
    out.open("li");
    if (field.empty()) {
      out.text(say_(message));
    } else {
      const auto id = id_of(field);
      out.element("a", {{"href", "#" + id}}, summary_line(id, message));
    }
    out.close();
  }
  out.close().close();
}

// "Title: Write something here." Two fields may lack the same.
std::string Form::summary_line(const std::string& id, const Sentence& message) const {
  const auto found = std::ranges::find(labels_, id, &std::pair<std::string, std::string>::first);
  if (found == labels_.end()) return say_(message);
  return say_({text::msgid("{field}: {message}"), {{"field", found->second}, {"message", say_(message)}}});
}

Form& Form::open(std::string_view action, std::string_view token) {
  out_.open("form", {{"class", "form"}, {"method", "post"}, {"action", action}, {"novalidate", true}});
  if (!token.empty()) hidden(kFormTokenField, token);
  return *this;
}

Form& Form::open_question(std::string_view action) {
  out_.open("form", {{"class", "form"}, {"method", "get"}, {"action", action}, {"novalidate", true}});
  return *this;
}

Form& Form::text_field(const TextField& field) {
  const Ties tied = ties(field.name, field.hint);
  open_field(field.name);
  write_label(tied, field.label);
  write_notes(field.name, field.hint);
  const auto mode = input_mode_of(field.kind);
  const auto capitals = off_for_codes(field.kind, "none");
  const auto spelling = off_for_codes(field.kind, "false");
  const auto length = length_of(field.max_length);
  const auto completion =
      field.kind == TextKind::one_time_code ? std::optional<std::string>("one-time-code") : field.autocomplete;
  out_.open("input", {{"id", tied.id},
                      {"name", field.name},
                      {"type", type_of(field.kind)},
                      {"value", state_.value(field.name)},
                      {"inputmode", mode},
                      {"autocomplete", completion},
                      {"autocapitalize", capitals},
                      {"spellcheck", spelling},
                      {"maxlength", length},
                      {"required", field.need == Need::required},
                      {"aria-invalid", tied.invalid},
                      {"aria-describedby", tied.described_by}});
  out_.close();
  return *this;
}

Form& Form::password_field(const PasswordField& field) {
  const Ties tied = ties(field.name, field.hint);
  open_field(field.name);
  write_label(tied, field.label);
  write_notes(field.name, field.hint);
  out_.open("input", {{"id", tied.id},
                      {"name", field.name},
                      {"type", "password"},
                      {"autocomplete", field.kind == PasswordKind::present ? "current-password" : "new-password"},
                      {"autocapitalize", "none"},
                      {"spellcheck", "false"},
                      {"required", true},
                      {"aria-invalid", tied.invalid},
                      {"aria-describedby", tied.described_by}});
  out_.close();
  return *this;
}

Form& Form::text_area(const TextArea& field) {
  const Ties tied = ties(field.name, field.hint);
  open_field(field.name);
  write_label(tied, field.label);
  write_notes(field.name, field.hint);
  out_.open("textarea", {{"id", tied.id},
                         {"name", field.name},
                         {"rows", field.rows},
                         {"required", field.need == Need::required},
                         {"aria-invalid", tied.invalid},
                         {"aria-describedby", tied.described_by}});
  out_.text("\n").text(state_.value(field.name));  // browsers drop the first line feed: give them one of ours
  out_.close().close();
  return *this;
}

Form& Form::select(const ChoiceField& field) {
  const Ties tied = ties(field.name, field.hint);
  open_field(field.name);
  write_label(tied, field.label);
  write_notes(field.name, field.hint);
  out_.open("select", {{"id", tied.id},
                       {"name", field.name},
                       {"required", field.need == Need::required},
                       {"aria-invalid", tied.invalid},
                       {"aria-describedby", tied.described_by}});
  for (const auto& choice : field.choices) {
    const bool chosen = state_.has(field.name, choice.value);
    out_.element("option", {{"value", choice.value}, {"selected", chosen}}, choice.label);
  }
  out_.close().close();
  return *this;
}

Form& Form::radio_group(const ChoiceField& field) {
  const Ties tied = ties(field.name, field.hint);
  open_field(field.name);
  out_.open("fieldset", {{"aria-describedby", tied.described_by}});
  if (summary_from_ != summary_to_) labels_.emplace_back(tied.id, field.label);
  out_.element("legend", field.label);
  write_notes(field.name, field.hint);
  int number = 0;
  for (const auto& choice : field.choices) {
    // the first one bears the field's own identifier: the summary's link lands on it
    const std::string id = ++number == 1 ? tied.id : tied.id + "-" + std::to_string(number);
    write_radio(field, choice, id, tied);
  }
  out_.close().close();
  return *this;
}

void Form::write_radio(const ChoiceField& field, const Choice& choice, const std::string& id, const Ties& tied) {
  const auto described_by = choice.hint.empty() ? std::nullopt : std::optional<std::string>(id + "-hint");
  out_.open("div", {{"class", "choice"}});
  out_.open("input", {{"id", id},
                      {"name", field.name},
                      {"type", "radio"},
                      {"value", choice.value},
                      {"checked", state_.has(field.name, choice.value)},
                      {"required", field.need == Need::required},
                      {"aria-invalid", tied.invalid},
                      {"aria-describedby", described_by}});
  out_.element("label", {{"for", id}}, choice.label);
  if (described_by) out_.element("p", {{"class", "field-hint"}, {"id", *described_by}}, choice.hint);
  out_.close();
}

Form& Form::checkbox(const Checkbox& field) {
  const Ties tied = ties(field.name, field.hint);
  open_field(field.name, " choice");
  const std::string_view name = field.name;
  out_.open("input", {{"id", tied.id},
                      {"name", name},
                      {"type", "checkbox"},
                      {"value", field.value},
                      {"checked", state_.has(name, field.value)},
                      {"aria-invalid", tied.invalid},
                      {"aria-describedby", tied.described_by}});
  write_label(tied, field.label);
  write_notes(name, field.hint);
  out_.close();
  return *this;
}

Form& Form::hidden(std::string_view name, std::string_view value) {
  out_.open("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  return *this;
}

Form& Form::submit(std::string_view label, Emphasis emphasis) {
  out_.element("button", {{"type", "submit"}, {"class", emphasis == Emphasis::main ? "button main" : "button"}}, label);
  return *this;
}

Form& Form::submit(std::string_view label, std::string_view name, std::string_view value, Emphasis emphasis) {
  const char* look = emphasis == Emphasis::main ? "button main" : "button";
  out_.element("button", {{"type", "submit"}, {"class", look}, {"name", name}, {"value", value}}, label);
  return *this;
}

void Form::close() {
  out_.close();
  if (summary_from_ == summary_to_) return;
  Writer named;
  write_summary(named, summary_title_);
  out_.replace(summary_from_, summary_to_, named.take());
  summary_to_ = summary_from_;
}

std::string Form::id_of(std::string_view name) const { return prefix_ + "-" + std::string(name); }

Form::Ties Form::ties(std::string_view name, std::string_view hint) const {
  Ties tied{.id = id_of(name)};
  std::string notes;
  if (!hint.empty()) notes = tied.id + "-hint";
  if (state_.message(name)) {
    notes += (notes.empty() ? "" : " ") + tied.id + "-error";
    tied.invalid = "true";
  }
  if (!notes.empty()) tied.described_by = notes;
  return tied;
}

void Form::open_field(std::string_view name, std::string_view extra_class) {
  std::string classes = "field";
  classes.append(extra_class);
  if (state_.message(name)) classes += " invalid";
  out_.open("div", {{"class", classes}});
}

void Form::write_label(const Ties& tied, std::string_view label) {
  if (summary_from_ != summary_to_) labels_.emplace_back(tied.id, label);
  out_.element("label", {{"for", tied.id}}, label);
}

void Form::write_notes(std::string_view name, std::string_view hint) {
  const std::string id = id_of(name);
  if (!hint.empty()) out_.element("p", {{"class", "field-hint"}, {"id", id + "-hint"}}, hint);
  if (const auto* message = state_.message(name)) {
    out_.element("p", {{"class", "field-error"}, {"id", id + "-error"}}, say_(*message));
  }
}

}  // namespace parvis::html
