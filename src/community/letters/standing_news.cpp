#include "community/letters/standing_news.h"

#include <algorithm>

#include "community/members/viewer_of.h"
#include "community/spaces/space.h"
#include "community/threads/thread.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

// A letter and its mark are written together, its job a moment later at the most.
constexpr std::int64_t kTogether = 10 * kMinute;

constexpr store::Sql kTold{R"(
  select thread from letter_thread where member = $1 and told_at >= $2 order by thread)"};
constexpr store::Sql kTakenBack{R"(
  select 1 where exists (select 1 from post where thread = $1 and (deleted_at > $2 or edited_at > $2))
    or exists (select 1 from comment join post on post.id = comment.post
               where post.thread = $1 and comment.deleted_at > $2)
    or exists (select 1 from former_place where thread = $1 and moved_at > $2))"};

// Which conversation the letter is about: it stands with the others about it (mail::add_conversation).
std::optional<ThreadId> thread_of(store::Reader& reader, const mail::Letter& letter, Instant posted_at) {
  const MemberId member{letter.purpose.person()};
  const auto stands = std::ranges::find(letter.headers, "References", &std::pair<std::string, std::string>::first);
  if (stands == letter.headers.end()) return std::nullopt;
  const auto host = stands->second.substr(std::min(stands->second.find('@') + 1, stands->second.size()));
  for (const auto thread : reader.all<ThreadId>(kTold, member, posted_at - kTogether)) {
    mail::Letter same{
        .to = {}, .subject = {}, .text = {}, .html = {}, .language = {}, .from_name = {}, .purpose = letter.purpose};
    mail::add_conversation(same, "thread " + id_text(thread), host.substr(0, host.find('>')));
    if (same.headers.back().second == stands->second) return thread;
  }
  return std::nullopt;
}

}  // namespace

bool still_stands(store::Reader& reader, const mail::Letter& letter, Instant posted_at) {
  const auto thread = thread_of(reader, letter, posted_at);
  const auto viewer = viewer_of(reader, {letter.purpose.person()}, now());
  if (!thread || !viewer || reader.one<std::int64_t>(kTakenBack, *thread, posted_at)) return false;
  try {
    return !find_thread(reader, viewer->viewer, stored_spaces(reader), *thread).deleted_at;
  } catch (const Refusal&) {
    return false;  // it is closed to them now
  }
}

}  // namespace parvis::community
