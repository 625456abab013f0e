// Forms as every page writes them: a label, a hint, the message of what was wrong, the control, in that order and tied
// together for screen readers; a summary on top that links to each field in error; what was typed is kept (but never a
// password). After the pattern of the GOV.UK design system. The browser's own bubbles are off (`novalidate`): the words
// are ours, in the viewer's language. Values of one request, written into one page; not shared between threads.
//
//   FormState state(request.form.pairs());
//   if (!is_address(state.value("email"))) state.refuse("email", {"Write your address, like name@example.org."});
//   …
//   Form form(out, state, say);
//   form.summary(say({"Please check this"})).open("/sign-up", token);
//   form.text_field({.name = "email", .label = label, .kind = TextKind::email, .autocomplete = "email"});
//   form.submit(button).close();
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/errors.h"
#include "core/html/html.h"

namespace parvis::html {

inline constexpr char kFormTokenField[] = "form_token";

// What was typed into a form and what is wrong with it.
class FormState {
 public:
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  FormState() = default;
  explicit FormState(Pairs typed) : typed_(std::move(typed)) {}

  // Puts `value` in place of every value of `name`: the present value, when an edit form is first shown.
  void set(std::string_view name, std::string value);
  // The first value of `name`, or empty.
  std::string_view value(std::string_view name) const;
  // Is `value` among the values of `name`? For radio buttons and groups of checkboxes.
  bool has(std::string_view name, std::string_view value) const;

  // Says what is wrong with a field; its first message counts.
  void refuse(std::string_view field, Sentence message);
  // Says what is wrong with the whole form.
  void refuse(Sentence message) { refuse("", std::move(message)); }
  bool is_refused() const { return !messages_.empty(); }
  // The message of a field, or null.
  const Sentence* message(std::string_view field) const;
  // Field and message, in the order they were said; the field is empty when it is about the whole form.
  const std::vector<std::pair<std::string, Sentence>>& messages() const { return messages_; }

 private:
  Pairs typed_;
  std::vector<std::pair<std::string, Sentence>> messages_;
};

// Gives a sentence in the viewer's language.
using Say = std::function<std::string(const Sentence&)>;

enum class TextKind { text, email, search, url, number, date, time, one_time_code };
enum class PasswordKind { present, fresh };  // what password keepers should offer: the known one or a new one
enum class Need { required, optional };
enum class Emphasis { main, plain };

// Labels and hints are in the viewer's language. Texts must outlive the call.
struct TextField {
  std::string_view name;
  std::string_view label;
  std::string_view hint = {};
  TextKind kind = TextKind::text;
  std::optional<std::string> autocomplete = {};  // HTML's token: "email", "username", "off"
  Need need = Need::required;
  int max_length = 0;  // only where a person would not paste something longer to cut it there; 0: none
};
struct PasswordField {
  std::string_view name;
  std::string_view label;
  std::string_view hint = {};
  PasswordKind kind = PasswordKind::present;
};
struct TextArea {
  std::string_view name;
  std::string_view label;
  std::string_view hint = {};
  int rows = 6;
  Need need = Need::required;
};
struct Choice {
  std::string_view value;
  std::string_view label;
  std::string_view hint = {};  // radio buttons only
};
struct ChoiceField {
  std::string_view name;
  std::string_view label;
  std::string_view hint = {};
  std::span<const Choice> choices = {};
  Need need = Need::required;
};
struct Checkbox {
  std::string_view name;
  std::string_view label;
  std::string_view hint = {};
  std::string_view value = "1";
};

class Form {
 public:
  // `prefix` sets the identifiers of two forms of one page apart.
  Form(Writer& out, const FormState& state, Say say, std::string prefix = "field");

  // What is wrong, as links to the fields, each with the field's label once `close` has seen it written; nothing when
  // all is well. Takes the focus. Stands before `open`.
  Form& summary(std::string_view title);
  // `token` is crypto::form_token of the viewer's session; empty: no hidden field is written.
  Form& open(std::string_view action, std::string_view token);
  // A form that only asks (a search): GET, no token.
  Form& open_question(std::string_view action);

  Form& text_field(const TextField& field);
  Form& password_field(const PasswordField& field);
  Form& text_area(const TextArea& field);
  Form& select(const ChoiceField& field);
  Form& radio_group(const ChoiceField& field);
  Form& checkbox(const Checkbox& field);
  Form& hidden(std::string_view name, std::string_view value);
  Form& submit(std::string_view label, Emphasis emphasis = Emphasis::main);
  // A button that says which of several things to do: sends `name` = `value`.
  Form& submit(std::string_view label, std::string_view name, std::string_view value, Emphasis emphasis);
  void close();

 private:
  // What a control says about itself.
  struct Ties {
    std::string id;
    std::optional<std::string> described_by;
    std::optional<std::string> invalid;
  };
  std::string id_of(std::string_view name) const;
  void write_summary(Writer& out, std::string_view title) const;
  std::string summary_line(const std::string& id, const Sentence& message) const;
  Ties ties(std::string_view name, std::string_view hint) const;
  void open_field(std::string_view name, std::string_view extra_class = {});
  void write_label(const Ties& ties, std::string_view label);
  void write_notes(std::string_view name, std::string_view hint);
  void write_radio(const ChoiceField& field, const Choice& choice, const std::string& id, const Ties& ties);

  Writer& out_;
  const FormState& state_;
  Say say_;
  std::string prefix_;
  std::string summary_title_;
  std::size_t summary_from_ = 0, summary_to_ = 0;            // where it stands in what is written; equal: nowhere
  std::vector<std::pair<std::string, std::string>> labels_;  // by identifier, while there is a summary
};

}  // namespace parvis::html
