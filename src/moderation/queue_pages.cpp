// The queue: what waits in the spaces where the viewer may decide, oldest first, each with its place and author.
#include "community/page/form_words.h"
#include "community/page/member_views.h"
#include "community/threads/visit_act.h"
#include "core/text/validate.h"
#include "moderation/contribution_views.h"
#include "moderation/moderation_pages.h"

namespace parvis::moderation {

using namespace community;

namespace {

struct Waiting {
  Contribution contribution;
  Surroundings around;
};

struct Queue {
  std::vector<Waiting> rows;
  std::int64_t count = 0;
};

void require_decider(const Visit& visit) {
  const auto& spaces = visit.spaces->all();
  const bool decides =
      std::ranges::any_of(spaces, [&](const Space& space) { return may(visit.member(), space, Action::decide); });
  if (!decides) throw Forbidden();
}

Queue read_queue(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    Queue queue{.rows = {}, .count = count_waiting_for(reader, visit.viewer, *visit.spaces)};
    const auto after = parse_id(visit.request.query.get("after")).value_or(0);
    for (auto& one : waiting_for(reader, visit.viewer, *visit.spaces, {after})) {
      auto around = surroundings_of(reader, visit, one);
      queue.rows.push_back({std::move(one), std::move(around)});
    }
    return queue;
  });
}

void write_decision(html::Writer& out, const Visit& visit, const Waiting& row, const html::FormState& state) {
  const auto id = id_text(row.contribution.id);
  html::Form form(out, state, say_in(visit), "decision-" + id);
  form.open("/moderation/contributions/" + id, visit.form_token);
  out.open("div", {{"class", "decision"}});
  form.submit(visit.tr("Let it through"), "decision", "yes", html::Emphasis::main);
  out.open("details", {{"class", "refusal"}, {"open", state.is_refused()}});
  out.element("summary", {{"class", "button"}}, visit.tr("Turn it down"));
  const auto label = visit.tr("Why"), hint = visit.tr("They read it. Say what would make it fit.");
  form.text_area({.name = "reason", .label = label, .hint = hint, .rows = 3});
  form.submit(visit.tr("Turn it down"), "decision", "no", html::Emphasis::plain);
  out.close().close();
  form.close();
}

void write_row(html::Writer& out, const Visit& visit, const Waiting& row, const html::FormState& state) {
  const auto& [contribution, around] = row;
  out.open("li", {{"class", "waiting"}, {"id", "contribution-" + id_text(contribution.id)}});
  out.open("p", {{"class", "meta"}});
  write_place(out, visit, contribution, around);
  out.close();
  out.open("p", {{"class", "who row"}});
  write_face(out, around.author_name, around.author_hue);
  out.element("a", {{"href", member_path(around.author_handle)}}, around.author_name);
  out.open("span", {{"class", "quiet small"}});
  write_time(out, visit, contribution.sent_at);
  out.close().close();
  write_contribution(out, contribution, around);
  write_decision(out, visit, row, state);
  out.close();
}

// `refused` belongs to the contribution of that name.
http::Response render(Visit& visit, ContributionId asked = {}, const html::FormState& refused = {}, int status = 200) {
  const auto queue = read_queue(visit);
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Waiting to be read"));
  if (queue.count > 0) {
    out.element("p", visit.trn("{n} contribution waits, the oldest first.", "{n} contributions wait, the oldest first.",
                               queue.count));
  }
  out.close();
  if (queue.rows.empty()) {
    write_empty(out, visit.tr("Nothing waits. Well done: everybody’s words stand where they belong."));
  } else {
    out.open("ul", {{"class", "list queue"}});
    for (const auto& row : queue.rows) {
      write_row(out, visit, row, row.contribution.id == asked ? refused : html::FormState());
    }
    out.close();
    if (queue.rows.size() == static_cast<std::size_t>(kWaitingPerPage)) {
      const auto next = "/moderation?after=" + id_text(queue.rows.back().contribution.id);
      out.open("p").element("a", {{"class", "button"}, {"href", next}}, visit.tr("Next page")).close();
    }
  }
  const PageHead head{.title = visit.tr("Waiting to be read"), .indexing = Indexing::refused, .current = "moderation"};
  return render_page(visit, head, out.take(), {}, status);
}

ContributionId contribution_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("contribution"));
  if (!id) throw NotFound();
  return {*id};
}

http::Response refuse(Visit& visit, ContributionId id, html::FormState& state, Sentence sentence, int status) {
  state.refuse("reason", std::move(sentence));
  return render(visit, id, state, status);
}

http::Response to_queue(const Visit& visit, const char* words) {
  return see_other_with_notice(visit, "/moderation", words);
}

http::Response let_it_through(Visit& visit, ContributionId id) {
  const auto act = act_of(visit);
  const auto published = visit.community.store().write(
      [&](store::Transaction& transaction) { return let_through(transaction, act, id, visit.origin); });
  return to_queue(visit,
                  published ? text::msgid("It stands there now.") : text::msgid("Somebody had decided already."));
}

http::Response turn_it_down(Visit& visit, ContributionId id, const std::string& reason) {
  const auto act = act_of(visit);
  const bool done = visit.community.store().write(
      [&](store::Transaction& transaction) { return turn_down(transaction, act, id, reason); });
  return to_queue(
      visit, done ? text::msgid("Turned down. Its author reads why.") : text::msgid("Somebody had decided already."));
}

}  // namespace

http::Response show_queue(Visit& visit) {
  require_decider(visit);
  return render(visit);
}

http::Response decide(Visit& visit) {
  require_decider(visit);
  const auto id = contribution_asked(visit);
  html::FormState state(visit.request.form.pairs());
  const auto decision = state.value("decision");
  if (decision != "yes" && decision != "no") {
    throw BadRequest({"We could not make sense of this form."}, "neither yes nor no");
  }
  try {
    if (decision == "yes") return let_it_through(visit, id);
    auto reason =
        text::check_text(state.value("reason"), {.min = 1, .max = kMaxTurnedDownReason, .lines = text::Lines::many});
    if (reason.problem) return refuse(visit, id, state, *reason.problem, 422);
    return turn_it_down(visit, id, reason.value);
  } catch (const Conflict& conflict) {
    return refuse(visit, id, state, conflict.sentence(), conflict.status());
  }
}

}  // namespace parvis::moderation
