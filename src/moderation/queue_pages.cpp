// The queue: what waits and what was flagged in the spaces where the viewer may decide, oldest first. Decided one by
// one, several at once, and taken back. A script (web/src/queue.ts) asks with "X-Queue" and is answered without a page.
#include "community/moderation/reason_words.h"
#include "community/moderation/undo.h"
#include "community/page/form_words.h"
#include "community/page/thread_rows.h"
#include "community/threads/visit_act.h"
#include "core/assets/assets.h"
#include "core/text/validate.h"
#include "moderation/deciders.h"
#include "moderation/item_views.h"
#include "moderation/moderation_pages.h"

namespace parvis::moderation {

using namespace community;

namespace {

bool is_by_script(const Visit& visit) { return !visit.request.header("x-queue").empty(); }

http::Response to_queue(const Visit& visit, const char* words) {
  if (is_by_script(visit)) return http::no_content();
  return see_other_with_notice(visit, "/moderation", words);
}

struct KeyWords {
  const char* key;
  const char* words;
};
constexpr std::array kKeyWords{KeyWords{"j k", text::msgid("Next, previous")},
                               KeyWords{"a", text::msgid("Let through, or leave standing")},
                               KeyWords{"1 2 3 4", text::msgid("Refuse as off topic, unkind, spam, against the law")},
                               KeyWords{"x", text::msgid("Refuse in your words")},
                               KeyWords{"e", text::msgid("Edit what was flagged")},
                               KeyWords{"o", text::msgid("Open where it stands")},
                               KeyWords{"s", text::msgid("Tick, to decide on several at once")},
                               KeyWords{"u", text::msgid("Take the last decision back")}};

void write_keys(html::Writer& out, const Visit& visit) {
  out.open("details", {{"class", "queue-keys small"}, {"hidden", true}});
  out.element("summary", visit.tr("Keys")).open("dl", {{"class", "keys"}});
  for (const auto& row : kKeyWords) {
    out.open("dt").element("kbd", row.key).close().element("dd", visit.tr(row.words));
  }
  out.close().close();
}

void write_bulk(html::Writer& out, const Visit& visit) {
  out.open("form", {{"id", "bulk"}, {"class", "bulk row"}, {"method", "post"}, {"action", "/moderation/decisions"}});
  write_form_token(out, visit);
  out.element("span", {{"class", "small quiet"}}, visit.tr("What is ticked:"));
  out.element("button", {{"class", "button"}, {"name", kDecisionField}, {"value", kYes}, {"data-key", "a"}},
              visit.tr("Let through or leave"));
  out.open("details", {{"class", "turning"}});
  out.element("summary", {{"class", "button"}}, visit.tr("Turn down or hide"));
  write_grounds(out, visit);
  out.close().close();
}

void write_undo(html::Writer& out, const Visit& visit, bool undoes) {
  out.open("form", {{"method", "post"}, {"action", "/moderation/undo"}, {"data-undo", true}, {"hidden", !undoes}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button bare"}, {"data-key", "u"}}, visit.tr("Take the last decision back")).close();
}

constexpr std::int64_t kManyThings = 20;  // any number that takes the plural in both languages

std::string nothing_waits(const Visit& visit) {
  return visit.tr("Nothing waits. Well done: everybody’s words stand where they belong.");
}

void write_head(html::Writer& out, const Visit& visit, const Queue& queue, const std::string& title) {
  out.open("header", {{"class", "title"}}).element("h1", title);
  if (queue.count > 0) {
    // The script counts down, and has no plural forms of its own.
    const auto waiting = [&](std::int64_t n) {
      return visit.trn("{n} decision waits for you.", "{n} decisions wait for you, the oldest first.", n);
    };
    const auto count = std::to_string(queue.count);
    auto many = waiting(kManyThings);
    many.replace(many.find(std::to_string(kManyThings)), 2, "{n}");
    out.element(
        "p",
        {{"data-waiting", count}, {"data-one", waiting(1)}, {"data-many", many}, {"data-none", nothing_waits(visit)}},
        waiting(queue.count));
  }
  out.close();
  out.open("div", {{"class", "queue-tools row"}});
  write_undo(out, visit, queue.undoes);
  if (!queue.items.empty()) {
    write_bulk(out, visit);
    write_keys(out, visit);
  }
  out.close();
}

void write_list(html::Writer& out, const Visit& visit, const Queue& queue, const std::string& asked,
                const html::FormState& refused) {
  out.open("parvis-queue", {{"data-sent", visit.tr("Decided. {n} left on this page.")},
                            {"data-failed", visit.tr("That could not be sent. It is back in the list.")},
                            {"data-done", visit.tr("Nothing is left here.")}});
  out.open("ul", {{"class", "list queue"}});
  for (const auto& item : queue.items) {
    write_item(out, visit, item, item.name() == asked ? refused : html::FormState());
  }
  out.close();
  out.element("p", {{"role", "status"}, {"class", "small quiet"}}, "");
  if (queue.has_more) write_next_page(out, visit, "/moderation", id_text(queue.items.back().id()));
  out.close();
  out.element("script", {{"type", "module"}, {"src", assets::address("moderation.js")}}, "");
}

void write_appeals(html::Writer& out, const Visit& visit, const Queue& queue) {
  const auto& appeals = queue.appeals;
  if (appeals.empty()) return;
  out.open("section").element("h2", visit.tr("A second look")).open("ul", {{"class", "list queue"}});
  for (const auto& heard : appeals) write_heard(out, visit, heard);
  out.close();
  if (queue.more_appeals) {
    const auto next = "/moderation?appeals=" + id_text(appeals.back().appeal.id);
    out.open("p").element("a", {{"class", "button"}, {"href", next}}, visit.tr("More appeals")).close();
  }
  out.close();
}

// `refused` belongs to the item of that name.
http::Response render(Visit& visit, const std::string& asked = {}, const html::FormState& refused = {},
                      int status = 200) {
  const QueuePlace place{parse_id(visit.request.query.get("after")).value_or(0),
                         {parse_id(visit.request.query.get("appeals")).value_or(0)}};
  const auto queue =
      visit.community.store().read([&](store::Reader& reader) { return read_queue(reader, visit, place); });
  const auto title = visit.tr("Waiting for a decision");
  html::Writer out;
  write_head(out, visit, queue, title);
  write_appeals(out, visit, queue);
  if (queue.items.empty()) {
    if (queue.appeals.empty()) write_empty(out, nothing_waits(visit));
  } else {
    write_list(out, visit, queue, asked, refused);
  }
  const PageHead head{.title = title, .indexing = Indexing::refused, .current = "moderation"};
  return render_page(visit, head, out.take(), {}, status);
}

struct Decided {
  bool yes = false;
  Reason reason;
};
// What the button says, with the words beside it. Nothing, and refused in `state`, when the words are missing.
std::optional<Decided> decision_typed(html::FormState& state) {
  const auto typed = state.value(kDecisionField);
  if (typed == kYes) return Decided{.yes = true};
  const auto ground = parse_ground(typed);
  if (!ground && typed != kInWords) throw BadRequest({"We could not make sense of this form."}, "no decision");
  auto words = text::check_text(state.value("reason"),
                                {.min = ground ? 0u : 1u, .max = kMaxReasonWords, .lines = text::Lines::many});
  if (words.problem) {
    state.refuse("reason", *words.problem);
    return std::nullopt;
  }
  return Decided{.reason = {ground.value_or(Ground::other), std::move(words.value)}};
}

// What is decided on, as its address or a form's `item` names it.
struct Named {
  bool is_case = false;
  std::int64_t id = 0;
};
std::optional<Named> parse_item(std::string_view name) {
  const auto colon = name.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto kind = name.substr(0, colon);
  const auto id = parse_id(name.substr(colon + 1));
  if (!id || (kind != "case" && kind != "contribution")) return std::nullopt;
  return Named{kind == "case", *id};
}

// All of them, before anything is decided.
std::vector<Named> items_ticked(const Visit& visit) {
  std::vector<Named> items;
  for (const auto name : visit.request.form.all("item")) {
    const auto item = parse_item(name);
    if (!item || items.size() == kMostTicked)
      throw BadRequest({"We could not make sense of this form."}, "no such item");
    items.push_back(*item);
  }
  return items;
}

// False when somebody decided before.
bool apply(store::Transaction& transaction, const Act& act, const Named& item, const Decided& decided,
           std::string_view origin) {
  if (item.is_case) {
    return decided.yes ? leave_standing(transaction, act, {item.id})
                       : hide_flagged(transaction, act, {item.id}, decided.reason);
  }
  return decided.yes ? let_through(transaction, act, {item.id}, origin).has_value()
                     : turn_down(transaction, act, {item.id}, decided.reason);
}

const char* done_words(const Named& item, const Decided& decided) {
  if (item.is_case) {
    return decided.yes ? text::msgid("It stays as it stands.") : text::msgid("Hidden. Its author reads why.");
  }
  return decided.yes ? text::msgid("It stands there now.") : text::msgid("Turned down. Its author reads why.");
}

http::Response decide_one(Visit& visit, const char* parameter) {
  require_decider(visit);
  const auto id = parse_id(visit.request.parameter(parameter));
  if (!id) throw NotFound();
  const Named item{std::string_view(parameter) == "case", *id};
  const auto name = (item.is_case ? "case:" : "contribution:") + id_text(*id);
  html::FormState state(visit.request.form.pairs());
  const auto decided = decision_typed(state);
  if (!decided) return render(visit, name, state, 422);
  const auto act = act_of(visit);
  try {
    const bool done = visit.community.store().write(
        [&](store::Transaction& transaction) { return apply(transaction, act, item, *decided, visit.origin); });
    return to_queue(visit, done ? done_words(item, *decided) : text::msgid("Somebody had decided already."));
  } catch (const Conflict& conflict) {
    if (is_by_script(visit)) return http::text(text::tr(visit.language, conflict.sentence()), conflict.status());
    state.refuse("reason", conflict.sentence());
    return render(visit, name, state, conflict.status());
  }
}

}  // namespace

http::Response show_queue(Visit& visit) {
  require_decider(visit);
  return render(visit);
}

http::Response decide(Visit& visit) { return decide_one(visit, "contribution"); }
http::Response decide_on_case(Visit& visit) { return decide_one(visit, "case"); }

// Each in a write of its own, so that one that cannot be decided keeps none of the others back; all at one instant, so
// that they are taken back together.
http::Response decide_on_many(Visit& visit) {
  require_decider(visit);
  html::FormState state(visit.request.form.pairs());
  const auto decided = decision_typed(state);
  if (!decided) return render(visit, {}, state, 422);
  const auto items = items_ticked(visit);
  const auto act = act_of(visit);
  bool all = true;
  for (const auto& item : items) {
    try {
      visit.community.store().write(
          [&](store::Transaction& transaction) { return apply(transaction, act, item, *decided, visit.origin); });
    } catch (const Refusal&) {
      all = false;
    }
  }
  if (items.empty()) return to_queue(visit, text::msgid("Tick what you decide on first."));
  return to_queue(visit, all ? text::msgid("Decided.") : text::msgid("Decided, but for what still stands here."));
}

http::Response undo_last(Visit& visit) {
  require_decider(visit);
  const auto act = act_of(visit);
  const auto undone = visit.community.store().write(
      [&](store::Transaction& transaction) { return undo_last_decision(transaction, act); });
  return to_queue(visit, undone > 0 ? text::msgid("Taken back: it waits again.")
                                    : text::msgid("There is no decision of yours to take back."));
}

}  // namespace parvis::moderation
