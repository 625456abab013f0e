// What a member wishes to be told of, and how: on the page, by a letter at once, in the digest of the day or of the
// week, or not at all; and when letters may come. Who never chose is told as is usual (docs/decisions/0022). Rules over
// Reader and Transaction; any thread.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "community/activity/activity.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

// Kinds of notifications as people think of them. The numbers are for ever.
enum class Topic {
  named = 1,        // named or quoted
  answers = 2,      // answers in threads they opened, to their posts, and what was accepted
  comments = 3,     // under their posts
  followed = 4,     // other replies in threads they follow
  new_threads = 5,  // in spaces, under tags and by people they follow
  thanks = 6,
  decisions = 7,  // on what they sent in, wrote, flagged or appealed against
  groups = 8,
};
inline constexpr std::size_t kTopics = 8;
inline constexpr std::array<Topic, kTopics> kAllTopics{Topic::named,     Topic::answers, Topic::comments,
                                                       Topic::followed,  Topic::thanks,  Topic::new_threads,
                                                       Topic::decisions, Topic::groups};
enum class Frequency { never = 0, at_once = 1, daily = 2, weekly = 3 };

struct TopicWish {
  bool on_page = true;
  Frequency by_letter = Frequency::never;
  bool operator==(const TopicWish&) const = default;
};

struct Wishes {
  std::array<TopicWish, kTopics> topics;  // by number, from 1
  std::optional<Instant> stopped_at;      // no letters at all since then
  Frequency reading = Frequency::weekly;  // the digest of what they might like to read; never at once
  int hour = 8;                           // of digests, in their time zone
  int weekday = 1;                        // of the weekly one: 1 Monday to 7 Sunday
  int quiet_from = 22, quiet_to = 7;      // hours between which nothing comes; the same: always welcome

  Wishes();  // as is usual
  const TopicWish& of(Topic topic) const { return topics[static_cast<std::size_t>(topic) - 1]; }
  TopicWish& of(Topic topic) { return topics[static_cast<std::size_t>(topic) - 1]; }
  // Is there anything for a digest of this frequency?
  bool has_digest(Frequency frequency) const;
  bool operator==(const Wishes&) const = default;
};

// One choice in place of many. `usual` is what who never chose has.
enum class Preset { usual, only_me, everything, one_a_day, nothing };
std::optional<Preset> parse_preset(std::string_view name);
std::string_view preset_name(Preset preset);
// What letters may come and when stays as it is but for the topics and the reading.
Wishes with_preset(Wishes wishes, Preset preset);
std::optional<Preset> preset_of(const Wishes& wishes);

Wishes read_wishes(store::Reader& reader, MemberId member);

struct WishAct {
  const Timeline& timeline;
  MemberId member;
  Instant at;
  Source source = Source::page;
};
// Nothing is recorded when nothing changes. What is due next follows.
void choose_wishes(store::Transaction& transaction, const WishAct& act, const Wishes& wishes);

// The topics that a kind of notification may belong to; a reply is for `answers` where it answers the member.
enum class Concern { member, others };
Topic topic_of(NotificationKind kind, Concern concern);

// " and …" for a query of `notification` joined with `thread`: without what its member does not want on the page.
store::Sql only_wanted_on_page();

}  // namespace parvis::community
