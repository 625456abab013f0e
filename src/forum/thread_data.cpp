// What search engines read of a thread: QAPage for questions
// (https://developers.google.com/search/docs/appearance/structured-data/qapage), DiscussionForumPosting for the rest
// (…/discussion-forum).
#include <boost/json.hpp>

#include "community/page/structured_data.h"
#include "forum/stored_words.h"
#include "forum/thread_views.h"

namespace parvis::forum {

using namespace community;

namespace {

// They show a few lines of a few posts; the page itself holds the rest.
constexpr std::size_t kPostsDescribed = 6;
constexpr std::size_t kCharacters = 300;

boost::json::object post_data(const ThreadView& view, const PostView& post, std::string_view type) {
  boost::json::object data{{"@type", type},
                           {"text", excerpt_of(post, kCharacters)},
                           {"datePublished", to_rfc3339(post.created_at)},
                           {"url", view.visit.origin + view.path_of(post.number)}};
  if (post.author_status != MemberStatus::former) {
    data["author"] = person_data(post.author_name, view.visit.origin + member_path(post.author_handle));
  }
  if (post.edited_at) data["dateModified"] = to_rfc3339(*post.edited_at);
  if (type != "Comment" && type != "DiscussionForumPosting") data["upvoteCount"] = post.up - post.down;
  return data;
}

boost::json::array others_data(const ThreadView& view, std::string_view type) {
  boost::json::array others;
  for (const auto& post : view.content.posts) {
    if (post.number == 1 || post.deleted() || (type == "Answer" && view.is_solution(post))) continue;
    if (others.size() == kPostsDescribed) break;
    others.push_back(post_data(view, post, type));
  }
  return others;
}

boost::json::object question_data(const ThreadView& view, const PostView& first) {
  auto question = post_data(view, first, "Question");
  question["name"] = view.thread().title;
  question["answerCount"] = std::max<std::int64_t>(view.thread().posts - 1, 0);
  if (view.content.solution && !view.content.solution->deleted()) {
    question["acceptedAnswer"] = post_data(view, *view.content.solution, "Answer");
  }
  question["suggestedAnswer"] = others_data(view, "Answer");
  return {{"@context", "https://schema.org"}, {"@type", "QAPage"}, {"mainEntity", std::move(question)}};
}

boost::json::object discussion_data(const ThreadView& view, const PostView& first) {
  auto posting = post_data(view, first, "DiscussionForumPosting");
  posting["@context"] = "https://schema.org";
  posting["headline"] = view.thread().title;
  posting["interactionStatistic"] =
      boost::json::array{counter_data("CommentAction", std::max<std::int64_t>(view.thread().posts - 1, 0)),
                         counter_data("LikeAction", view.thread().thanks)};
  posting["comment"] = others_data(view, "Comment");
  return posting;
}

}  // namespace

html::Html thread_data(const ThreadView& view) {
  const auto& posts = view.content.posts;
  if (posts.empty() || posts.front().number != 1 || posts.front().deleted()) return {};
  return structured_data(view.asks() ? question_data(view, posts.front()) : discussion_data(view, posts.front()));
}

}  // namespace parvis::forum
