#include "community/moderation/lesson.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "core/crypto/crypto.h"
#include "core/store/id_list.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kSaltSetting[] = "lessons.salt";
constexpr store::Sql kInsert{R"(
  insert into lesson (id, object_kind, object, author, learnt_at, lesson, guess, signs)
  values ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr store::Sql kFind{"select id, lesson, signs from lesson where object_kind = $1 and object = $2"};
constexpr store::Sql kOfAuthor{"select id, lesson, signs from lesson where author = $1 order by id limit 10"};
constexpr store::Sql kOld{"select id, lesson, signs from lesson where learnt_at < $1 order by learnt_at limit 10"};
constexpr store::Sql kAll{"select id, lesson, signs from lesson order by id"};
constexpr store::Sql kDelete{"delete from lesson where id = $1"};
constexpr store::Sql kCount{R"(
  insert into sign_count (sign, fine, spam) values ($1, $2, $3)
  on conflict (sign) do update set fine = sign_count.fine + excluded.fine, spam = sign_count.spam + excluded.spam)"};
constexpr store::Sql kDropUnseen{"delete from sign_count where sign = $1 and fine <= 0 and spam <= 0"};
constexpr store::Sql kSeen{"select sign, fine, spam from sign_count where sign"};
// The sign of every lesson, so that how many there are is one look.
constexpr std::int64_t kEvery = 0;
constexpr store::Sql kCounts{"select fine, spam from sign_count where sign = 0"};
constexpr store::Sql kGuesses{R"(
  select guess, case when lesson = 2 then 1 else 0 end from lesson where guess is not null order by id desc limit $1)"};
constexpr store::Sql kSigns{"select sign, fine, spam from sign_count"};
constexpr store::Sql kForgetSigns{"delete from sign_count"};

constexpr std::size_t kReasons = 3;
constexpr double kMillion = 1e6;

struct Learnt {
  LessonId id;
  Lesson lesson = Lesson::fine;
  std::string signs;
};
struct SignSeen {
  std::int64_t sign = 0, fine = 0, spam = 0;
  friend bool operator==(const SignSeen&, const SignSeen&) = default;
};
struct Guessed {
  std::int64_t millionths = 0;
  bool was_spam = false;
};
struct SignNumber {
  std::int64_t value = 0;
};

std::vector<std::int64_t> numbers_in(const std::string& signs) {
  std::vector<std::int64_t> numbers{kEvery};
  const auto kept = boost::json::parse(signs);
  for (const auto& value : kept.as_array()) numbers.push_back(value.to_number<std::int64_t>());
  return numbers;
}

std::string text_of(const std::vector<Sign>& signs) {
  boost::json::array numbers;
  for (const auto& sign : signs) numbers.push_back(sign.number);
  return boost::json::serialize(numbers);
}

void count(store::Transaction& transaction, const std::vector<std::int64_t>& numbers, Lesson lesson,
           std::int64_t difference) {
  const auto fine = lesson == Lesson::fine ? difference : 0, spam = lesson == Lesson::spam ? difference : 0;
  for (const auto number : numbers) {
    transaction.run(kCount, number, fine, spam);
    if (difference < 0) transaction.run(kDropUnseen, number);
  }
}

void forget(store::Transaction& transaction, const std::vector<Learnt>& lessons) {
  for (const auto& one : lessons) {
    count(transaction, numbers_in(one.signs), one.lesson, -1);
    transaction.run(kDelete, one.id);
  }
}

// A lesson has hundreds of signs: a few lessons in each write, and others write between two.
template <class Next>
std::int64_t forget_in_pieces(store::Store& store, const Next& next) {
  std::int64_t forgotten = 0;
  while (true) {
    const auto some = store.write([&](store::Transaction& transaction) {
      const auto lessons = next(transaction);
      forget(transaction, lessons);
      return static_cast<std::int64_t>(lessons.size());
    });
    if (some == 0) return forgotten;
    forgotten += some;
  }
}

text::Judged judged(store::Reader& reader, const std::vector<Sign>& signs, const LessonCounts& counts) {
  std::vector<SignNumber> numbers;
  for (const auto& sign : signs) numbers.push_back({sign.number});
  std::map<std::int64_t, text::Seen> seen;
  for (const auto& row : reader.all<SignSeen>(kSeen + store::in_list(reader, "$1"), store::id_list(numbers))) {
    seen[row.sign] = {row.fine, row.spam};
  }
  std::vector<text::Seen> in_order;
  for (const auto& sign : signs) in_order.push_back(seen[sign.number]);
  return text::judge(in_order, {counts.fine, counts.spam});
}

std::map<std::int64_t, SignSeen> fold_all(store::Reader& reader) {
  std::map<std::int64_t, SignSeen> folded;
  reader.each<Learnt>(kAll, [&](Learnt&& one) {
    for (const auto number : numbers_in(one.signs)) {
      auto& sign = folded.try_emplace(number, SignSeen{number, 0, 0}).first->second;
      ++(one.lesson == Lesson::fine ? sign.fine : sign.spam);
    }
  });
  return folded;
}

}  // namespace

