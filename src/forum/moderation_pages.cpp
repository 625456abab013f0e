// What leaders and managers do with a whole thread: close, pin, move. Each state is undone at the same address.
#include "community/threads/closure.h"
#include "community/threads/move.h"
#include "community/threads/pin.h"
#include "community/threads/standing.h"
#include "community/threads/visit_act.h"
#include "core/text/marks.h"
#include "forum/asked.h"
#include "forum/composer_views.h"
#include "forum/thread_content.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

Thread read_thread(Visit& visit, Action action) {
  auto thread = visit.community.store().read(
      [&](store::Reader& reader) { return find_thread(reader, visit.viewer, *visit.spaces, thread_asked(visit)); });
  if (!may(visit.member(), visit.readable_space(thread.space), action)) throw Forbidden();
  require_standing(thread);
  return thread;
}

template <class Change>
http::Response change_state(Visit& visit, Action action, Change change) {
  const auto thread = read_thread(visit, action);
  const auto wanted = turned(visit, "value");
  const auto act = act_of(visit);
  visit.community.store().write([&](store::Transaction& transaction) { change(transaction, act, thread.id, wanted); });
  return http::see_other(thread_path(thread.id, thread.slug));
}

std::vector<const Space*> spaces_to_move_to(const Visit& visit, const Thread& thread) {
  std::vector<const Space*> spaces;
  for (const auto* space : readable_spaces(visit.viewer, *visit.spaces)) {
    if (space->id != thread.space && may(visit.viewer, *space, Action::move)) spaces.push_back(space);
  }
  return spaces;
}

// A question may go where people converse.
bool loses_votes(const Visit& visit, const Thread& thread, const std::vector<const Space*>& to) {
  const auto* from = visit.spaces->find(thread.space);
  if (!from || from->kind != SpaceKind::questions) return false;
  return std::ranges::any_of(to, [](const Space* space) { return space->kind != SpaceKind::questions; });
}

http::Response render_move(const Visit& visit, const Thread& thread, const html::FormState& state, int status) {
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("p", {{"class", "crumbs"}});
  out.element("a", {{"href", thread_path(thread.id, thread.slug)}, {"lang", thread.language}},
              text::tie_marks(thread.title))
      .close();
  out.element("h1", visit.tr("Move this conversation")).close();
  const auto spaces = spaces_to_move_to(visit, thread);
  if (spaces.empty()) {
    write_empty(out, visit.tr("There is no other space that you moderate."), visit.tr("Back to the conversation"),
                thread_path(thread.id, thread.slug));
    return render_page(visit, {.title = visit.tr("Move this conversation"), .indexing = Indexing::refused}, out.take(),
                       {}, status);
  }
  std::vector<std::string> ids;
  for (const auto* space : spaces) ids.push_back(id_text(space->id));
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < spaces.size(); ++i)
    choices.push_back({.value = ids[i], .label = spaces[i]->name.in(visit.language)});
  const auto hint =
      loses_votes(visit, thread, spaces)
          ? visit.tr(
                "Votes are shown in spaces for questions only. In another space they are hidden, and come back "
                "with the conversation.")
          : "";
  html::Form form(out, state, say_in(visit), "move");
  form.summary(visit.tr(kCheckThis)).open("/threads/" + id_text(thread.id) + "/move", visit.form_token);
  const auto label = visit.tr("To which space");
  form.select({.name = "space", .label = label, .hint = hint, .choices = choices});
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Move"));
  out.element("a", {{"class", "button bare"}, {"href", thread_path(thread.id, thread.slug)}}, visit.tr("Cancel"))
      .close();
  form.close();
  return render_page(visit, {.title = visit.tr("Move this conversation"), .indexing = Indexing::refused}, out.take(),
                     {}, status);
}

}  // namespace

http::Response change_closure(Visit& visit) {
  const auto change = [](store::Transaction& transaction, const Act& act, ThreadId thread, Turned wanted) {
    if (wanted == Turned::on)
      close_thread(transaction, act, thread);
    else
      reopen_thread(transaction, act, thread);
  };
  return change_state(visit, Action::close, change);
}

http::Response change_pin(Visit& visit) {
  const auto change = [](store::Transaction& transaction, const Act& act, ThreadId thread, Turned wanted) {
    if (wanted == Turned::on)
      pin_thread(transaction, act, thread);
    else
      unpin_thread(transaction, act, thread);
  };
  return change_state(visit, Action::pin, change);
}

http::Response show_move(Visit& visit) { return render_move(visit, read_thread(visit, Action::move), {}, 200); }

http::Response change_space(Visit& visit) {
  const auto thread = read_thread(visit, Action::move);
  const auto chosen = parse_id(visit.request.form.get("space"));
  if (!chosen || !visit.spaces->find(SpaceId{*chosen})) {
    html::FormState state(visit.request.form.pairs());
    state.refuse("space", {"Choose a space."});
    return render_move(visit, thread, state, 422);
  }
  const auto act = act_of(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { move_thread(transaction, act, thread.id, SpaceId{*chosen}); });
  return http::see_other(thread_path(thread.id, thread.slug));
}

}  // namespace parvis::forum
