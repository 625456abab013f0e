#include "community/returns/tracing.h"

#include <algorithm>

#include "community/community.h"
#include "community/returns/cost.h"
#include "community/returns/gain.h"
#include "community/returns/page_views.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kSetting[] = "returns-traced";
constexpr store::Sql kRoles{R"(
  select thread.author, asker.role, helper.role from thread
    join member asker on asker.id = thread.author join member helper on helper.id = $2
  where thread.id = $1)"};
constexpr store::Sql kOpenSupport{R"(
  select id from gain where kind = 1 and subject = $1 and ended_at is null and act < $2)"};
constexpr store::Sql kRole{"select role from member where id = $1"};
constexpr store::Sql kContributions{R"(
  select id, space from activity where actor = $1 and at > $2 and at <= $3 and verb in (20, 21)
  order by at desc, id desc limit 200)"};
constexpr store::Sql kRecentProspect{
    "select id from gain where kind = 2 and member = $1 and at > $2 and at < $3 and"
    " (ended_at is null or ended_act is not null) limit 1"};
constexpr store::Sql kLaterOrder{R"(
  select id from shop_order where member = $1 and ordered_at >= $2 and ordered_at < $3 and taken_back_at is null
    and standing = 1 limit 1)"};
// Of all that is done, what may bring a gain; what is written only where the rules name a space.
constexpr store::Sql kNext{R"(
  select id, at, actor, verb, object, space, thread, counterpart from activity
  where id > $1 and (verb in (44, 45) or ($3 = 1 and verb in (20, 21))) order by id limit $2)"};
constexpr store::Sql kLast{"select coalesce(max(id), 0) from activity"};
constexpr store::Sql kFound{"select id from gain where kind in (1, 2) and ended_at is null"};
constexpr store::Sql kUntie{"update gain set act = null where kind in (1, 2)"};

constexpr int kActsAtOnce = 1000;           // read
constexpr std::size_t kTracedAtOnce = 200;  // in one transaction

struct Settled {
  MemberId asker;
  Role asker_role, helper_role;
};

// A question of one who might have called, solved by one who is not paid for it.
void trace_solution(store::Transaction& transaction, const Activity& activity, text::TimeZone zone) {
  if (!activity.counterpart) return;
  const auto settled = transaction.one<Settled>(kRoles, activity.thread, activity.counterpart);
  if (!settled || settled->asker != activity.actor) return;  // it is the asker who says that they need not call
  if (is_staff(settled->helper_role) || is_staff(settled->asker_role)) return;
  if (settled->asker == activity.counterpart) return;
  trace_gain(transaction,
             {.kind = GainKind::support,
              .at = activity.at,
              .member = activity.counterpart,
              .thread = activity.thread,
              .subject = activity.object,
              .act = activity.id,
              .acts = {},
              .words = {}},
             zone);
}

// By the answer: its conversation may be another one than where it was accepted.
void end_solution(store::Transaction& transaction, const Activity& activity) {
  for (const auto gain : transaction.all<GainId>(kOpenSupport, activity.object, activity.id)) {
    end_gain(transaction, gain, activity.at, activity.id);
  }
}

// The contributions to the rule's spaces within its days, this one included.
std::vector<ActivityId> closeness(store::Reader& reader, const Activity& activity, const ReturnRules& rules) {
  struct Row {
    ActivityId id;
    std::optional<SpaceId> space;
  };
  std::vector<ActivityId> acts;
  const auto since = activity.at - rules.prospect_days * kDay;
  for (const auto& [id, space] : reader.all<Row>(kContributions, activity.actor, since, activity.at)) {
    if (space && std::ranges::find(rules.spaces, *space) != rules.spaces.end()) acts.push_back(id);
  }
  return acts;
}

// The contributions that make the act's member a prospect; none when they are none.
std::vector<ActivityId> prospect_acts(store::Reader& reader, const Activity& activity, const ReturnRules& rules) {
  if (!activity.actor || std::ranges::find(rules.spaces, activity.space) == rules.spaces.end()) return {};
  if (is_staff(reader.one<Role>(kRole, activity.actor).value_or(Role::visitor))) return {};
  auto acts = closeness(reader, activity, rules);
  if (static_cast<std::int64_t>(acts.size()) < rules.prospect_acts) return {};
  const auto pause = rules.pause_days * kDay;
  if (reader.one<GainId>(kRecentProspect, activity.actor, activity.at - pause, activity.at + pause)) return {};
  if (reader.one<std::int64_t>(kLaterOrder, activity.actor, activity.at, activity.at + pause)) return {};
  return acts;
}

