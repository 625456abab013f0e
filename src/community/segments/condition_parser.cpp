#include "community/segments/condition_parser.h"

#include <algorithm>
#include <charconv>

#include "core/text/catalogue.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

using Kind = Condition::Kind;
using text::msgid;

struct Token {
  enum class Kind { word, quoted, number, sign, end } kind = Kind::end;
  std::string text;
  std::size_t at = 0;
};

// What ends the reading: caught at the door, never outside.
struct Wrong {
  Sentence sentence;
  std::size_t at = 0;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What should stand at a place, as two sentences: where the text ends, and where something else stands.
struct Wanted {
  const char* missing;
  const char* instead;
};
constexpr Wanted kNumber{msgid("It ends too early: a whole number is missing."),
                         msgid("Here a whole number should stand, not “{words}”.")};
constexpr Wanted kDate{msgid("It ends too early: a day is missing, like 2026-01-31."),
                       msgid("Here a day should stand, like 2026-01-31, not “{words}”.")};
constexpr Wanted kQuoted{msgid("It ends too early: a text in quotation marks is missing."),
                         msgid("Here a text in quotation marks should stand, not “{words}”.")};
constexpr Wanted kWord{msgid("It ends too early: “{wanted}” is missing."),
                       msgid("Here “{wanted}” should stand, not “{words}”.")};
constexpr Wanted kOneOf{msgid("It ends too early: one of these is missing: {wanted}."),
                        msgid("Here one of these should stand, not “{words}”: {wanted}.")};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Token next() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
      ++at_;
    }
    const auto from = at_;
    if (at_ >= text_.size()) return {Token::Kind::end, "", from};
    const char c = text_[at_];
    if (c == '"') return quoted(from);
    if (is_letter(c)) return run(Token::Kind::word, [](char d) { return is_letter(d) || is_digit(d); });
    if (is_digit(c)) return number(from);
    if (c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) return number(from);
    ++at_;
    if ((c == '>' || c == '<' || c == '!') && at_ < text_.size() && text_[at_] == '=') ++at_;
    return {Token::Kind::sign, std::string(text_.substr(from, at_ - from)), from};
  }

 private:
  template <class Belongs>
  Token run(Token::Kind kind, Belongs belongs) {
    const auto from = at_;
    while (at_ < text_.size() && belongs(text_[at_])) ++at_;
    return {kind, std::string(text_.substr(from, at_ - from)), from};
  }

  // Days too; and what is none of both, so that it is named whole: "-5", "12.5".
  Token number(std::size_t from) {
    ++at_;
    auto token = run(Token::Kind::number, [](char d) { return is_digit(d) || d == '-' || d == '.'; });
    return {token.kind, std::string(text_.substr(from, at_ - from)), from};
  }

  Token quoted(std::size_t from) {
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value.push_back(text_[at_]);
    }
    if (at_ >= text_.size()) throw Wrong{{msgid("A quotation mark is missing at the end.")}, from};
    ++at_;
    return {Token::Kind::quoted, value, from};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : scanner_(text) { advance(); }

  Condition whole() {
    auto condition = either();
    if (token_.kind != Token::Kind::end) {
      throw Wrong{{msgid("Join conditions with “and” or “or”: “{words}” stands alone."), {{"words", token_.text}}},
                  token_.at};
    }
    return simplified(std::move(condition));
  }

 private:
  void advance() { token_ = scanner_.next(); }
  bool is_word(std::string_view word) const { return token_.kind == Token::Kind::word && token_.text == word; }
  bool is_sign(std::string_view sign) const { return token_.kind == Token::Kind::sign && token_.text == sign; }
  bool take_word(std::string_view word) {
    if (!is_word(word)) return false;
    advance();
    return true;
  }
  [[noreturn]] void refuse(const Wanted& want, const std::string& wanted = "") const {
    const bool is_end = token_.kind == Token::Kind::end;
    throw Wrong{{is_end ? want.missing : want.instead, {{"wanted", wanted}, {"words", token_.text}}}, token_.at};
  }
  void need_word(const char* word) {
    if (!take_word(word)) refuse(kWord, word);
  }
  void need_sign(const char* sign) {
    if (!is_sign(sign)) refuse(kWord, sign);
    advance();
  }
  std::string need_quoted() {
    if (token_.kind != Token::Kind::quoted) refuse(kQuoted);
    auto text = token_.text;
    advance();
    return text;
  }
  std::int64_t need_number(std::int64_t most) {
    if (token_.kind != Token::Kind::number) refuse(kNumber);
    std::int64_t number = 0;
    const auto* end = token_.text.data() + token_.text.size();
    const auto [read_to, error] = std::from_chars(token_.text.data(), end, number);
    if (read_to != end) refuse(kNumber);
    // What does not fit into a number at all is as wrong as one that is too large.
    if (error != std::errc() || token_.text.starts_with('-') || number > most) {
      throw Wrong{{msgid("“{words}” does not do: write a whole number from 0 to {most}."),
                   {{"words", token_.text}, {"most", std::to_string(most)}}},
                  token_.at};
    }
    advance();
    return number;
  }
  std::int64_t need_days() {
    const auto at = token_.at;
    const auto days = need_number(kMostDays);
    if (days == 0) throw Wrong{{msgid("One day at least.")}, at};
    if (!take_word("days")) need_word("day");
    return days;
  }
  std::int64_t need_date() {
    const auto at =
        token_.kind == Token::Kind::number && token_.text.size() == 10 ? parse_rfc3339(token_.text) : std::nullopt;
    if (!at) refuse(kDate);
    advance();
    return day_of(*at);
  }

  Condition either() {
    if (++depth_ > kMostNesting * 2) throw Wrong{{msgid("The brackets are nested too deeply.")}, token_.at};
    Condition any{.kind = Kind::any};
    any.parts.push_back(each());
    while (take_word("or")) any.parts.push_back(each());
    --depth_;
    return any;
  }

  Condition each() {
    Condition all{.kind = Kind::all};
    all.parts.push_back(one());
    while (take_word("and")) all.parts.push_back(one());
    return all;
  }

  Condition one() {
    if (++size_ > kMostConditions) throw Wrong{{msgid("These are too many conditions for one segment.")}, token_.at};
    if (take_word("not")) {
      if (++depth_ > kMostNesting * 2) throw Wrong{{msgid("The brackets are nested too deeply.")}, token_.at};
      Condition none{.kind = Kind::none, .parts = {one()}};
      --depth_;
      return none;
    }
    if (is_sign("(")) {
      advance();
      auto inner = either();
      need_sign(")");
      return inner;
    }
    return leaf();
  }

  Condition leaf();
  Condition acts(ActPart part);
  void qualify(Condition& condition);
  void compare(Condition& condition);
  void between(Condition& condition);
  void within(Condition& condition);
  void aged(Condition& condition);

  Scanner scanner_;
  Token token_;
  std::size_t depth_ = 0, size_ = 0;
};

