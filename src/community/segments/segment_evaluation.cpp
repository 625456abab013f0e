#include "community/segments/segment_evaluation.h"

#include <algorithm>
#include <span>

#include "community/segments/segment_keeping.h"
#include "core/store/many_rows.h"

namespace parvis::community {
namespace {

constexpr std::size_t kAskedTogether = 400;
constexpr std::size_t kToldTogether = 500;      // moves in one transaction: some milliseconds
constexpr std::size_t kFilledTogether = 5'000;  // memberships without a fact

constexpr store::Sql kCurrent{"select member from segment_member where segment = $1 order by member"};
constexpr store::Sql kCurrentAmong{"select member from segment_member where segment = $1 and member in ("};
constexpr store::Sql kEnter{R"(
  insert into segment_member (segment, member, since_at) values ($1, $2, $3) on conflict (segment, member) do nothing)"};
constexpr store::Sql kLeave{"delete from segment_member where segment = $1 and member = $2"};
constexpr store::Sql kMove{
    "insert into segment_move (segment, activity, member, entered, at) values ($1, $2, $3, $4, $5)"};
constexpr store::Sql kCount{"update segment set members = members + $2 where id = $1"};
constexpr store::Sql kRecount{R"(
  update segment set members = (select count(*) from segment_member where segment_member.segment = segment.id)
  where id = $1)"};
constexpr store::Sql kCounts{R"(
  select id, members, (select count(*) from segment_member where segment_member.segment = segment.id) from segment
  where removed_at is null)"};
constexpr store::Sql kEvaluated{"update segment set evaluated_at = $2 where id = $1 and changed_at = $3"};

struct Change {
  std::vector<MemberId> entered, left;
  std::size_t size() const { return entered.size() + left.size(); }
};

// Both in order.
Change change_between(const std::vector<MemberId>& before, const std::vector<MemberId>& after) {
  Change change;
  std::ranges::set_difference(after, before, std::back_inserter(change.entered));
  std::ranges::set_difference(before, after, std::back_inserter(change.left));
  return change;
}

std::vector<MemberId> members_in(store::Reader& reader, const store::Bound& question) {
  std::vector<MemberId> members;
  store::each_number(reader, question, [&](std::int64_t id) { members.push_back({id}); });
  return members;
}

void tell_move(store::Transaction& transaction, const Telling& telling, const Segment& segment, MemberId member,
               bool entered) {
  const auto activity =
      telling.timeline.record(transaction, {.at = telling.at,
                                            .actor = member,
                                            .verb = entered ? Verb::segment_entered : Verb::segment_left,
                                            .object_kind = ObjectKind::segment,
                                            .object = segment.id.value,
                                            .source = telling.source});
  transaction.run(kMove, segment.id, activity, member, entered ? 1 : 0, telling.at);
}

void move_in(store::Transaction& transaction, const Telling& telling, const Segment& segment, MemberId member,
             Moves moves) {
  if (transaction.run(kEnter, segment.id, member, telling.at) == 0) return;
  if (moves == Moves::told) tell_move(transaction, telling, segment, member, true);
  transaction.run(kCount, segment.id, 1);
}

void move_out(store::Transaction& transaction, const Telling& telling, const Segment& segment, MemberId member,
              Moves moves) {
  if (transaction.run(kLeave, segment.id, member) == 0) return;
  if (moves == Moves::told) tell_move(transaction, telling, segment, member, false);
  transaction.run(kCount, segment.id, -1);
}

void fill(store::Transaction& transaction, const Telling& telling, const Segment& segment,
          std::span<const MemberId> members) {
  store::ManyRows rows(transaction, "insert into segment_member (segment, member, since_at)", 3,
                       "on conflict (segment, member) do nothing");
  for (const auto member : members) rows.add(segment.id, member, telling.at);
  rows.put_in();
}

template <class Apply>
void in_pieces(store::Store& store, std::span<const MemberId> members, std::size_t together,
               const std::stop_token& stop, Apply apply) {
  for (std::size_t from = 0; from < members.size() && !stop.stop_requested(); from += together) {
    const auto piece = members.subspan(from, std::min(together, members.size() - from));
    store.write([&](store::Transaction& transaction) { apply(transaction, piece); });
  }
}

void apply(store::Store& store, const Telling& telling, const Segment& segment, const Change& change, Moves moves,
           const std::stop_token& stop) {
  using Members = std::span<const MemberId>;
  const auto together = moves == Moves::told ? kToldTogether : kFilledTogether;
  in_pieces(store, change.left, together, stop, [&](store::Transaction& transaction, Members members) {
    for (const auto member : members) move_out(transaction, telling, segment, member, moves);
  });
  in_pieces(store, change.entered, together, stop, [&](store::Transaction& transaction, Members members) {
    if (moves == Moves::silent) return fill(transaction, telling, segment, members);
    for (const auto member : members) move_in(transaction, telling, segment, member, moves);
  });
}

}  // namespace

std::int64_t bring_up_to_date(store::Store& store, const Telling& telling, const Segment& segment, Moves moves,
                              const std::stop_token& stop) {
  const auto condition = condition_of(segment);
  const auto change = store.read([&](store::Reader& reader) {
    return change_between(reader.all<MemberId>(kCurrent, segment.id),
                          members_in(reader, members_where(condition, read_ground(reader, telling.at))));
  });
  apply(store, telling, segment, change, moves, stop);
  if (change.size() > 0 && moves == Moves::silent) {
    store.write([&](store::Transaction& transaction) { transaction.run(kRecount, segment.id); });
  }
  return static_cast<std::int64_t>(change.size());
}

void set_evaluated(store::Store& store, const std::vector<Segment>& evaluated, Instant at) {
  if (evaluated.empty()) return;
  store.write([&](store::Transaction& transaction) {
    for (const auto& segment : evaluated) transaction.run(kEvaluated, segment.id, at, segment.changed_at);
  });
}

std::int64_t evaluate(store::Store& store, const Telling& telling, const Segment& segment, Moves moves,
                      const std::stop_token& stop) {
  const auto changed = bring_up_to_date(store, telling, segment, moves, stop);
  if (stop.stop_requested() || (changed == 0 && segment.evaluated_at)) return changed;
  set_evaluated(store, {segment}, telling.at);
  return changed;
}

void count_anew(store::Store& store) {
  struct Counts {
    SegmentId segment;
    std::int64_t said = 0, real = 0;
  };
  auto counts = store.read([](store::Reader& reader) { return reader.all<Counts>(kCounts); });
  std::erase_if(counts, [](const Counts& one) { return one.said == one.real; });
  if (counts.empty()) return;
  store.write([&](store::Transaction& transaction) {
    for (const auto& one : counts) transaction.run(kCount, one.segment, one.real - one.said);
  });
}

std::int64_t evaluate_few(store::Store& store, const Telling& telling, const Segment& segment,
                          const std::vector<MemberId>& members, const std::stop_token& stop) {
  const auto condition = condition_of(segment);
  std::int64_t changed = 0;
  for (std::size_t from = 0; from < members.size() && !stop.stop_requested(); from += kAskedTogether) {
    const std::vector<MemberId> piece(
        members.begin() + static_cast<std::ptrdiff_t>(from),
        members.begin() + static_cast<std::ptrdiff_t>(std::min(from + kAskedTogether, members.size())));
    const auto change = store.read([&](store::Reader& reader) {
      std::vector<std::int64_t> ids;
      for (const auto member : piece) ids.push_back(member.value);
      const auto current = kCurrentAmong + store::Sql::numbers(ids) + ") order by member";
      return change_between(reader.all<MemberId>(current, segment.id),
                            members_in(reader, members_where(condition, read_ground(reader, telling.at), piece)));
    });
    if (change.size() == 0) continue;
    apply(store, telling, segment, change, Moves::told, stop);
    changed += static_cast<std::int64_t>(change.size());
  }
  return changed;
}

}  // namespace parvis::community
