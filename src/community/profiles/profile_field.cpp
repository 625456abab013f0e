#include "community/profiles/profile_field.h"

#include <algorithm>
#include <array>

#include "community/activity/staff_change.h"
#include "core/errors.h"
#include "core/html/html.h"

namespace parvis::community {
namespace {

constexpr store::Sql kFields{R"(
  select id, kind, name, hint, choices, needed from profile_field where removed_at is null order by position, id)"};
constexpr store::Sql kCount{"select count(*) from profile_field where removed_at is null"};
constexpr store::Sql kNextPosition{"select coalesce(max(position), 0) + 1 from profile_field"};
constexpr store::Sql kInsert{R"(
  insert into profile_field (id, position, kind, name, hint, choices, needed, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr store::Sql kChange{R"(
  update profile_field set name = $2, hint = $3, choices = $4, needed = $5 where id = $1 and removed_at is null)"};
constexpr store::Sql kPlace{"update profile_field set position = $2 where id = $1"};
constexpr store::Sql kRemove{"update profile_field set removed_at = $2 where id = $1 and removed_at is null"};
constexpr store::Sql kForgetAnswers{"delete from profile_answer where field = $1"};

constexpr store::Sql kOwn{R"(
  select profile_answer.field, profile_answer.answer, profile_answer.seen_by
  from profile_answer join profile_field on profile_field.id = profile_answer.field
  where profile_answer.member = $1 and profile_field.removed_at is null
  order by profile_field.position, profile_field.id)"};
constexpr store::Sql kForgetOwn{"delete from profile_answer where member = $1"};
constexpr store::Sql kAnswer{"insert into profile_answer (member, field, answer, seen_by) values ($1, $2, $3, $4)"};
constexpr store::Sql kLacks{R"(
  select 1 from profile_field where removed_at is null and needed = 1
    and not exists (select 1 from profile_answer where profile_answer.field = profile_field.id
                    and profile_answer.member = $1) limit 1)"};
constexpr store::Sql kShown{R"(
  select profile_field.kind, profile_field.name, profile_answer.answer, profile_answer.seen_by
  from profile_answer join profile_field on profile_field.id = profile_answer.field
  where profile_answer.member = $1 and profile_answer.seen_by >= $2 and profile_field.removed_at is null
  order by profile_field.position, profile_field.id)"};

constexpr std::array<std::string_view, 6> kKindNames{"", "text", "choice", "date", "place", "link"};
constexpr std::array<std::string_view, 5> kSeenByNames{"", "nobody", "staff", "members", "everyone"};

template <class Enumeration, std::size_t N>
std::optional<Enumeration> parse(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (name.empty() || found == names.end()) return std::nullopt;
  return static_cast<Enumeration>(found - names.begin());
}

std::string lines_of(const std::vector<std::string>& choices) {
  std::string lines;
  for (const auto& choice : choices) lines += (lines.empty() ? "" : "\n") + choice;
  return lines;
}

std::vector<std::string> choices_in(std::string_view lines) {
  std::vector<std::string> choices;
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    if (end != 0) choices.emplace_back(lines.substr(0, end));
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
  }
  return choices;
}

void record(store::Transaction& transaction, const SpaceAct& act, ProfileFieldId field, std::string detail) {
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = Verb::profile_field_changed,
                                    .object_kind = ObjectKind::profile_field,
                                    .object = field.value,
                                    .detail = std::move(detail),
                                    .source = act.source});
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// An address begins with a number, coordinates hold long or broken ones: a town has at most a short one ("Lyon 3").
bool is_finer_than_a_town(std::string_view place) {
  if (!place.empty() && (is_digit(place.front()) || place.front() == '-' || place.front() == '+')) return true;
  if (place.find("\xc2\xb0") != std::string_view::npos) return true;  // the sign of degrees
  for (std::size_t at = 0; at < place.size(); ++at) {
    if (!is_digit(place[at])) continue;
    std::size_t end = at;
    while (end < place.size() && is_digit(place[end])) ++end;
    const bool is_broken =
        end + 1 < place.size() && (place[end] == '.' || place[end] == ',') && is_digit(place[end + 1]);
    if (end - at > 2 || is_broken) return true;
    at = end;
  }
  return false;
}

// Days of months of the Gregorian calendar, as an input of type date writes them.
bool is_day(std::string_view typed) {
  if (typed.size() != 10 || typed[4] != '-' || typed[7] != '-') return false;
  for (const std::size_t at : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u}) {
    if (!is_digit(typed[at])) return false;
  }
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t at = from; at < from + count; ++at) value = value * 10 + (typed[at] - '0');
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return false;
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap ? 1 : 0);
}

text::Checked refused(Sentence sentence) { return {.value = {}, .problem = std::move(sentence)}; }

text::Checked check_link(std::string link) {
  if (link.find("://") == std::string::npos) link = "https://" + link;
  const bool is_web = link.starts_with("https://") || link.starts_with("http://");
  const auto host = link.substr(link.find("://") + 3);
  const bool has_domain = host.substr(0, host.find_first_of(":/?#")).find('.') != std::string::npos;
  if (!is_web || !has_domain || link.find_first_of(" \"<>\\@") != std::string::npos || !html::is_safe_address(link)) {
    return refused({"This is not the address of a site: write it like https://example.org."});
  }
  return {.value = std::move(link), .problem = std::nullopt};
}

}  // namespace

std::string_view field_kind_name(ProfileFieldKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }
std::optional<ProfileFieldKind> parse_field_kind(std::string_view name) {
  return parse<ProfileFieldKind>(kKindNames, name);
}
std::string_view seen_by_name(SeenBy seen_by) { return kSeenByNames[static_cast<std::size_t>(seen_by)]; }
std::optional<SeenBy> parse_seen_by(std::string_view name) { return parse<SeenBy>(kSeenByNames, name); }

