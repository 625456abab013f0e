// Letters to many at once: what officers write to a group, and managers to a segment. Each kind keeps them in a table
// of its own and says around them what is its own; how they go is the same: by a job, some at a time and none while
// many letters wait, each asked of its author's right, its reader's wish and its turn, and ended with one click (RFC
// 8058, stopping.h). Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/letters/sending_right.h"
#include "community/members/account_act.h"
#include "core/jobs/jobs.h"
#include "core/mail/layout.h"

namespace parvis::community {

inline constexpr std::size_t kMaxLetterSubject = 120;
inline constexpr int kLettersADay = 2;  // of one group, for one purpose: what was agreed to was no flood

struct BulkLetterWords {
  std::string subject, body;  // plain text, paragraphs set apart by empty lines
};

struct SentLetter {
  std::string subject, author_name, purpose;  // the purpose of one to a segment
  Instant written_at;
  std::int64_t receivers = 0;
  std::int64_t waited = 0;     // of them, whose letter waited for its turn (letter_turn.h)
  std::int64_t held_back = 0;  // beside them, to whom it did not go since its turn would have come too late
  std::int64_t stopped = 0;    // nor to them, since it could no longer be sent (sending_right.h)
};

// One as its job finds it.
struct BulkLetter {
  std::int64_t among = 0;   // the group or segment
  std::int64_t agreed = 0;  // what its readers wish or agreed to: the group or purpose
  std::string name, slug;   // of that
  std::string subject, body;
  MemberId author;
  std::string author_name;
  MemberId after;  // it went to those up to them
};
struct BulkReceiver {
  MemberId member;
  std::string email, name, language;
};
// What is a kind's own around the words of a letter.
struct BulkFrame {
  mail::Purpose purpose;
  std::string subject, list, button, path, closing, leave, stops;
  bool leads_to_wishes = false;
  const char* precedence = "bulk";
};
struct BulkKind {
  LetterSort sort;
  const char* job;
  store::Sql table;
  store::Sql letter;     // a BulkLetter, of $1, that is not finished
  store::Sql receivers;  // BulkReceivers among $1, after member $2, $3 at most; who has no address is passed over
  std::int64_t (*left)(store::Reader&, const BulkLetter&);  // how many would still receive it
  // Nothing for whom it is not, or not any more.
  std::optional<BulkFrame> (*frame)(store::Reader&, const BulkLetter&, MemberId, text::Language);
};

// Begins to send what the kind keeps as `letter`. `sender`: for whom it speaks.
void send_to_many(store::Transaction& transaction, const BulkKind& kind, std::int64_t letter, const Sender& sender,
                  std::string_view secret);
// `kind` outlives the runner.
void deliver_to_many(jobs::Runner& runner, const BulkKind& kind);

// Letters sent earlier have addresses of their own to end them, which go on working: what was agreed to, and by whom.
struct LetterLeaving {
  std::int64_t agreed = 0;
  MemberId member;
};
std::string leaving_token(std::string_view key, const LetterLeaving& leaving);
// Nothing when it is forged.
std::optional<LetterLeaving> read_leaving(std::string_view key, std::string_view token);

}  // namespace parvis::community
