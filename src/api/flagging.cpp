// Flags: words that somebody should look at.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/reasons.h"
#include "community/moderation/flag_pace.h"
#include "community/moderation/moderation_case.h"
#include "community/threads/visit_act.h"

namespace parvis::api {

using namespace community;

namespace {

http::Response flag_words(Visit& visit, const Words& words) {
  require_writing(visit);
  auto body = body_of(visit);
  const auto reason = reason_given(body, Asked::always);
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  if (const int wait = wait_to_flag(visit); wait > 0) {
    throw TooMany({"You have flagged much this hour. Wait a little: somebody looks at it."}, wait);
  }
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    flag(transaction, act_of(visit), words, reason);
    return {kAccepted, json::object{{"object", words.kind == ObjectKind::post ? "post" : "comment"},
                                    {"id", id_text(words.object)},
                                    {"flagged", true}}};
  });
}

}  // namespace

http::Response flag_post(Visit& visit) {
  return flag_words(visit, {ObjectKind::post, id_of<PostId>(visit, "post").value});
}

http::Response flag_comment(Visit& visit) {
  return flag_words(visit, {ObjectKind::comment, id_of<CommentId>(visit, "comment").value});
}

}  // namespace parvis::api
