#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/moderation/contribution.h"
#include "community/moderation/moderation_case.h"
#include "community/moderation/watch.h"
#include "community/notifications/notifier.h"
#include "community/pace/pace.h"
#include "community/threads/comment.h"
#include "community/threads/post_deletion.h"
#include "community/threads/post_edit.h"
#include "community/threads/reaction.h"
#include "community/threads/solution.h"
#include "community/threads/title.h"
#include "community/threads/visit_act.h"
#include "community/threads/vote.h"
#include "core/store/foresight.h"

namespace parvis::api {

using namespace community;

namespace {

Person self(const Visit& visit) { return {visit.viewer.member, visit.viewer.handle, visit.viewer.display_name}; }

// The post as it is now, inside the transaction that changed it.
json::object present_post(const Visit& visit, store::Transaction& transaction, PostId id) {
  const auto found = find_post(transaction, visit.viewer, *visit.spaces, id);
  const auto faces = faces_of(transaction, {found.post.author});
  const Person author = faces.empty() ? Person{} : Person{faces[0].id, faces[0].handle, faces[0].display_name};
  return post(visit, found.post, author, found.thread.slug);
}

// A space to write in that is not there is a mistake of its field, not of the address.
SpaceId space_wished(const Visit& visit, std::string_view name) {
  try {
    return space_named(visit, name).id;
  } catch (const NotFound&) {
    return {};
  }
}

// The post that a reply answers, by the text of its identifier: readable, and of this thread.
std::optional<PostId> answered_post(store::Reader& reader, const Visit& visit, ThreadId thread, std::string_view text) {
  const auto id = parse_id(text);
  if (!id) return std::nullopt;
  try {
    const auto found = find_post(reader, visit.viewer, *visit.spaces, PostId{*id});
    if (found.thread.id == thread) return found.post.id;
  } catch (const NotFound&) {
  }
  return std::nullopt;
}

// What the rule makes of a field; its mistakes join those of the body.
template <class Value>
Value sound(Body& body, Outcome<Value> checked) {
  if (checked) return std::move(*checked);
  body.add(checked.mistakes());
  return {};
}

Answer reaction_answer(const ReactionState& state, PostId post) {
  json::object counts;
  for (const auto& reaction : parse_reactions(state.reactions)) counts[reaction.kind] = reaction.count;
  return {200, json::object{{"post", id_text(post)}, {"given", state.given}, {"reactions", std::move(counts)}}};
}

http::Response set_reaction(Visit& visit, std::string_view kind, Give give) {
  const auto post = id_of<PostId>(visit, "post");
  keep(visit, Pace::gestures);
  return write_once(visit, [&](store::Transaction& transaction) {
    return reaction_answer(react(transaction, act_of(visit), post, kind, give, visit.identity->reactions), post);
  });
}

// Somebody reads it first: the answer says so, and the object comes to be later.
std::optional<Answer> held(const Visit& visit, store::Transaction& transaction, NewContribution contribution,
                           std::optional<std::string> suspected) {
  const auto* space = visit.spaces->find(contribution.space);
  if (!space) return std::nullopt;
  const auto act = act_of(visit);
  if (permission(visit.viewer, *space, action_of(contribution.kind)) != Permission::waits) {
    auto why = why_it_waits(transaction, act, space->id, contribution.title + "\n" + contribution.body);
    if (!why) why = std::move(suspected);
    if (!why) return std::nullopt;
    contribution.held_for = std::move(*why);
  }
  const auto id = hold(transaction, act, contribution);
  return Answer{kAccepted, json::object{{"id", id_text(id)}, {"waiting", true}}};
}

}  // namespace

http::Response create_thread(Visit& visit) {
  require_writing(visit);
  auto body = body_of(visit);
  ThreadForm form;
  form.space = space_wished(visit, body.text("space"));
  form.title = body.text("title");
  form.body = body.text("body");
  form.tags = body.texts("tags");
  const auto composed = visit.community.store().read([&](store::Reader& reader) {
    return compose_thread(reader, visit.viewer, *visit.spaces, form, visit.language, visit.origin);
  });
  if (!composed) body.add(composed.mistakes());
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  keep(visit, Pace::threads);
  const auto suspected = visit.community.store().read([&](store::Reader& reader) {
    return why_suspected(reader, act_of(visit), composed->space, composed->title + "\n" + composed->text.body);
  });
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const NewContribution contribution{.kind = ContributionKind::thread,
                                       .space = composed->space,
                                       .thread = {},
                                       .post = {},
                                       .title = composed->title,
                                       .body = composed->text.body,
                                       .tags = composed->tags};
    if (auto answer = held(visit, transaction, contribution, suspected)) return std::move(*answer);
    const auto opened = open_thread(transaction, act_of(visit), *composed);
    const auto rows = thread_rows(transaction, visit.viewer, *visit.spaces, {opened.thread});
    auto object = thread(visit, rows.front());
    object["first_post"] = id_text(opened.post);
    return {kCreated, std::move(object)};
  });
}

