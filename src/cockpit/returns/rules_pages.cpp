// What counts: the money, the time before an order, what makes a hot prospect, and the shop's key.
#include <charconv>

#include "cockpit/returns/return_pages.h"
#include "cockpit/returns/return_views.h"
#include "community/page/form_words.h"

namespace parvis::cockpit {

using namespace community;

namespace {

html::FormState state_of(const ReturnRules& rules) {
  html::FormState state;
  state.set("currency", rules.currency);
  state.set("path_days", std::to_string(rules.path_days));
  state.set("prospect_acts", std::to_string(rules.prospect_acts));
  state.set("prospect_days", std::to_string(rules.prospect_days));
  state.set("pause_days", std::to_string(rules.pause_days));
  for (const auto space : rules.spaces) state.set("space_" + id_text(space), "1");
  return state;
}

// What is no number is none of the numbers there may be.
std::int64_t read_number(const html::FormState& state, const char* field) {
  const auto typed = state.value(field);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  return error == std::errc() && end == typed.data() + typed.size() ? number : 0;
}

ReturnRules read_rules(const Visit& visit, html::FormState& state) {
  ReturnRules rules{.currency = std::string(state.value("currency")),
                    .path_days = read_number(state, "path_days"),
                    .spaces = {},
                    .prospect_acts = read_number(state, "prospect_acts"),
                    .prospect_days = read_number(state, "prospect_days"),
                    .pause_days = read_number(state, "pause_days")};
  for (const auto& space : visit.spaces->all()) {
    if (!state.value("space_" + id_text(space.id)).empty()) rules.spaces.push_back(space.id);
  }
  for (const auto& mistake : mistakes_in(rules)) state.refuse(mistake.field, mistake.sentence);
  if (!state.value("unconverted").empty()) return rules;
  const auto asked = visit.community.store().read(
      [&](store::Reader& reader) { return asked_before_changing(reader, rules.currency); });
  if (asked) state.refuse("currency", *asked);
  return rules;
}

// `asks`: whether amounts stay as they are.
void write_fields(html::Writer& out, html::Form& form, const Visit& visit, bool asks) {
  const auto currency = visit.tr("Currency");
  const html::Choice currencies[] = {{"EUR", "EUR €", ""}, {"USD", "USD $", ""}, {"GBP", "GBP £", ""},
                                     {"CHF", "CHF", ""},   {"CAD", "CAD", ""},   {"SEK", "SEK", ""},
                                     {"DKK", "DKK", ""},   {"PLN", "PLN", ""}};
  form.select({.name = "currency", .label = currency, .choices = currencies});
  if (asks) {
    const auto confirmed = visit.tr("The amounts stay as they are: they are in this currency");
    form.checkbox({.name = "unconverted", .label = confirmed});
  }
  const auto path = visit.tr("Days before an order"),
             path_hint =
                 visit.tr("An order counts when its member wrote, thanked or voted within so many days before.");
  form.text_field(
      {.name = "path_days", .label = path, .hint = path_hint, .kind = html::TextKind::number, .autocomplete = "off"});
  out.open("fieldset", {{"class", "field"}}).element("legend", visit.tr("Where people ask before they buy"));
  out.element("p", {{"class", "field-hint"}},
              visit.tr("Whoever writes there often enough is a hot prospect. With no space chosen nobody is."));
  for (const auto& space : visit.spaces->all()) {
    const auto name = "space_" + id_text(space.id);
    form.checkbox({.name = name, .label = space.name.in(visit.language)});
  }
  out.close();
  const auto acts = visit.tr("How often they write there"), days = visit.tr("Within how many days"),
             pause = visit.tr("Days before the same member counts again");
  for (const auto& [name, label] : {std::pair<const char*, const std::string&>{"prospect_acts", acts},
                                    {"prospect_days", days},
                                    {"pause_days", pause}}) {
    form.text_field({.name = name, .label = label, .kind = html::TextKind::number, .autocomplete = "off"});
  }
}

void write_shop(html::Writer& out, const Visit& visit, const std::string& secret, bool shown) {
  out.open("section", {{"class", "narrow"}, {"id", "shop"}}).element("h2", visit.tr("Orders from the shop itself"));
  out.element("p", visit.tr("The shop posts each order as JSON to {address}, signed with a key that only you and it "
                            "know. Without a key, nothing is taken.",
                            {{"address", visit.origin + "/orders/incoming"}}));
  if (!secret.empty() && shown) {
    out.element("p", {{"class", "quiet"}}, visit.tr("The key, shown once. Whatever the shop had before ends now."));
    out.element("pre", {{"class", "secret"}}, secret);
  } else if (!secret.empty()) {
    out.element("p", {{"class", "quiet"}}, visit.tr("There is a key. It is not shown again."));
  }
  out.open("form", {{"method", "post"}, {"action", "/cockpit/return/rules/secret"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button"}}, secret.empty() ? visit.tr("Make a key") : visit.tr("Make a new key"));
  out.close();
  if (!secret.empty()) {
    out.open("form", {{"class", "removal"}, {"method", "post"}, {"action", "/cockpit/return/rules/secret/removal"}});
    write_form_token(out, visit);
    out.element("button", {{"class", "button bare"}}, visit.tr("Take the key away")).close();
  }
  out.close();
}

http::Response render(const Visit& visit, const html::FormState& state, const std::string& secret, bool shown,
                      int status) {
  html::Writer out;
  out.open("header").element("h1", visit.tr("What counts")).close();
  out.open("section", {{"class", "narrow"}});
  html::Form form(out, state, say_in(visit), "rules");
  form.summary(visit.tr(kCheckThis)).open("/cockpit/return/rules", visit.form_token);
  write_fields(out, form, visit, state.message("currency") != nullptr || !state.value("unconverted").empty());
  form.submit(visit.tr("Save")).close();
  out.element(
      "p", {{"class", "quiet small"}},
      visit.tr("A question counts as support avoided when its asker accepted the answer of another member who is "
               "not one of your own people. What is changed here counts from now on."));
  out.close();
  write_shop(out, visit, secret, shown);
  return return_page(visit, ReturnTab::rules, visit.tr("What counts"), out.take(), status);
}

}  // namespace

http::Response show_return_rules(Visit& visit) {
  const auto [rules, secret] = visit.community.store().read(
      [](store::Reader& reader) { return std::pair(read_return_rules(reader), read_order_secret(reader)); });
  return render(visit, state_of(rules), secret, false, 200);
}

http::Response update_return_rules(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto rules = read_rules(visit, state);
  if (state.is_refused()) {
    const auto secret = visit.community.store().read(read_order_secret);
    return render(visit, state, secret, false, 422);
  }
  const auto act = return_act(visit);
  visit.community.store().write([&](store::Transaction& transaction) { change_return_rules(transaction, act, rules); });
  return see_other_with_notice(visit, "/cockpit/return/rules", text::msgid("Saved. It holds from now on."));
}

http::Response create_order_secret(Visit& visit) {
  const auto rules = visit.community.store().read(read_return_rules);
  const auto act = return_act(visit);
  const auto secret = visit.community.store().write(
      [&](store::Transaction& transaction) { return make_order_secret(transaction, act); });
  return render(visit, state_of(rules), secret, true, 200);
}

http::Response end_order_secret(Visit& visit) {
  const auto act = return_act(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { community::end_order_secret(transaction, act); });
  return see_other_with_notice(visit, "/cockpit/return/rules",
                               text::msgid("The key is gone: nothing more is taken from the shop."));
}

}  // namespace parvis::cockpit
