// Why somebody is in a segment, or out: condition by condition, with the figures and the acts behind them.
#include "cockpit/cockpit_frame.h"
#include "cockpit/cockpit_pages.h"
#include "cockpit/condition_words.h"
#include "cockpit/segment_views.h"
#include "community/members/member.h"
#include "core/text/dates.h"

namespace parvis::cockpit {

using namespace community;
using Kind = Condition::Kind;

namespace {

constexpr int kActsShown = 100;
constexpr store::Sql kDone{R"(
  select activity.at, activity.verb, activity.object_kind, activity.object, coalesce(thread.title, ''), activity.amount
  from activity left join thread on thread.id = activity.thread
  where activity.actor = $1 and activity.at >= $2 and activity.at < $3 and activity.verb in ()"};
constexpr store::Sql kReceived{R"(
  select activity.at, activity.verb, activity.object_kind, activity.object, coalesce(thread.title, ''), activity.amount
  from activity left join thread on thread.id = activity.thread
  where activity.counterpart = $1 and activity.at >= $2 and activity.at < $3 and activity.verb in ()"};
constexpr store::Sql kLatest{") order by activity.at desc, activity.id desc limit $4"};

struct ActRow {
  Instant at;
  Verb verb;
  ObjectKind kind;
  std::int64_t object;
  std::string title;
  std::int64_t amount;
};

// The acts that a leaf counted, as a question to the page that shows them.
std::string acts_path(const Condition& leaf, const ConditionGround& ground, const Member& member) {
  const auto days = days_of(leaf.period, ground.today);
  const bool is_received = leaf.kind == Kind::acts && leaf.part == ActPart::received;
  const auto word = leaf.kind == Kind::orders ? "orders" : leaf.kind == Kind::acts ? leaf.word : std::string("acted");
  return "/cockpit/acts?member=" + http::percent_encode(member.handle) + "&word=" + (is_received ? "received:" : "") +
         word + "&from=" + std::to_string(days.from) + "&to=" + std::to_string(days.to);
}

std::string figure_words(const Visit& visit, const SegmentReason& reason) {
  const auto figure = *reason.figure;
  if (reason.condition.kind == Kind::acts) return visit.trn("{n} act", "{n} acts", figure);
  if (reason.condition.kind == Kind::orders) return visit.tr("{sum} in all", {{"sum", figure / 100}});
  if (figure == 0) return visit.tr("never");
  return text::day(start_of(figure), visit.language, text::TimeZone());
}

struct Ground {
  const Visit& visit;
  const ConditionGround& ground;
  const Member& member;
};

void write_reason(html::Writer& out, const Ground& ground, const SegmentReason& reason) {
  const auto& visit = ground.visit;
  out.open("li", {{"class", reason.holds ? "holds" : "fails"}});
  out.open("p");
  write_badge(out, reason.holds ? visit.tr("yes") : visit.tr("no"), reason.holds ? "good" : "plain");
  out.text(" ").text(reason.condition.is_group() ? group_words(visit, reason.condition.kind)
                                                 : say_leaf(visit, reason.condition));
  if (reason.figure) {
    out.literal(" <span class=\"quiet\">—</span> ");
    out.element("a", {{"class", "link"}, {"href", acts_path(reason.condition, ground.ground, ground.member)}},
                figure_words(visit, reason));
  }
  out.close();
  if (!reason.parts.empty()) {
    out.open("ul", {{"class", "tree"}});
    for (const auto& part : reason.parts) write_reason(out, ground, part);
    out.close();
  }
  out.close();
}

std::string_view handle_asked(const Visit& visit) {
  auto handle = visit.request.query.get("member");
  if (handle.starts_with('@')) handle.remove_prefix(1);
  return handle;
}

std::string object_path(const ActRow& row) {
  if (row.kind == ObjectKind::post) return "/posts/" + id_text(row.object);
  if (row.kind == ObjectKind::thread) return "/threads/" + id_text(row.object);
  return {};
}

void write_act(html::Writer& out, const Visit& visit, const ActRow& row) {
  out.open("li").open("p");
  for (const auto& word : act_words()) {
    if (word.verbs.size() != 1 || word.verbs.front() != row.verb) continue;
    out.text(text::phrase(visit.language, word.done ? word.done : word.received));
  }
  const auto path = object_path(row);
  if (!row.title.empty()) {
    out.text(" · ");
    if (path.empty()) {
      out.text(row.title);
    } else {
      out.element("a", {{"href", path}}, row.title);
    }
  }
  out.close().open("p", {{"class", "quiet small"}});
  write_time(out, visit, row.at);
  out.close().close();
}

std::int64_t day_asked(const Visit& visit, const char* name, std::int64_t otherwise) {
  const auto text = std::string(visit.request.query.get(name));
  if (text.empty() || text.size() > 7 || text.find_first_not_of("0123456789") != std::string::npos) return otherwise;
  return std::stoll(text);
}

}  // namespace

http::Response show_segment_why(Visit& visit) {
  html::FormState state(visit.request.query.pairs());
  std::optional<Member> member;
  Segment segment;
  ConditionGround ground;
  SegmentReason reason;
  visit.community.store().read([&](store::Reader& reader) {
    segment = segment_asked(visit, reader);
    member = member_typed(reader, state);
    if (!member) return;
    ground = read_ground(reader, now());
    reason = why(reader, condition_of(segment), ground, member->id);
  });
  if (!member) return segment_page(visit, state, 422);
  html::Writer out;
  const auto title =
      reason.holds
          ? visit.tr("{member} is in {segment}", {{"member", member->display_name}, {"segment", segment.name}})
          : visit.tr("{member} is not in {segment}", {{"member", member->display_name}, {"segment", segment.name}});
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.open("p").element("a", {{"class", "link"}, {"href", segment_path(segment.slug)}},
                        visit.tr("Back to the segment"));
  out.close().close();
  out.open("ul", {{"class", "tree why"}});
  write_reason(out, {visit, ground, *member}, reason);
  out.close();
  return cockpit_page(visit, Room::segments, title, out.take());
}

http::Response show_counted_acts(Visit& visit) {
  const auto asked = visit.request.query.get("word");
  const bool is_received = asked.starts_with("received:");
  const auto* word =
      find_act_word(is_received ? asked.substr(9) : asked, is_received ? ActPart::received : ActPart::done);
  std::vector<Verb> verbs;
  if (word) verbs = word->verbs;
  if (asked == "orders") verbs = {Verb::order_recorded};
  if (verbs.empty()) throw NotFound();
  const auto from = day_asked(visit, "from", 0), to = day_asked(visit, "to", day_of(now()));
  std::optional<Member> member;
  const auto acts = visit.community.store().read([&](store::Reader& reader) {
    member = find_member(reader, handle_asked(visit));
    if (!member) throw NotFound({"There is no member with that name here."});
    return reader.all<ActRow>((is_received ? kReceived : kDone) + store::Sql::numbers(numbers_of(verbs)) + kLatest,
                              member->id, start_of(from), start_of(to + 1), kActsShown);
  });
  html::Writer out;
  const auto title = visit.tr("Acts of {member}", {{"member", member->display_name}});
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.trn("The last one that is counted.", "The last {n} that are counted, at most a hundred.",
                             static_cast<std::int64_t>(acts.size())));
  out.close();
  if (acts.empty()) write_empty(out, visit.tr("There is none."));
  out.open("ul", {{"class", "list"}});
  for (const auto& act : acts) write_act(out, visit, act);
  out.close();
  return cockpit_page(visit, Room::segments, title, out.take());
}

}  // namespace parvis::cockpit
