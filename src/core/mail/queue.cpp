#include "core/mail/queue.h"

#include "core/mail/post.h"

namespace parvis::mail {
namespace {

constexpr store::Sql kWaiting{R"(
  select count(*) from (select id from job where kind = $1 and failed_at is null limit $2) as waiting)"};

}  // namespace

bool many_wait(store::Reader& reader) {
  return reader.one<std::int64_t>(kWaiting, kSendJob, kMostWaiting).value_or(0) >= kMostWaiting;
}

}  // namespace parvis::mail
