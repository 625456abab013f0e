#include "community/letters/wishes.h"

#include <algorithm>

#include "community/community_zone.h"
#include "community/letters/hours.h"

namespace parvis::community {
namespace {

constexpr store::Sql kTopicsOf{"select topic, on_page, by_letter from telling where member = $1"};
constexpr store::Sql kHabit{R"(
  select stopped_at, reading, hour, weekday, quiet_from, quiet_to from letter_habit where member = $1)"};
constexpr store::Sql kKeepTopic{R"(
  insert into telling (member, topic, on_page, by_letter) values ($1, $2, $3, $4)
  on conflict (member, topic) do update set on_page = excluded.on_page, by_letter = excluded.by_letter)"};
constexpr store::Sql kKeepHabit{R"(
  insert into letter_habit (member, stopped_at, reading, hour, weekday, quiet_from, quiet_to)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (member) do update set stopped_at = excluded.stopped_at, reading = excluded.reading,
    hour = excluded.hour, weekday = excluded.weekday, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to)"};
constexpr store::Sql kZone{"select time_zone from member where id = $1"};
constexpr store::Sql kDue{"update digest set next_at = $2 where member = $1"};

struct TopicRow {
  std::int64_t topic;
  bool on_page;
  std::int64_t by_letter;
};
struct HabitRow {
  std::optional<Instant> stopped_at;
  std::int64_t reading;
  int hour, weekday, quiet_from, quiet_to;
};

Frequency frequency_in(std::int64_t number) {
  return number >= 0 && number <= 3 ? static_cast<Frequency>(number) : Frequency::never;
}

struct Named {
  Preset preset;
  std::string_view name;
};
constexpr std::array kNames{Named{Preset::usual, "usual"}, Named{Preset::only_me, "only-me"},
                            Named{Preset::everything, "everything"}, Named{Preset::one_a_day, "one-a-day"},
                            Named{Preset::nothing, "nothing"}};

void set_letters(Wishes& wishes, Frequency frequency) {
  for (auto& topic : wishes.topics) topic.by_letter = frequency;
}

}  // namespace

Wishes::Wishes() {
  set_letters(*this, Frequency::at_once);
  of(Topic::followed).by_letter = Frequency::daily;
  of(Topic::new_threads).by_letter = Frequency::daily;
  of(Topic::thanks).by_letter = Frequency::weekly;
}

bool Wishes::has_digest(Frequency frequency) const {
  if (stopped_at) return false;
  return reading == frequency ||
         std::ranges::any_of(topics, [&](const auto& topic) { return topic.by_letter == frequency; });
}

std::optional<Preset> parse_preset(std::string_view name) {
  const auto found = std::ranges::find(kNames, name, &Named::name);
  return found == kNames.end() ? std::nullopt : std::optional(found->preset);
}

std::string_view preset_name(Preset preset) { return std::ranges::find(kNames, preset, &Named::preset)->name; }

Wishes with_preset(Wishes wishes, Preset preset) {
  wishes.stopped_at.reset();
  wishes.topics = Wishes().topics;
  wishes.reading = Frequency::weekly;
  switch (preset) {
    case Preset::usual: break;
    case Preset::only_me:
      for (const auto topic : {Topic::followed, Topic::new_threads, Topic::thanks}) {
        wishes.of(topic).by_letter = Frequency::never;
      }
      wishes.reading = Frequency::never;
      break;
    case Preset::everything:
      set_letters(wishes, Frequency::at_once);
      wishes.reading = Frequency::daily;
      break;
    case Preset::one_a_day:
      set_letters(wishes, Frequency::daily);
      wishes.reading = Frequency::daily;
      break;
    case Preset::nothing:
      set_letters(wishes, Frequency::never);
      wishes.reading = Frequency::never;
      break;
  }
  return wishes;
}

std::optional<Preset> preset_of(const Wishes& wishes) {
  for (const auto& [preset, name] : kNames) {
    if (with_preset(wishes, preset) == wishes) return preset;
  }
  return std::nullopt;
}

Wishes read_wishes(store::Reader& reader, MemberId member) {
  Wishes wishes;
  for (const auto& row : reader.all<TopicRow>(kTopicsOf, member)) {
    if (row.topic < 1 || row.topic > static_cast<std::int64_t>(kTopics)) continue;
    wishes.topics[static_cast<std::size_t>(row.topic) - 1] = {row.on_page, frequency_in(row.by_letter)};
  }
  if (const auto row = reader.one<HabitRow>(kHabit, member)) {
    wishes.stopped_at = row->stopped_at;
    wishes.reading = frequency_in(row->reading);
    wishes.hour = row->hour;
    wishes.weekday = row->weekday;
    wishes.quiet_from = row->quiet_from;
    wishes.quiet_to = row->quiet_to;
  }
  return wishes;
}

void choose_wishes(store::Transaction& transaction, const WishAct& act, const Wishes& wishes) {
  if (read_wishes(transaction, act.member) == wishes) return;
  for (const auto topic : kAllTopics) {
    const auto& wish = wishes.of(topic);
    transaction.run(kKeepTopic, act.member, topic, std::int64_t{wish.on_page}, wish.by_letter);
  }
  transaction.run(kKeepHabit, act.member, wishes.stopped_at, wishes.reading, std::int64_t{wishes.hour},
                  std::int64_t{wishes.weekday}, std::int64_t{wishes.quiet_from}, std::int64_t{wishes.quiet_to});
  auto zone = transaction.one<std::string>(kZone, act.member).value_or("");
  if (zone.empty()) zone = community_zone(transaction);
  transaction.run(kDue, act.member, next_digest(wishes, text::TimeZone::of(zone), act.at));
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.member,
                                    .verb = Verb::telling_changed,
                                    .object_kind = ObjectKind::member,
                                    .object = act.member.value,
                                    .source = act.source});
}

Topic topic_of(NotificationKind kind, Concern concern) {
  switch (kind) {
    case NotificationKind::mention:
    case NotificationKind::quote:
    case NotificationKind::welcome: return Topic::named;
    case NotificationKind::reply:
    case NotificationKind::solution: return concern == Concern::member ? Topic::answers : Topic::followed;
    case NotificationKind::comment: return Topic::comments;
    case NotificationKind::reaction: return Topic::thanks;
    case NotificationKind::new_thread: return Topic::new_threads;
    case NotificationKind::group_request:
    case NotificationKind::group_admission:
    case NotificationKind::group_refusal:
    case NotificationKind::group_invitation: return Topic::groups;
    default: return Topic::decisions;
  }
}

store::Sql only_wanted_on_page() {
  // As topic_of says it. The rows of a member are looked at first: most have none that says no.
  return store::Sql(R"( and not exists (select 1 from telling
    where telling.member = notification.member and telling.on_page = 0 and telling.topic + 0 = case
      when notification.kind in (2, 3, 8) then 1
      when notification.kind in (1, 6) then case
        when thread.author = notification.member then 2
        when exists (select 1 from post as said left join post as answered on answered.id = said.reply_to
          where said.id = notification.post
            and (answered.author = notification.member
              or (notification.kind = 6 and said.author = notification.member))) then 2
        else 4 end
      when notification.kind = 4 then 3
      when notification.kind = 7 then 5
      when notification.kind = 5 then 6
      when notification.kind between 40 and 43 then 8
      else 7 end) )");
}

}  // namespace parvis::community
