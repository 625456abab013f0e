// A synthetic load for measurements: members, threads and posts in the proportions that communities have, texts of 10
// to 200 words in French and English, dates over two years, with reactions, votes, comments, accepted answers, tags and
// the timeline. The same seed gives the same content. Posts are queued for the search index, which is left to the
// indexer. Not resumable: a second run adds as much again.
#pragma once

#include <functional>

#include "community/types.h"
#include "core/store/store.h"
#include "exchange/progress.h"

namespace parvis::exchange {

struct GenerateOptions {
  std::size_t members = 100;
  std::size_t threads = 200;
  std::size_t posts = 2000;             // the first ones included; at least one for each thread
  std::size_t units = 0, services = 0;  // a directory, and who says that they were in one of them
  // Votes or thanks for each post, by who had joined, to aim at; zero: few, one post in three has some.
  double gestures = 0;
  std::uint64_t seed = 1;
  Instant until;  // the dates end here, two years after they began; zero: now
  std::function<void(const Progress&)> on_progress;
  // In one transaction: the more, the fewer times a page of an index is written. 30,000 make some 150 MB of log.
  std::size_t batch_posts = 30'000;
};

struct GenerateResult {
  std::size_t members = 0, threads = 0, posts = 0, comments = 0, reactions = 0, votes = 0;
  std::size_t longest_thread = 0;  // posts in it
  community::ThreadId longest;
  community::UnitId largest;  // the unit that most say they were in; zero without units
  double seconds = 0;
};

// Throws BadRequest when there are no members or fewer posts than threads.
void require_sense(const GenerateOptions& options);

// Throws what require_sense throws. Makes six spaces when there are none, two of
// them for questions.
GenerateResult generate(store::Store& store, const GenerateOptions& options);

std::string generate_summary(const GenerateResult& result);

}  // namespace parvis::exchange
