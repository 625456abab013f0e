// Calls that may be sent twice and happen once. A write with an `Idempotency-Key` keeps its answer in the transaction
// of the act; the same key with the same call gets that answer again, with another call a conflict. Kept for a day.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "api/objects.h"
#include "core/jobs/jobs.h"

namespace parvis::api {

inline constexpr int kAccepted = 202;        // it waits until somebody lets it through
inline constexpr int kCreated = 201;         // such an answer says in its Location header where the new object is
inline constexpr std::size_t kMaxKey = 200;  // a UUID has 36 characters
inline constexpr std::int64_t kKeptFor = kDay;

struct Answer {
  int status = 200;
  json::value body;
};

// Runs `act` once in a transaction and answers what it gives.
http::Response write_once(const Visit& visit, const std::function<Answer(store::Transaction&)>& act);
// The answer of a call that was made before with this key. Asked before its handler is: what the first made may stand
// in the way of the second, what it was about may be gone since, and what is done once is no haste. Nothing for a token
// that may not write. Conflict when the key belongs to another call.
std::optional<http::Response> kept_answer(const Visit& visit);
// Where a store::Foresight says what is asked: whether the answer is kept.
void foresee_answer(const Visit& visit, store::Reader& reader);

// Forgets old answers, each hour.
void forget_old_answers(jobs::Runner& runner);

}  // namespace parvis::api
