// Requests to join, where somebody reads before letting in: the community's questions with the newcomer's answers. The
// account stays unconfirmed until a manager decides; both outcomes are told by letter, in the newcomer's language.
// Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/members/account_act.h"
#include "community/types.h"
#include "community/visibility/viewer.h"

namespace parvis::community {

enum class RequestDecision { waiting = 0, let_in = 1, declined = 2 };

inline constexpr std::size_t kMaxJoinAnswer = 1000;  // characters
inline constexpr std::size_t kMaxRequestWord = 1000;
inline constexpr int kRequestsPerPage = 50;

struct JoinAnswer {
  std::string question;  // as it was put
  std::string answer;    // may be empty where it need not be given
};

// Keeps what was answered while the address is not confirmed; afterwards nothing is overwritten.
void note_answers(store::Transaction& transaction, MemberId member, const std::vector<JoinAnswer>& answers);
// The address is confirmed: the request waits from now on.
void ask_to_join(store::Transaction& transaction, const AccountAct& act, MemberId member);

struct JoinRequest {
  MemberId member;
  std::string display_name;
  std::string wished_handle;
  std::string email;
  std::string language;
  std::vector<JoinAnswer> answers;
  Instant asked_at;
};
// The oldest first.
std::vector<JoinRequest> waiting_requests(store::Reader& reader, int limit = kRequestsPerPage);
std::int64_t count_requests(store::Reader& reader);
// Those that were declined and are still kept (privacy/retention.h), the last first; those declined before `before`
// when it is given. Whoever stands here may still be let in.
struct DeclinedRequest {
  JoinRequest request;
  Instant decided_at;
  std::string decided_by;  // a name; empty: not known any more
  std::string word;
};
std::vector<DeclinedRequest> declined_requests(store::Reader& reader, Instant before, int limit = kRequestsPerPage);
std::int64_t count_declined(store::Reader& reader);
// Where the request of this member stands; nothing when they made none, or have not confirmed their address.
std::optional<RequestDecision> request_of(store::Reader& reader, MemberId member);

// By a manager; `word` is written to them and may be empty. False when somebody decided before. Whoever was declined
// may still be let in afterwards.
bool decide_request(store::Transaction& transaction, const AccountAct& act, const Viewer& actor, MemberId member,
                    RequestDecision decision, std::string_view word);

}  // namespace parvis::community
