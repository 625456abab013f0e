#include "community/accounts/join_form.h"

#include "community/members/new_member.h"
#include "community/members/password.h"
#include "community/members/sign_up.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

std::string take(html::FormState& state, std::string_view field, text::Checked checked) {
  if (checked.problem) state.refuse(field, *checked.problem);
  return std::move(checked.value);
}

std::string answer_field(std::size_t index) { return "answer_" + std::to_string(index + 1); }

std::string read_handle(Visit& visit, html::FormState& state) {
  const auto typed = visit.request.form.get("handle");
  if (typed.find_first_not_of(" \t") == std::string_view::npos) return {};
  auto handle = take(state, "handle", text::check_handle(typed));
  if (handle.empty()) return handle;
  const bool is_free =
      visit.community.store().read([&](store::Reader& reader) { return is_handle_free(reader, handle); });
  if (!is_free || is_reserved_handle(handle)) {
    state.refuse("handle", {"This handle is taken, or looks like one that is."});
  }
  return handle;
}

}  // namespace

JoinForm read_join_form(Visit& visit, html::FormState& state, const std::optional<Charter>& charter,
                        Password password) {
  const auto& typed = visit.request.form;
  JoinForm form;
  form.display_name = take(state, "name", text::check_text(typed.get("name"), {.min = 1, .max = kMaxDisplayName}));
  form.email = take(state, "email", text::check_email(typed.get("email")));
  form.handle = read_handle(visit, state);
  if (password == Password::chosen) {
    form.password = read_new_password(visit, state, "password", form.handle, form.email);
  }
  form.charter_version = read_charter_version(visit, state, charter);
  return form;
}

std::vector<JoinAnswer> read_answers(const Visit& visit, html::FormState& state, const ArrivingRules& rules) {
  std::vector<JoinAnswer> answers;
  for (std::size_t i = 0; i < rules.questions.size(); ++i) {
    const auto& question = rules.questions[i];
    const auto field = answer_field(i);
    auto answer =
        take(state, field,
             text::check_text(visit.request.form.get(field),
                              {.min = question.required ? 1u : 0u, .max = kMaxJoinAnswer, .lines = text::Lines::many}));
    answers.push_back({question.text.in(visit.language), std::move(answer)});
  }
  return answers;
}

void write_question_fields(html::Form& form, const Visit& visit, const ArrivingRules& rules) {
  for (std::size_t i = 0; i < rules.questions.size(); ++i) {
    const auto& question = rules.questions[i];
    const auto field = answer_field(i);
    const auto hint = question.required ? "" : visit.tr("You may leave this empty.");
    form.text_area({.name = field,
                    .label = question.text.in(visit.language),
                    .hint = hint,
                    .rows = 3,
                    .need = question.required ? html::Need::required : html::Need::optional});
  }
}

std::string read_new_password(const Visit& visit, html::FormState& state, std::string_view field,
                              std::string_view handle, std::string_view email) {
  const auto password = visit.request.form.get(field);
  if (auto problem = password_problem(password, {handle, email, visit.identity->name})) {
    state.refuse(field, std::move(*problem));
  }
  return std::string(password);
}

std::int64_t read_charter_version(const Visit& visit, html::FormState& state, const std::optional<Charter>& charter) {
  if (!charter) return 0;
  const auto accepted = visit.request.form.get("charter");
  if (accepted.empty()) {
    state.refuse("charter", {"Joining means accepting the charter: read it and tick the box."});
  } else if (accepted != std::to_string(charter->version)) {
    state.refuse("charter", {"The charter has changed meanwhile. Read it again and tick the box."});
  }
  return charter->version;
}

void write_join_fields(html::Form& form, const Visit& visit, Password password) {
  form.text_field({.name = "name",
                   .label = visit.tr("Your name"),
                   .hint = visit.tr("As others will read it: your own or another."),
                   .autocomplete = "name"});
  form.text_field({.name = "email",
                   .label = visit.tr("E-mail address"),
                   .hint = visit.tr("Nobody else sees it."),
                   .kind = html::TextKind::email,
                   .autocomplete = "email"});
  form.text_field({.name = "handle",
                   .label = visit.tr("Handle (optional)"),
                   .hint = visit.tr("Others call you with it: @handle. Leave it empty and one is made from your name."),
                   .autocomplete = "username",
                   .need = html::Need::optional});
  if (password == Password::chosen) write_password_field(form, visit, "password", visit.tr("Password"));
}

void write_password_field(html::Form& form, const Visit& visit, std::string_view name, std::string_view label) {
  form.password_field(
      {.name = name,
       .label = label,
       .hint = visit.tr("At least {min} characters. A few words make a good one.", {{"min", kMinPassword}}),
       .kind = html::PasswordKind::fresh});
}

void write_charter_field(html::Writer& out, html::Form& form, const Visit& visit,
                         const std::optional<Charter>& charter) {
  if (!charter) return;
  out.open("p", {{"class", "quiet"}}).text(visit.tr("What we expect of one another stands in our charter."));
  out.text(" ").element("a", {{"class", "link"}, {"href", "/charter"}, {"target", "_blank"}},
                        visit.tr("Read the charter"));
  out.close();
  const auto version = std::to_string(charter->version);
  form.checkbox({.name = "charter", .label = visit.tr("I accept the charter"), .value = version});
}

}  // namespace parvis::community