struct Named {
  std::string_view keyword;
  Kind kind;
};
constexpr Named kNamed[] = {{"group", Kind::group},       {"unit", Kind::unit},   {"consent", Kind::consent},
                            {"language", Kind::language}, {"place", Kind::place}, {"badge", Kind::badge},
                            {"circle", Kind::circle},     {"stage", Kind::stage}, {"segment", Kind::segment}};

Condition Parser::leaf() {
  if (token_.kind != Token::Kind::word) throw Wrong{{msgid("A condition is missing here.")}, token_.at};
  const auto keyword = token_;
  advance();
  const auto& word = keyword.text;
  if (word == "everyone") return {.kind = Kind::everyone};
  if (word == "newcomer") return {.kind = Kind::newcomer};
  if (word == "acts") return acts(ActPart::done);
  if (word == "received") return acts(ActPart::received);
  for (const auto& named : kNamed) {
    if (word == named.keyword) return {.kind = named.kind, .word = need_quoted()};
  }
  if (word == "role") {
    if (token_.kind == Token::Kind::word) {
      if (!parse_role_word(token_.text)) {
        throw Wrong{{msgid("“{words}” is no role. Write member, expert, leader, manager, administrator, or the address "
                           "of one of your own in quotation marks."),
                     {{"words", token_.text}}},
                    token_.at};
      }
      Condition role{.kind = Kind::role, .word = token_.text};
      advance();
      return role;
    }
    return {.kind = Kind::role, .word = need_quoted()};
  }
  if (word == "account") {
    for (const auto* state : {"active", "unconfirmed", "unclaimed"}) {
      if (take_word(state)) return {.kind = Kind::account, .word = state};
    }
    refuse(kOneOf, "active, unconfirmed, unclaimed");
  }
  if (word == "profile") {
    Condition profile{.kind = Kind::profile, .word = need_quoted()};
    need_sign("=");
    profile.answer = need_quoted();
    return profile;
  }
  if (word == "orders") {
    Condition orders{.kind = Kind::orders};
    compare(orders);
    return orders;
  }
  if (word == "joined") {
    Condition joined{.kind = Kind::joined};
    aged(joined);
    return joined;
  }
  if (word == "first" || word == "last") {
    need_word("act");
    Condition act{.kind = word == "first" ? Kind::first_act : Kind::last_act};
    aged(act);
    return act;
  }
  throw Wrong{{msgid("“{words}” is no condition."), {{"words", word}}}, keyword.at};
}

