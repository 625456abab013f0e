// The two ways to the latest posts that match: through the lists of the words, or backwards through all posts from the
// newest, looking at the words of each. The first costs by the matches there are, the second by how many posts lie
// between them, so that the one is for rare words and the other for common ones. Each is a statement that stays
// prepared and is planned once: what it could be planned for stands in a subquery, out of the planner's sight. Each
// brings where the posts stand along. For search_index_postgres.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/search/search_index.h"
#include "community/search/search_words_postgres.h"

namespace parvis::community::postgres {

// A post that was found, with its thread as it is now.
struct Found {
  PostId post;
  ThreadId thread;
  Instant created_at;
  std::optional<SpaceId> space;  // nothing when the thread is deleted
  std::optional<std::int64_t> thanks, score;
  std::optional<PostId> solution, gone;  // gone: this post, when it is deleted

  bool stands() const { return space && !gone; }
  Match match() const {
    return {.post = post,
            .thread = thread,
            .created_at = created_at,
            .facts = ThreadFacts{.space = *space, .thanks = *thanks, .score = *score, .solution = solution}};
  }
};

// What is sought: a tsquery's text and the share of all posts that hold it.
struct Sought {
  std::string expression;
  double share = 0;
};

// How many posts one answer brings. What a search takes of a common word stands on the first page; later ones grow, for
// readers who may read little of what there is.
enum class Page { of_titles = 150, first = 320, second = 640, third = 1280, largest = 2000 };
Page after(Page page);

// How many posts to look at going backwards until a page is full, twice as many as expected; nothing when the lists of
// the words are shorter.
std::optional<std::int64_t> backwards(double share, double posts, Page page);

// Goes through the posts up to `newest` that are sought, the latest first, page after page, until `take` has enough.
// It is given each page whole and answers whether to go on.
using TakePage = std::function<bool(std::vector<Found>)>;
void walk(store::Reader& reader, const Sought& sought, PostId newest, Page first, const TakePage& take);
// Sends what `walk` asks first.
void foresee_walk(store::Reader& reader, const Sought& sought, PostId newest, Page first);

// Of the posts that wait to be folded again; of the latest 50 of a thread.
std::vector<Found> find_pending(store::Reader& reader, const std::string& expression);
std::vector<Found> find_in_thread(store::Reader& reader, const std::string& expression, ThreadId thread, PostId newest);

}  // namespace parvis::community::postgres
