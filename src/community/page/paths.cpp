#include <array>

#include "community/page/page.h"

namespace parvis::community {
namespace {

// What stands after /threads/{thread}/ and is no slug. A thread titled "Unread" gets a slug of its own.
constexpr std::array<std::string_view, 18> kTakenWords{"at",    "closure", "deletion", "edit",  "follow", "history",
                                                       "merge", "move",    "pace",     "pin",   "posts",  "read",
                                                       "reply", "share",   "solution", "split", "tags",   "unread"};

}  // namespace

std::string thread_slug(std::string_view slug) {
  if (slug.empty()) return "-";
  if (std::ranges::find(kTakenWords, slug) != kTakenWords.end()) return std::string(slug) + "-";
  return http::percent_encode(slug);
}

std::string thread_path(ThreadId thread, std::string_view slug) {
  return "/threads/" + id_text(thread) + "/" + thread_slug(slug);
}

std::string post_path(ThreadId thread, std::string_view slug, std::int64_t number) {
  const auto anchor = "#post-" + std::to_string(number);
  if (number <= 1) return thread_path(thread, slug) + anchor;
  return thread_path(thread, slug) + "/" + std::to_string(number) + anchor;
}

std::string comment_path(ThreadId thread, std::string_view slug, std::int64_t number, CommentId comment) {
  auto path = post_path(thread, slug, number);
  path.resize(path.find('#'));
  return path + "#comment-" + id_text(comment);
}

std::string space_path(std::string_view slug) { return "/spaces/" + http::percent_encode(slug); }

std::string tag_path(std::string_view name_key) { return "/tags/" + http::percent_encode(name_key); }

std::string member_path(std::string_view handle) { return "/members/" + http::percent_encode(handle); }

}  // namespace parvis::community
