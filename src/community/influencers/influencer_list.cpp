#include "community/influencers/influencer_list.h"

#include <array>
#include <limits>

#include "community/influencers/influencer_rows.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

constexpr std::int64_t kNever = -1;  // before every day
constexpr std::int64_t kNoDay = std::numeric_limits<std::int64_t>::max();

// $1 side, $2 last day of a contact that counts as none, $3 step, $4 today, $5 whose step, then words: each from and
// to.
constexpr store::Sql kNarrowed{R"(
  where ($1 = 0 or ($1 = 1 and i.member is not null) or ($1 = 2 and i.member is null))
    and ($2 = 0 or i.contact_day is null or i.contact_day < $2)
    and ($3 = 0 or ($3 = 1 and i.next_what <> '' and coalesce(t.state, 1) = 1)
      or ($3 = 2 and i.next_what <> '' and coalesce(i.next_day, 0) <= $4 and coalesce(t.state, 1) = 1)
      or ($3 = 3 and (i.next_what = '' or t.state in (2, 3))))
    and ($5 = 0 or (i.next_what <> '' and i.next_who = $5)))"};
constexpr store::Sql kWord1{R"( and ($6 = '' or exists (
    select 1 from influencer_word x where x.influencer = i.id and x.word >= $6 and x.word < $7)))"};
constexpr store::Sql kWord2{R"( and ($8 = '' or exists (
    select 1 from influencer_word x where x.influencer = i.id and x.word >= $8 and x.word < $9)))"};
constexpr store::Sql kWord3{R"( and ($10 = '' or exists (
    select 1 from influencer_word x where x.influencer = i.id and x.word >= $10 and x.word < $11)))"};
constexpr store::Sql kWord4{R"( and ($12 = '' or exists (
    select 1 from influencer_word x where x.influencer = i.id and x.word >= $12 and x.word < $13)))"};
constexpr store::Sql kWord5{R"( and ($14 = '' or exists (
    select 1 from influencer_word x where x.influencer = i.id and x.word >= $14 and x.word < $15)))"};
constexpr store::Sql kWord6{R"( and ($16 = '' or exists (
    select 1 from influencer_word x where x.influencer = i.id and x.word >= $16 and x.word < $17)))"};

// $18 where the page before ended, $19 its identifier, $20 how many.
constexpr store::Sql kByName{" and (i.name_key, i.id) > ($18, $19) order by i.name_key, i.id limit $20"};
constexpr store::Sql kByContact{R"(
  and (coalesce(i.contact_day, -1), i.id) > ($18, $19) order by coalesce(i.contact_day, -1), i.id limit $20)"};
constexpr store::Sql kByStep{R"(
  and i.next_what <> '' and (coalesce(i.next_day, 0), i.id) > ($18, $19)
  order by coalesce(i.next_day, 0), i.id limit $20)"};
constexpr store::Sql kByChange{
    " and (i.changed_at, i.id) < ($18, $19) order by i.changed_at desc, i.id desc limit $20"};
constexpr store::Sql kCount{R"(
  select count(*), coalesce(sum(case when i.member is null then 0 else 1 end), 0)
  from influencer i left join task t on t.id = i.task )"};
constexpr store::Sql kAny{"select 1 from influencer limit 1"};

struct Range {
  std::string from, to;
};
using Ranges = std::array<Range, 6>;  // words after the sixth hardly narrow

void add_ranges(Ranges& ranges, std::size_t& taken, std::string_view typed, std::string_view before) {
  const auto folded = text::fold(typed);
  for (std::size_t at = 0; at < folded.size() && taken < ranges.size();) {
    const auto end = std::min(folded.find(' ', at), folded.size());
    const auto word = std::string(before) + folded.substr(at, std::min(end - at, text::kMaxWord));
    // U+10FFFF: after every letter, in both databases' order of bytes.
    if (end > at) ranges[taken++] = {word, word + "\xF4\x8F\xBF\xBF"};
    at = end + 1;
  }
}

Ranges ranges_of(const InfluencerQuery& query) {
  Ranges ranges;
  std::size_t taken = 0;
  add_ranges(ranges, taken, query.speciality, "s:");
  add_ranges(ranges, taken, query.place, "p:");
  add_ranges(ranges, taken, query.words, "");
  return ranges;
}

store::Sql narrowed() { return kNarrowed + kWord1 + kWord2 + kWord3 + kWord4 + kWord5 + kWord6; }

template <class Asking>
auto ask(const InfluencerQuery& query, Asking&& asking) {
  const auto r = ranges_of(query);
  const auto quiet = query.quiet_days > 0 ? std::max<std::int64_t>(1, query.today - query.quiet_days + 1) : 0;
  // In the order of what is next, who has nothing to be done stands nowhere.
  const bool by_step = query.order == InfluencerQuery::Order::next && query.step == InfluencerQuery::Step::any;
  const auto step = by_step ? InfluencerQuery::Step::some : query.step;
  return asking(query.side, quiet, step, query.today, query.who, r[0].from, r[0].to, r[1].from, r[1].to, r[2].from,
                r[2].to, r[3].from, r[3].to, r[4].from, r[4].to, r[5].from, r[5].to);
}

struct Place {
  store::Sql order;
  std::int64_t number = 0;
  std::string name;  // in the order of names
};

Place place_of(const InfluencerQuery& query, const std::optional<Influencer>& last) {
  using enum InfluencerQuery::Order;
  switch (query.order) {
    case name: return {kByName, 0, last ? text::fold(last->words.name) : std::string()};
    case contact: return {kByContact, last ? last->words.contact_day.value_or(kNever) : kNever - 1, {}};
    case next: return {kByStep, last ? last->words.next_day.value_or(0) : kNever, {}};
    case changed: return {kByChange, last ? last->changed_at.microseconds : kNoDay, {}};
  }
  return {kByName, 0, {}};
}

}  // namespace

InfluencerPage list_influencers(store::Reader& reader, const InfluencerQuery& query) {
  const auto last = query.after ? find_influencer(reader, query.after) : std::nullopt;
  const auto place = place_of(query, last);
  const auto sql = kInfluencers + narrowed() + place.order;
  const auto id = last ? last->id : InfluencerId{query.order == InfluencerQuery::Order::changed ? kNoDay : 0};
  auto rows = ask(query, [&](const auto&... asked) {
    return query.order == InfluencerQuery::Order::name
               ? reader.all<InfluencerRow>(sql, asked..., place.name, id, query.limit + 1)
               : reader.all<InfluencerRow>(sql, asked..., place.number, id, query.limit + 1);
  });
  InfluencerPage page;
  page.has_more = rows.size() > static_cast<std::size_t>(query.limit);
  if (page.has_more) rows.pop_back();
  page.people = with_sites(reader, std::move(rows));
  return page;
}

InfluencerCount count_influencers(store::Reader& reader, const InfluencerQuery& query) {
  return ask(query, [&](const auto&... asked) {
    return reader.one<InfluencerCount>(kCount + narrowed(), asked...).value_or(InfluencerCount{});
  });
}

bool has_influencers(store::Reader& reader) { return reader.one<std::int64_t>(kAny).has_value(); }

}  // namespace parvis::community