void trace_prospect(store::Transaction& transaction, const Timeline& timeline, const Activity& activity,
                    const ReturnRules& rules, text::TimeZone zone) {
  auto acts = prospect_acts(transaction, activity, rules);
  if (acts.empty()) return;
  const auto gain = trace_gain(transaction,
                               {.kind = GainKind::prospect,
                                .at = activity.at,
                                .member = activity.actor,
                                .thread = activity.thread,
                                .act = activity.id,
                                .acts = std::move(acts),
                                .words = {}},
                               zone);
  if (!gain) return;
  timeline.record(transaction, {.at = activity.at,
                                .actor = activity.actor,
                                .verb = Verb::prospect_found,
                                .object_kind = ObjectKind::gain,
                                .object = gain->value,
                                .source = Source::system});
}

bool is_about_solution(Verb verb) { return verb == Verb::solution_accepted || verb == Verb::solution_withdrawn; }

// The next acts of the timeline that may bring something, decided without a write.
struct Found {
  ReturnRules rules;
  std::vector<Activity> acts;
  std::int64_t looked_at = 0, from = 0, until = 0;
};

Found find_more(store::Reader& reader, int at_most) {
  struct Row {
    ActivityId id;
    Instant at;
    std::optional<MemberId> actor;
    Verb verb;
    std::int64_t object;
    std::optional<SpaceId> space;
    std::optional<ThreadId> thread;
    std::optional<MemberId> counterpart;
  };
  Found found;
  found.rules = read_return_rules(reader);
  found.from = found.until = std::strtoll(store::read_setting(reader, kSetting).value_or("0").c_str(), nullptr, 10);
  const auto rows = reader.all<Row>(kNext, found.from, at_most, found.rules.spaces.empty() ? 0 : 1);
  for (const auto& row : rows) {
    Activity activity{.at = row.at,
                      .actor = row.actor.value_or(MemberId{}),
                      .verb = row.verb,
                      .object = row.object,
                      .space = row.space.value_or(SpaceId{}),
                      .thread = row.thread.value_or(ThreadId{}),
                      .counterpart = row.counterpart.value_or(MemberId{}),
                      .detail = {},
                      .id = row.id};
    ++found.looked_at;
    found.until = row.id.value;
    if (is_about_solution(row.verb) || !prospect_acts(reader, activity, found.rules).empty()) {
      found.acts.push_back(std::move(activity));
    }
    if (found.acts.size() == kTracedAtOnce) return found;
  }
  if (found.looked_at < at_most) {
    found.until = std::max(found.until, reader.one<std::int64_t>(kLast).value_or(0));
  }
  return found;
}

class Tracer : public Echo {
 public:
  explicit Tracer(Community& community) : community_(community) {}
  void after(store::Transaction& transaction, const Activity& activity, const PostContext&) const override {
    if (!is_about_solution(activity.verb)) return;
    trace_act(transaction, activity, text::TimeZone::of(community_.identity()->time_zone));
  }

 private:
  Community& community_;
};

}  // namespace

bool is_staff(Role role) { return role == Role::expert || role >= Role::manager; }

void trace_act(store::Transaction& transaction, const Activity& activity, text::TimeZone zone) {
  switch (activity.verb) {
    case Verb::solution_accepted: return trace_solution(transaction, activity, zone);
    case Verb::solution_withdrawn: return end_solution(transaction, activity);
    default: return;
  }
}

std::int64_t trace_more(store::Store& store, const Timeline& timeline, text::TimeZone zone, int at_most) {
  const auto found = store.read([&](store::Reader& reader) { return find_more(reader, at_most); });
  if (found.until == found.from) return 0;
  store.write([&](store::Transaction& transaction) {
    for (const auto& activity : found.acts) {
      if (is_about_solution(activity.verb)) {
        trace_act(transaction, activity, zone);
      } else {
        trace_prospect(transaction, timeline, activity, found.rules, zone);
      }
    }
    store::save_setting(transaction, kSetting, std::to_string(found.until));
  });
  return found.looked_at;
}

void trace_all(store::Store& store, const Timeline& timeline, text::TimeZone zone,
               const std::function<bool()>& stopping) {
  while (!stopping() && trace_more(store, timeline, zone, kActsAtOnce) > 0) {
  }
}

void trace_anew(store::Transaction& transaction, Instant at) {
  for (const auto gain : transaction.all<GainId>(kFound)) end_gain(transaction, gain, at, {});
  transaction.run(kUntie);
  store::save_setting(transaction, kSetting, "0");
}

void keep_returns(Community& community) {
  community.timeline().add_echo(std::make_unique<Tracer>(community));
  auto& jobs = community.jobs();
  const auto trace = [&community](const jobs::Job&, store::Store& store) {
    const auto zone = text::TimeZone::of(community.identity()->time_zone);
    trace_all(store, community.timeline(), zone, [&] { return community.jobs().stopping(); });
  };
  jobs.every("returns.trace", kMinute, trace, jobs::Pace::lengthy);
  jobs.every("returns.costs", kHour, [&community](const jobs::Job&, store::Store& store) {
    const auto zone = text::TimeZone::of(community.identity()->time_zone);
    store.write([&](store::Transaction& transaction) { post_due_costs(transaction, now(), zone); });
  });
  keep_page_views(community);
}

}  // namespace parvis::community
