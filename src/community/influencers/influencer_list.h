// The table of influencers as it is looked through: narrowed, ordered, a page at a time. Words are compared without
// case and accents, each as the beginning of one. Functions over a Reader; any thread.
#pragma once

#include "community/influencers/influencer.h"

namespace parvis::community {

struct InfluencerQuery {
  enum class Side { all = 0, inside = 1, outside = 2 } side = Side::all;
  enum class Order { name, contact, next, changed } order = Order::name;
  enum class Step { any = 0, some = 1, due = 2, none = 3 } step = Step::any;
  std::string words;              // of names, sites, specialities, places and notes
  std::string speciality, place;  // words of these alone
  std::int64_t quiet_days = 0;    // without a contact for so many days, or ever; zero: whenever
  MemberId who;                   // whose next step it is; zero: anybody's
  std::int64_t today = 0;         // in days since 1970
  InfluencerId after = {};        // where the page before ended
  int limit = 50;
};
struct InfluencerPage {
  std::vector<Influencer> people;
  bool has_more = false;
};
InfluencerPage list_influencers(store::Reader& reader, const InfluencerQuery& query);

struct InfluencerCount {
  std::int64_t all = 0, inside = 0;
};
InfluencerCount count_influencers(store::Reader& reader, const InfluencerQuery& query);
bool has_influencers(store::Reader& reader);

}  // namespace parvis::community
