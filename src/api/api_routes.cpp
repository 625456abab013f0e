#include "api/api_routes.h"

#include <algorithm>

#include "api/handlers.h"

namespace parvis::api {

using http::Method;

const std::vector<Call>& calls() {
  static const Parameter kAfter{"after", "where to go on: the `next` of the page before"};
  static const Parameter kLimit{"limit", "how many at once: 1 to 100"};
  static const std::vector<Call> table{
      {Method::get, "/community", get_community, Caller::everyone, "Name, languages and counts", {}, "", "Community"},
      {Method::get, "/spaces", list_spaces, Caller::everyone, "The spaces one may read", {}, "", "SpaceList"},
      {Method::get,
       "/threads",
       list_threads,
       Caller::everyone,
       "Threads",
       {{"space", "slug or identifier"},
        {"tag", "name"},
        {"order", "latest, newest, appreciated or unanswered"},
        kLimit,
        kAfter},
       "",
       "ThreadList"},
      {Method::post, "/threads", create_thread, Caller::members, "Open a thread", {}, "NewThread", "Thread", 201},
      {Method::get, "/threads/{thread}", get_thread, Caller::everyone, "One thread", {}, "", "Thread"},
      {Method::get,
       "/threads/{thread}/posts",
       list_posts,
       Caller::everyone,
       "The posts of a thread, by number",
       {{"from", "the first number wanted"}, kLimit, kAfter},
       "",
       "PostList"},
      {Method::post, "/threads/{thread}/posts", create_post, Caller::members, "Reply", {}, "NewPost", "Post", 201},
      {Method::post,
       "/threads/{thread}/split",
       split_thread,
       Caller::members,
       "Split posts off into a new thread",
       {},
       "NewSplit",
       "Thread",
       201},
      {Method::post,
       "/threads/{thread}/merge",
       merge_thread,
       Caller::members,
       "Merge two threads: the one that began later goes into the other",
       {},
       "NewMerge",
       "Thread"},
      {Method::put,
       "/threads/{thread}/solution",
       accept_solution,
       Caller::members,
       "Accept an answer",
       {},
       "NewSolution",
       "Solution"},
      {Method::del,
       "/threads/{thread}/solution",
       withdraw_solution,
       Caller::members,
       "Withdraw the accepted answer",
       {},
       "",
       "Solution"},
      {Method::get, "/posts/{post}", get_post, Caller::everyone, "One post with its comments", {}, "", "Post"},
      {Method::patch, "/posts/{post}", edit_post, Caller::members, "Edit a post", {}, "PostEdit", "Post"},
      {Method::del, "/posts/{post}", delete_post, Caller::members, "Delete a post", {}, "", "Deletion"},
      {Method::post,
       "/posts/{post}/comments",
       create_comment,
       Caller::members,
       "Comment on a post",
       {},
       "NewComment",
       "Comment",
       201},
      {Method::get, "/comments/{comment}", get_comment, Caller::everyone, "One comment", {}, "", "Comment"},
      {Method::put,
       "/posts/{post}/reactions/{kind}",
       give_reaction,
       Caller::members,
       "React to a post",
       {},
       "",
       "ReactionState"},
      {Method::del,
       "/posts/{post}/reactions/{kind}",
       withdraw_reaction,
       Caller::members,
       "Take a reaction back",
       {},
       "",
       "ReactionState"},
      {Method::put, "/posts/{post}/vote", vote, Caller::members, "Vote on a post", {}, "NewVote", "VoteState"},
      {Method::get,
       "/members/{member}",
       get_member,
       Caller::everyone,
       "One member, by identifier or handle",
       {},
       "",
       "Member"},
      {Method::get,
       "/search",
       search_threads,
       Caller::everyone,
       "Search",
       {{"q", "what to look for, as in the search field"}, {"order", "best or latest"}, kAfter},
       "",
       "ResultList"},
      {Method::get,
       "/activities",
       list_activities,
       Caller::managers,
       "The timeline, in order",
       {kLimit, kAfter},
       "",
       "ActivityList"},
  };
  return table;
}

void check_query(http::Method method, std::string_view pattern, const http::Fields& query) {
  if (query.pairs().empty() || !pattern.starts_with(kRoot)) return;
  const auto path = pattern.substr(std::string_view(kRoot).size());
  const auto is_it = [&](const Call& one) { return one.method == method && one.path == path; };
  const auto call = std::ranges::find_if(calls(), is_it);
  if (call == calls().end()) return;
  for (const auto& parameter : call->query) {
    const auto values = query.all(parameter.name);
    const bool differ = std::ranges::any_of(values, [&](std::string_view value) { return value != values.front(); });
    if (differ) {
      throw BadRequest({"The parameter “{name}” is given twice.", {{"name", std::string(parameter.name)}}});
    }
  }
}

}  // namespace parvis::api
