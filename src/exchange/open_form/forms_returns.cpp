#include "exchange/open_form/form.h"

namespace parvis::exchange {
namespace {

using enum FieldKind;
using enum Presence;

const Words& cost_words() {
  static const Words words{{1, "people"}, {2, "software"}, {3, "content"}, {4, "events"},
                           {5, "gifts"},  {6, "spread"},   {7, "other"}};
  return words;
}

const Words& assumption_words() {
  static const Words words{{1, "call_chance"},  {2, "call_cost"},       {3, "order_share"},
                           {4, "margin"},       {5, "prospect_chance"}, {6, "prospect_order"},
                           {7, "page_readers"}, {8, "page_value"},      {9, "idea_value"}};
  return words;
}

const Words& tie_words() {
  static const Words words{{0, "none"}, {1, "number"}, {2, "address"}};
  return words;
}

const Words& standing_words() {
  static const Words words{{1, "counted"}, {2, "nobody"}, {3, "no_way"}, {4, "staff"}};
  return words;
}

const Words& gain_words() {
  static const Words words{{1, "support"}, {2, "prospects"}, {3, "orders"}, {4, "pages"}, {5, "ideas"}};
  return words;
}

Form ledger_accounts() {
  return {.name = "ledger_accounts",
          .table = "ledger_account",
          .what = "The accounts of the ledger.",
          .fields = {{"id", "id", id, "the account"},
                     {"key", "key", text, "what it is for: cost:people, gain:orders"},
                     {"unit", "unit", text, "what it counts: cents, questions"}},
          .told = Told::with_accounts};
}

Form ledger_transfers() {
  return {.name = "ledger_transfers",
          .table = "ledger_transfer",
          .what = "What was moved from accounts into others.",
          .fields = {{"id", "id", id, "the transfer"},
                     {"reference", "reference", text, "what it stands for, once"},
                     {"month", "month", number, "twelve times the year, plus the month from 0"},
                     {"at", "at", instant, "when"},
                     {"act", "act", id, "the activity it was written with", optional},
                     {"reverses", "reverses", id, "the transfer it takes back", optional}},
          .told = Told::with_accounts};
}

Form ledger_entries() {
  return {.name = "ledger_entries",
          .table = "ledger_entry",
          .what = "How much of each transfer went into which account; what went out is below zero.",
          .fields = {{"transfer", "transfer", id, "the transfer", required, "ledger_transfer"},
                     {"account", "account", id, "the account", required, "ledger_account"},
                     {"amount", "amount", number, "how much"}},
          .order = "transfer, account",
          .told = Told::with_accounts};
}

Form costs() {
  return {.name = "costs",
          .table = "cost",
          .what = "What the community costs.",
          .fields = {{"id", "id", id, "the cost"},
                     {"kind", "kind", word, "of which kind", required, {}, cost_words},
                     {"what", "what", text, "what it is"},
                     {"cents", "cents", number, "each month"},
                     {"first_month", "first_month", number, "twelve times the year, plus the month from 0"},
                     {"last_month", "last_month", number, "likewise; 1000000: it goes on"},
                     {"recorded_by", "recorded_by", id, "by whom", optional, "member"},
                     {"recorded_at", "recorded_at", instant, "when"},
                     {"revision", "revision", number, "how often it was changed, from 1"},
                     {"removed_at", "removed_at", instant, "when it was taken out", optional}},
          .told = Told::with_accounts};
}

Form assumptions() {
  return {.name = "assumptions",
          .table = "assumption",
          .what = "What is assumed where nothing can be counted, each time it was stated.",
          .fields = {{"id", "id", id, "the statement"},
                     {"key", "key", word, "what of", required, {}, assumption_words},
                     {"low", "low", number, "cents, or hundredths of a percent"},
                     {"base", "base", number, "likewise"},
                     {"high", "high", number, "likewise"},
                     {"source", "source", text, "where it comes from"},
                     {"sentence", "sentence", text, "why so"},
                     {"author", "author", id, "by whom", optional, "member"},
                     {"at", "at", instant, "when"}},
          .told = Told::with_accounts};
}

Form orders() {
  return {.name = "orders",
          .table = "shop_order",
          .what = "What the shop sold, as far as it told.",
          .fields = {{"id", "id", id, "the order"},
                     {"reference", "reference", text, "the shop's own number"},
                     {"ordered_at", "ordered_at", instant, "when"},
                     {"cents", "cents", number, "for how much"},
                     {"what", "what", text, "what was bought"},
                     {"member", "member", id, "by whom", optional, "member"},
                     {"tie", "tie", word, "by what they were known", required, {}, tie_words},
                     {"standing", "standing", word, "whether it counts", required, {}, standing_words},
                     {"first_act", "first_act", id, "the first of the acts before it", optional},
                     {"last_act", "last_act", id, "the last of them", optional},
                     {"acts", "acts", number, "how many they were"},
                     {"recorded_at", "recorded_at", instant, "when it was told"},
                     {"taken_back_at", "taken_back_at", instant, "when it was taken back", optional}},
          .told = Told::with_accounts};
}

Form customer_numbers() {
  return {
      .name = "customer_numbers",
      .table = "customer_number",
      .what = "By which number the shop knows a member.",
      .fields = {{"number", "number", text, "the number"}, {"member", "member", id, "the member", required, "member"}},
      .order = "number",
      .told = Told::with_accounts};
}

Form gains() {
  return {.name = "gains",
          .table = "gain",
          .what = "What the community brought in, each with the act it comes from.",
          .fields = {{"id", "id", id, "the gain"},
                     {"kind", "kind", word, "of which kind", required, {}, gain_words},
                     {"month", "month", number, "twelve times the year, plus the month from 0"},
                     {"at", "at", instant, "when"},
                     {"quantity", "quantity", number, "cents of an order, pages of a day, otherwise 1"},
                     {"member", "member", id, "whose act it was", optional, "member"},
                     {"thread", "thread", id, "in which thread", optional},
                     {"subject", "subject", id, "the order; of pages the day since 1970, written as an identifier",
                      optional},
                     {"act", "act", id, "the activity it comes from", optional},
                     {"words", "words", text, "what was said of it"},
                     {"ended_at", "ended_at", instant, "when it ceased to count", optional},
                     {"ended_act", "ended_act", id, "the activity that ended it", optional}},
          .told = Told::with_accounts};
}

Form gain_acts() {
  return {.name = "gain_acts",
          .table = "gain_act",
          .what = "The acts that make a gain, where one is not enough.",
          .fields = {{"gain", "gain", id, "the gain", required, "gain"}, {"act", "act", id, "the activity"}},
          .order = "gain, act",
          .told = Told::with_accounts};
}

Form page_views() {
  return {.name = "page_views",
          .table = "page_view",
          .what = "Pages the server gave out, of nobody in particular.",
          .fields = {{"day", "day", number, "since 1970"},
                     {"place", "place", text, "kept or made"},
                     {"views", "views", number, "how many"}},
          .order = "day, place",
          .told = Told::with_accounts};
}

Form order_imports() {
  return {.name = "order_imports",
          .table = "order_import",
          .what = "Files of orders that were brought in.",
          .fields = {{"id", "id", id, "the file"},
                     {"made_by", "made_by", id, "by whom", required, "member"},
                     {"file_name", "file_name", text, "its name"},
                     {"plan", "plan", document, "what each column was"},
                     {"created_at", "created_at", instant, "when it came"},
                     {"ended_at", "ended_at", instant, "when it was brought in", optional},
                     {"counted", "counted", number, "orders that count"},
                     {"kept", "kept", number, "orders that count for nothing"},
                     {"known", "known", number, "orders known already"},
                     {"refused", "refused", number, "lines that were refused"}},
          .derived = {{"content", "empty once the file was brought in"},
                      {"refusals", "lines with addresses, to be corrected by who sent them"}},
          .where = "ended_at is not null",
          .told = Told::with_accounts};
}

Form reports() {
  return {.name = "reports",
          .table = "report",
          .what = "Months on paper, each as it was made.",
          .fields = {{"id", "id", id, "the report"},
                     {"month", "month", number, "twelve times the year, plus the month from 0"},
                     {"language", "language", text, "en, fr"},
                     {"content", "content", document, "its four sheets: words, figures, charts"},
                     {"made_at", "made_at", instant, "when"},
                     {"made_by", "made_by", id, "by whom, when by hand", optional, "member"},
                     {"scheduled", "scheduled", number, "1: by the clock"},
                     {"sent", "sent", number, "to how many"}},
          .told = Told::with_accounts};
}

Form report_readers() {
  return {.name = "report_readers",
          .table = "report_reader",
          .what = "Who receives the month on paper by letter.",
          .fields = {{"id", "id", id, "the reader"},
                     {"member", "member", id, "a manager", optional, "member"},
                     {"email", "email", text, "of somebody from outside"},
                     {"language", "language", text, "in which language"},
                     {"basis", "basis", text, "why they may be written to"},
                     {"added_by", "added_by", id, "by whom they were added", optional, "member"},
                     {"added_at", "added_at", instant, "when"},
                     {"agreed_at", "agreed_at", instant, "when they said yes", optional},
                     {"proof", "proof", text, "of that"}},
          .told = Told::with_accounts};
}

Form asked_addresses() {
  return {.name = "asked_addresses",
          .table = "asked_address",
          .what = "Whom from outside a letter asked about the month on paper, without their addresses.",
          .fields = {{"mark", "mark", text, "by which the address is known again"},
                     {"reader", "reader", subject, "the reader whose link the letter has"},
                     {"asked_at", "asked_at", instant, "when"},
                     {"agreed_at", "agreed_at", instant, "when they said yes, if that stands", optional},
                     {"proof", "proof", text, "of that"}},
          .order = "mark",
          .told = Told::with_accounts};
}

}  // namespace

std::vector<Form> forms_of_returns() {
  return {ledger_accounts(), ledger_transfers(), ledger_entries(), costs(),          assumptions(),
          orders(),          customer_numbers(), gains(),          gain_acts(),      page_views(),
          order_imports(),   reports(),          report_readers(), asked_addresses()};
}

}  // namespace parvis::exchange