void learn(store::Transaction& transaction, const Taught& taught, Lesson lesson) {
  unlearn(transaction, taught.kind, taught.object);
  store::save_setting_once(transaction, kSaltSetting, crypto::random_token());
  const auto signs = signs_of(transaction, taught.of);
  const auto counts = lesson_counts(transaction);
  std::optional<std::int64_t> guess;
  if (counts.fine > 0 && counts.spam > 0) {
    guess = static_cast<std::int64_t>(judged(transaction, signs, counts).probability * kMillion);
  }
  const auto numbers = text_of(signs);
  transaction.run(kInsert, make_id<LessonId>(), taught.kind, taught.object, taught.of.author, now(), lesson, guess,
                  numbers);
  count(transaction, numbers_in(numbers), lesson, 1);
}

void unlearn(store::Transaction& transaction, ObjectKind kind, std::int64_t object) {
  forget(transaction, transaction.all<Learnt>(kFind, kind, object));
}

std::int64_t unlearn_of(store::Store& store, MemberId author) {
  return forget_in_pieces(store, [&](store::Reader& reader) { return reader.all<Learnt>(kOfAuthor, author); });
}

std::int64_t drop_old_lessons(store::Store& store, Instant at) {
  return forget_in_pieces(store, [&](store::Reader& reader) { return reader.all<Learnt>(kOld, at - kLessonsKept); });
}

std::optional<Suspicion> suspect(store::Reader& reader, const SignsOf& of) {
  const auto counts = lesson_counts(reader);
  if (!counts.are_enough()) return std::nullopt;
  const auto signs = signs_of(reader, of);
  const auto result = judged(reader, signs, counts);
  Suspicion suspicion{result.probability, {}};
  for (const auto& sign : result.strongest) {
    if (sign.weight > 0 && suspicion.reasons.size() < kReasons) suspicion.reasons.push_back(signs[sign.sign]);
  }
  return suspicion;
}

LessonCounts lesson_counts(store::Reader& reader) { return reader.one<LessonCounts>(kCounts).value_or(LessonCounts{}); }

std::vector<text::Guess> latest_guesses(store::Reader& reader) {
  std::vector<text::Guess> guesses;
  for (const auto& row : reader.all<Guessed>(kGuesses, kLessonsMeasured)) {
    guesses.push_back({static_cast<double>(row.millionths) / kMillion, row.was_spam});
  }
  return guesses;
}

std::int64_t wrong_sign_counts(store::Reader& reader) {
  auto folded = fold_all(reader);
  std::int64_t wrong = 0;
  for (const auto& row : reader.all<SignSeen>(kSigns)) {
    const auto found = folded.find(row.sign);
    if (found == folded.end() || found->second != row) ++wrong;
    if (found != folded.end()) folded.erase(found);
  }
  return wrong + static_cast<std::int64_t>(folded.size());
}

std::int64_t recount_signs(store::Transaction& transaction) {
  const auto wrong = wrong_sign_counts(transaction);
  if (wrong == 0) return 0;
  const auto folded = fold_all(transaction);
  transaction.run(kForgetSigns);
  for (const auto& [sign, seen] : folded) transaction.run(kCount, sign, seen.fine, seen.spam);
  return wrong;
}

}  // namespace parvis::community