std::vector<ProfileField> profile_fields(store::Reader& reader) {
  struct Row {
    ProfileFieldId id;
    ProfileFieldKind kind;
    std::string name, hint, choices;
    Asked asked;
  };
  std::vector<ProfileField> fields;
  for (const auto& row : reader.all<Row>(kFields)) {
    fields.push_back({row.id, row.kind, LocalText::from_json(row.name), LocalText::from_json(row.hint),
                      choices_in(row.choices), row.asked});
  }
  return fields;
}

ProfileFieldId make_profile_field(store::Transaction& transaction, const SpaceAct& act, const FieldWords& words) {
  if (transaction.one<std::int64_t>(kCount).value_or(0) >= static_cast<std::int64_t>(kMostProfileFields)) {
    throw Conflict({"There are as many fields as there can be. Remove one first."});
  }
  const auto id = make_id<ProfileFieldId>();
  const auto position = transaction.one<std::int64_t>(kNextPosition).value_or(1);
  const StaffChange change(transaction, Verb::profile_field_changed, id.value);
  transaction.run(kInsert, id, position, words.kind, words.name.to_json(), words.hint.to_json(),
                  lines_of(words.choices), words.asked, act.at);
  record(transaction, act, id, "made");
  change.keep(transaction);
  return id;
}

bool change_profile_field(store::Transaction& transaction, const SpaceAct& act, ProfileFieldId field,
                          const FieldWords& words) {
  const auto all = profile_fields(transaction);
  const auto present = std::ranges::find(all, field, &ProfileField::id);
  if (present == all.end()) throw NotFound();
  if (present->name == words.name && present->hint == words.hint && present->choices == words.choices &&
      present->asked == words.asked) {
    return false;
  }
  const StaffChange change(transaction, Verb::profile_field_changed, field.value);
  transaction.run(kChange, field, words.name.to_json(), words.hint.to_json(), lines_of(words.choices), words.asked);
  record(transaction, act, field, "changed");
  change.keep(transaction);
  return true;
}

bool move_profile_field(store::Transaction& transaction, const SpaceAct& act, ProfileFieldId field, Step step) {
  auto all = profile_fields(transaction);
  const auto place = std::ranges::find(all, field, &ProfileField::id);
  if (place == all.end()) throw NotFound();
  if (step == Step::up ? place == all.begin() : std::next(place) == all.end()) return false;
  std::iter_swap(place, step == Step::up ? std::prev(place) : std::next(place));
  for (std::size_t i = 0; i < all.size(); ++i) transaction.run(kPlace, all[i].id, static_cast<std::int64_t>(i + 1));
  record(transaction, act, field, "moved");
  return true;
}

void remove_profile_field(store::Transaction& transaction, const SpaceAct& act, ProfileFieldId field) {
  const StaffChange change(transaction, Verb::profile_field_changed, field.value);
  if (transaction.run(kRemove, field, act.at) == 0) throw NotFound();
  transaction.run(kForgetAnswers, field);
  record(transaction, act, field, "removed");
  change.keep(transaction);
}

text::Checked check_answer(const ProfileField& field, std::string_view typed) {
  auto checked = text::check_text(typed, {.max = kMaxAnswer});
  if (checked.problem || checked.value.empty()) return checked;
  switch (field.kind) {
    case ProfileFieldKind::text: break;
    case ProfileFieldKind::choice:
      if (std::ranges::find(field.choices, checked.value) == field.choices.end()) {
        return refused({"Choose one of these."});
      }
      break;
    case ProfileFieldKind::date:
      if (!is_day(checked.value)) return refused({"Write a day, like 1998-09-30."});
      break;
    case ProfileFieldKind::place:
      if (is_finer_than_a_town(checked.value)) {
        return refused({"Name a town or a region: neither an address nor coordinates are kept."});
      }
      break;
    case ProfileFieldKind::link: return check_link(std::move(checked.value));
  }
  return checked;
}

std::vector<Answer> own_answers(store::Reader& reader, MemberId member) { return reader.all<Answer>(kOwn, member); }

bool save_answers(store::Transaction& transaction, const SpaceAct& act, const std::vector<Answer>& answers) {
  const auto same = [](const Answer& a, const Answer& b) {
    return a.field == b.field && a.answer == b.answer && a.seen_by == b.seen_by;
  };
  if (std::ranges::equal(own_answers(transaction, act.actor), answers, same)) return false;
  transaction.run(kForgetOwn, act.actor);
  for (const auto& answer : answers) {
    transaction.run(kAnswer, act.actor, answer.field, answer.answer, answer.seen_by);
  }
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = Verb::profile_changed,
                                    .object_kind = ObjectKind::member,
                                    .object = act.actor.value,
                                    .detail = "about",  // as members/account.cpp: it shows on pages of members
                                    .source = act.source});
  return true;
}

bool lacks_needed_answers(store::Reader& reader, MemberId member) {
  return reader.one<std::int64_t>(kLacks, member).has_value();
}

std::vector<ShownAnswer> answers_shown(store::Reader& reader, const Viewer& viewer, MemberId member) {
  struct Row {
    ProfileFieldKind kind;
    std::string name, answer;
    SeenBy seen_by;
  };
  auto least = SeenBy::everyone;
  if (viewer.signed_in()) least = viewer.is_manager() ? SeenBy::staff : SeenBy::members;
  if (viewer.signed_in() && viewer.member == member) least = SeenBy::nobody;
  std::vector<ShownAnswer> shown;
  for (auto& row : reader.all<Row>(kShown, member, least)) {
    shown.push_back({row.kind, LocalText::from_json(row.name), std::move(row.answer), row.seen_by});
  }
  return shown;
}

}  // namespace parvis::community