http::Response create_post(Visit& visit) {
  require_writing(visit);
  const auto thread = id_of<ThreadId>(visit, "thread");
  auto body = body_of(visit);
  const auto typed = body.text("body");
  const auto reply_to = body.optional_text("reply_to");
  NewReply to{thread, {}};
  const auto composed = visit.community.store().read([&](store::Reader& reader) {
    if (reply_to) {
      find_thread(reader, visit.viewer, *visit.spaces, thread);
      to.reply_to = answered_post(reader, visit, thread, *reply_to).value_or(PostId{});
    }
    return compose_post(reader, typed, visit.language, visit.origin);
  });
  if (reply_to && !to.reply_to) body.add("reply_to", {"There is no such post in this thread."});
  if (!composed) body.add(composed.mistakes());
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  keep(visit, Pace::posts);
  const auto suspected = visit.community.store().read([&](store::Reader& reader) {
    const auto place = find_thread(reader, visit.viewer, *visit.spaces, thread);
    return why_suspected(reader, act_of(visit), place.space, "\n" + composed->body);
  });
  const auto publish = [&](store::Transaction& transaction) -> Answer {
    const auto act = act_of(visit);
    const auto place = find_thread(transaction, visit.viewer, *visit.spaces, thread);
    const NewContribution contribution{.kind = ContributionKind::reply,
                                       .space = place.space,
                                       .thread = thread,
                                       .post = to.reply_to,
                                       .title = {},
                                       .body = composed->body};
    if (auto answer = held(visit, transaction, contribution, suspected)) return std::move(*answer);
    const auto published = reply(transaction, act, to, *composed);
    Post written{.id = published.id,
                 .thread = thread,
                 .number = published.number,
                 .author = visit.viewer.member,
                 .created_at = act.at,
                 .body = composed->body,
                 .html = composed->html,
                 .language = composed->language};
    if (to.reply_to) written.reply_to = to.reply_to;
    return {kCreated, post(visit, written, self(visit), published.slug)};
  };
  const store::Foresight foresight(thread.value, [&](store::Reader& reader) {
    foresee_answer(visit, reader);
    foresee_reply(reader, visit.viewer, thread);
  });
  return write_once(visit, publish);
}

http::Response edit_post(Visit& visit) {
  require_writing(visit);
  const auto id = id_of<PostId>(visit, "post");
  auto body = body_of(visit);
  PostEdit edit{.post = id};
  const auto revisions = body.optional_number("revisions");
  edit.title = body.optional_text("title");
  if (body.has("tags")) edit.tags = body.texts("tags");
  const auto typed = body.text("body");
  const auto reason = body.optional_text("reason").value_or("");
  edit.reason = sound(body, check_reason(reason));
  if (edit.title) edit.title = sound(body, check_title(*edit.title));
  if (edit.tags) edit.tags = sound(body, check_tags(*edit.tags));
  SpaceId space;
  const auto composed = visit.community.store().read([&](store::Reader& reader) {
    const auto found = find_post(reader, visit.viewer, *visit.spaces, id);
    space = found.thread.space;
    edit.revisions = revisions.value_or(found.post.revisions);
    return compose_post(reader, typed, visit.language, visit.origin);
  });
  if (!composed) body.add(composed.mistakes());
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  keep(visit, Pace::posts);
  require_unsuspicious(visit.community.store(), act_of(visit), space, edit.title.value_or("") + "\n" + composed->body);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto result = community::edit_post(transaction, act_of(visit), edit, *composed);
    if (result.kind == EditResult::Kind::conflict) {
      throw Conflict({"Somebody else changed this post in the meantime. Read it again, then send your change."});
    }
    if (result.kind == EditResult::Kind::edited) {
      settle_edited(transaction, act_of(visit), id, {Ground::none, edit.reason});
    }
    return {200, present_post(visit, transaction, id)};
  });
}