Condition Parser::acts(ActPart part) {
  Condition acts{.kind = Kind::acts, .part = part};
  need_sign("(");
  const auto verb = token_;
  acts.word = need_quoted();
  const auto* meant = find_act_word(acts.word, part);
  if (!meant) throw Wrong{{msgid("“{words}” is no act that can be counted here."), {{"words", acts.word}}}, verb.at};
  while (is_sign(",")) {
    advance();
    qualify(acts);
  }
  if (!acts.tag.empty() && (!meant->is_written || part == ActPart::received)) {
    throw Wrong{{msgid("Only what is written has tags: “{words}” has none."), {{"words", acts.word}}}, verb.at};
  }
  need_sign(")");
  if (token_.kind == Token::Kind::sign && !is_sign(")")) {
    compare(acts);
  } else {
    within(acts);
  }
  return acts;
}

void Parser::qualify(Condition& acts) {
  if (take_word("space")) {
    acts.space = need_quoted();
  } else if (take_word("tag")) {
    acts.tag = need_quoted();
  } else if (take_word("with")) {
    if (!take_word("role")) {
      acts.with = need_quoted();
      return;
    }
    const auto role = token_.kind == Token::Kind::word ? parse_role_word(token_.text) : std::nullopt;
    if (!role || *role == Role::member) refuse(kOneOf, "expert, leader, manager, administrator");
    acts.with_role = token_.text;
    advance();
  } else {
    refuse(kOneOf, "space, tag, with");
  }
}

void Parser::compare(Condition& condition) {
  for (const auto comparison : {Comparison::at_least, Comparison::more_than, Comparison::at_most, Comparison::less_than,
                                Comparison::equal, Comparison::not_equal}) {
    if (!is_sign(comparison_sign(comparison))) continue;
    advance();
    condition.comparison = comparison;
    condition.count = need_number(kMostCount);
    within(condition);
    return;
  }
  refuse(kOneOf, ">=, >, <=, <, =, !=");
}

void Parser::between(Condition& condition) {
  const bool is_ago = token_.kind == Token::Kind::number && token_.text.find('-', 1) == std::string::npos;
  auto& period = condition.period;
  period.kind = is_ago ? ActPeriod::Kind::ago : ActPeriod::Kind::between;
  period.from = is_ago ? need_number(kMostDays) : need_date();
  need_word("and");
  const auto at = token_.at;
  period.to = is_ago ? need_number(kMostDays) : need_date();
  if (is_ago ? period.to > period.from : period.to < period.from) throw Wrong{{msgid("It ends before it begins.")}, at};
  if (!is_ago) return;
  need_word("days");
  need_word("ago");
}

void Parser::within(Condition& condition) {
  if (take_word("within")) {
    condition.period = {.kind = ActPeriod::Kind::last, .days = need_days()};
  } else if (take_word("between")) {
    between(condition);
  } else {
    take_word("ever");
  }
}

void Parser::aged(Condition& condition) {
  if (is_word("between") && condition.kind == Kind::joined) return within(condition);
  if (take_word("within")) {
    condition.count = need_days();
    return;
  }
  if (!take_word("more")) refuse(kOneOf, "within, more than");
  need_word("than");
  condition.age = Age::before;
  condition.count = need_days();
  need_word("ago");
}

}  // namespace

ConditionRead read_condition(std::string_view text) {
  if (text.size() > kMaxConditionText) return {{}, Sentence{msgid("This condition is too long.")}, 0};
  if (!text::is_utf8(text)) return {{}, Sentence{msgid("This is no text.")}, 0};
  try {
    return {Parser(text).whole(), std::nullopt, 0};
  } catch (const Wrong& wrong) {
    return {{}, wrong.sentence, wrong.at};
  }
}

}  // namespace parvis::community
