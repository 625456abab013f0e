// What this community's own decisions teach about spam: each contribution that was let through or left standing, and
// each that was turned down or hidden as spam, is a lesson. Kept are the numbers of its signs (signs.h) and, folded
// from them, in how many lessons of each kind a number was seen; no text is. Before it is learnt, each is judged by
// what was known then, and that guess is how well the filter does. A decision taken back is unlearnt, so are lessons on
// the words of a member who is erased, and those past their time. Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/activity/verbs.h"
#include "community/moderation/signs.h"
#include "core/text/naive_bayes.h"

namespace parvis::community {

using LessonId = Id<struct LessonTag>;

// The numbers are the database's and stay.
enum class Lesson { fine = 1, spam = 2 };

// Below these nobody may rely on what it says.
inline constexpr std::int64_t kLeastLessons = 50, kLeastOfEach = 10;
inline constexpr int kLessonsMeasured = 500;              // the latest, by which it is measured
inline constexpr std::int64_t kLessonsKept = 730 * kDay;  // what spam was like before says little

// What was decided on: a contribution, a post or a comment.
struct Taught {
  ObjectKind kind = ObjectKind::post;
  std::int64_t object = 0;
  SignsOf of;
};
// Judges, then learns; what was learnt of this object before is unlearnt.
void learn(store::Transaction& transaction, const Taught& taught, Lesson lesson);
void unlearn(store::Transaction& transaction, ObjectKind kind, std::int64_t object);
// A few lessons in each write; answer how many went.
std::int64_t unlearn_of(store::Store& store, MemberId author);
std::int64_t drop_old_lessons(store::Store& store, Instant at);

// How likely it is spam, and the strongest signs for it. Nothing while too little was learnt.
struct Suspicion {
  double probability = 0;
  std::vector<Sign> reasons;  // three at most
};
std::optional<Suspicion> suspect(store::Reader& reader, const SignsOf& of);

struct LessonCounts {
  std::int64_t fine = 0, spam = 0;
  bool are_enough() const { return fine + spam >= kLeastLessons && fine >= kLeastOfEach && spam >= kLeastOfEach; }
};
LessonCounts lesson_counts(store::Reader& reader);
// The guesses made before the latest lessons were learnt.
std::vector<text::Guess> latest_guesses(store::Reader& reader);

// Signs whose counts are not what the lessons say; and their counting anew.
std::int64_t wrong_sign_counts(store::Reader& reader);
std::int64_t recount_signs(store::Transaction& transaction);

}  // namespace parvis::community