http::Response delete_post(Visit& visit) {
  require_writing(visit);
  const auto id = id_of<PostId>(visit, "post");
  keep(visit, Pace::gestures);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    hide(transaction, act_of(visit), {ObjectKind::post, id.value}, {.ground = Ground::other, .words = {}});
    return {200, json::object{{"id", id_text(id)}, {"deleted", true}}};
  });
}

http::Response create_comment(Visit& visit) {
  require_writing(visit);
  const auto id = id_of<PostId>(visit, "post");
  auto body = body_of(visit);
  const auto typed = body.text("body");
  const auto composed = visit.community.store().read(
      [&](store::Reader& reader) { return compose_comment(reader, typed, visit.language); });
  if (!composed) body.add(composed.mistakes());
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  keep(visit, Pace::posts);
  const auto suspected = visit.community.store().read([&](store::Reader& reader) {
    const auto found = find_post(reader, visit.viewer, *visit.spaces, id);
    return why_suspected(reader, act_of(visit), found.thread.space, "\n" + composed->body);
  });
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto found = find_post(transaction, visit.viewer, *visit.spaces, id);
    const NewContribution contribution{.kind = ContributionKind::comment,
                                       .space = found.thread.space,
                                       .thread = found.thread.id,
                                       .post = id,
                                       .title = {},
                                       .body = composed->body};
    if (auto answer = held(visit, transaction, contribution, suspected)) return std::move(*answer);
    const auto made = add_comment(transaction, act_of(visit), id, *composed);
    const auto written = find_comment(transaction, visit.viewer, *visit.spaces, made);
    return {kCreated, comment(visit, written, self(visit), found.thread.id, found.thread.slug, found.post.number)};
  });
}

http::Response give_reaction(Visit& visit) {
  require_writing(visit);
  return set_reaction(visit, visit.request.parameter("kind"), Give::on);
}

http::Response withdraw_reaction(Visit& visit) {
  require_writing(visit);
  return set_reaction(visit, visit.request.parameter("kind"), Give::off);
}

http::Response vote(Visit& visit) {
  require_writing(visit);
  const auto id = id_of<PostId>(visit, "post");
  auto body = body_of(visit);
  const auto value = body.text("value");
  if (value != "up" && value != "down" && value != "none") body.add("value", {"Use up, down or none."});
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  keep(visit, Pace::gestures);
  const auto ballot = value == "up" ? Ballot::up : value == "down" ? Ballot::down : Ballot::none;
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto state = cast_vote(transaction, act_of(visit), id, ballot);
    return {200, json::object{{"post", id_text(id)}, {"up", state.up}, {"down", state.down}, {"own", value}}};
  });
}

http::Response accept_solution(Visit& visit) {
  require_writing(visit);
  const auto thread = id_of<ThreadId>(visit, "thread");
  auto body = body_of(visit);
  const auto id = parse_id(body.text("post"));
  if (!id) body.add("post", {"There is no such post."});
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  keep(visit, Pace::gestures);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    if (find_post(transaction, visit.viewer, *visit.spaces, PostId{*id}).thread.id != thread) throw NotFound();
    community::accept_solution(transaction, act_of(visit), PostId{*id});
    return {200, json::object{{"thread", id_text(thread)}, {"solution", id_text(*id)}}};
  });
}

http::Response withdraw_solution(Visit& visit) {
  require_writing(visit);
  const auto thread = id_of<ThreadId>(visit, "thread");
  keep(visit, Pace::gestures);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    community::withdraw_solution(transaction, act_of(visit), thread);
    return {200, json::object{{"thread", id_text(thread)}, {"solution", nullptr}}};
  });
}

}  // namespace parvis::api
