// Addresses that letters no longer reach: what servers and readers reported, and when the community therefore stops
// sending there. What somebody has just asked for on a page (a link to sign in, to confirm) is sent all the same. The
// member starts letters again by opening the link in one such letter, which shows that the address works. Functions
// over Reader and Transaction; any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "community/activity/activity.h"
#include "community/members/account_act.h"
#include "core/mail/incoming/report.h"
#include "core/mail/reach.h"
#include "core/mail/reply_address.h"

namespace parvis::community {

// The numbers are the database's and stay.
enum class StopReason { none = 0, gone = 1, came_back = 2, unwanted = 3 };

struct LetterTrouble {
  MemberId member;
  std::string address;
  std::int64_t days = 0;
  Instant last_at;
  StopReason reason = StopReason::none;
  std::string status;
  std::optional<Instant> stopped_at;
};
// About the address the member has now; nothing when nothing is known.
std::optional<LetterTrouble> letter_trouble_of(store::Reader& reader, MemberId member);
// The same when letters have stopped.
std::optional<LetterTrouble> letter_stop_of(store::Reader& reader, MemberId member);

// A letter to the member's present address came back, or was called unwanted. For good, or unwanted: letters stop. For
// now: the day counts, and `most_days` of them stop letters; a month without one begins anew.
void note_report(store::Transaction& transaction, const Timeline& timeline, MemberId member, const mail::Report& report,
                 std::int64_t most_days, Instant at, Source source);

// Sends the letter whose link starts letters again. False when they have not stopped or there is no address.
bool ask_to_resume(store::Transaction& transaction, const AccountAct& act, MemberId member, std::string_view secret);
// Whose letters the token starts again; nothing when it is none, or letters have gone on meanwhile.
std::optional<MemberId> read_resume_token(store::Reader& reader, std::string_view secret, std::string_view token);
bool resume_letters(store::Transaction& transaction, const Timeline& timeline, MemberId member, Source source);

// What core/mail asks before each letter. `domain` is where reports come to; empty: nowhere.
class LetterReach final : public mail::Reach {
 public:
  struct Options {
    std::string domain;
    mail::ReplySecret secret;
    std::int64_t most_days = 5;
  };
  LetterReach(const Timeline& timeline, Options options) : timeline_(timeline), options_(std::move(options)) {}

  bool may_go(store::Reader& reader, const mail::Letter& letter) const override;
  bool stands(store::Reader& reader, const mail::Letter& letter, Instant posted_at) const override;
  std::string return_path(store::Reader& reader, std::string_view address) const override;
  void refused(store::Store& store, const mail::Letter& letter) const override;

 private:
  const Timeline& timeline_;
  Options options_;
};

}  // namespace parvis::community
