// Thanks and other reactions, votes, the accepted answer: gestures that change one thing and come back to the post.
#include "community/pace/pace.h"
#include "community/page/page.h"
#include "community/threads/reaction.h"
#include "community/threads/solution.h"
#include "community/threads/visit_act.h"
#include "community/threads/vote.h"
#include "forum/asked.h"
#include "forum/thread_content.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

std::string path_of(store::Reader& reader, const Visit& visit, PostId id) {
  const auto found = find_post(reader, visit.viewer, *visit.spaces, id);
  return post_path(found.thread.id, found.thread.slug, found.post.number);
}

Ballot ballot_asked(const Visit& visit) {
  const auto value = visit.request.form.get("value");
  if (value == "up") return Ballot::up;
  if (value == "down") return Ballot::down;
  if (value == "none") return Ballot::none;
  throw BadRequest({"We could not make sense of this form."}, "no such ballot");
}

}  // namespace

http::Response change_reaction(Visit& visit) {
  const auto post = post_asked(visit);
  keep(visit, Pace::gestures);
  const auto act = act_of(visit);
  const auto give = visit.request.form.find("give");
  const auto kind = give ? *give : visit.request.form.get("take");
  const auto place = visit.community.store().write([&](store::Transaction& transaction) {
    react(transaction, act, post, kind, give ? Give::on : Give::off, visit.identity->reactions);
    return path_of(transaction, visit, post);
  });
  return http::see_other(place);
}

http::Response change_vote(Visit& visit) {
  const auto post = post_asked(visit);
  const auto ballot = ballot_asked(visit);
  keep(visit, Pace::gestures);
  const auto act = act_of(visit);
  const auto place = visit.community.store().write([&](store::Transaction& transaction) {
    cast_vote(transaction, act, post, ballot);
    return path_of(transaction, visit, post);
  });
  return http::see_other(place);
}

http::Response change_solution(Visit& visit) {
  const auto thread = thread_asked(visit);
  const auto typed = visit.request.form.get("post");
  const auto post = parse_id(typed);
  if (!typed.empty() && !post) throw BadRequest({"We could not make sense of this form."}, "post is no identifier");
  keep(visit, Pace::gestures);
  const auto act = act_of(visit);
  const auto place = visit.community.store().write([&](store::Transaction& transaction) {
    const auto found = find_thread(transaction, visit.viewer, *visit.spaces, thread);
    const auto answer = post ? PostId{*post} : found.solution.value_or(PostId{});
    if (!answer) return thread_path(found.id, found.slug);
    if (find_post(transaction, visit.viewer, *visit.spaces, answer).thread.id != thread) throw NotFound();
    if (post)
      accept_solution(transaction, act, answer);
    else
      withdraw_solution(transaction, act, thread);
    return path_of(transaction, visit, answer);
  });
  return http::see_other(place);
}

}  // namespace parvis::forum
