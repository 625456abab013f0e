// What every letter about the square needs: for whom it speaks, who reads it and as what, and the frame they share. A
// context is made for a round of letters; rules over a Reader; any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "community/identity.h"
#include "community/letters/wishes.h"
#include "community/members/account_act.h"
#include "community/visibility/viewer.h"
#include "core/mail/layout.h"
#include "core/mail/reply_address.h"
#include "core/text/dates.h"

namespace parvis::community {

class Community;

struct LetterContext {
  const Timeline& timeline;
  Sender sender;
  std::shared_ptr<const Identity> identity;
  std::shared_ptr<const SpaceList> spaces;
  std::string key;             // of the links by which letters are ended (stopping.h)
  std::string answers_domain;  // where answers to letters come in; empty: nowhere
  mail::ReplySecret answers_secret;
};
LetterContext letter_context(Community& community);

// A member who can receive letters: active, not kept out, with a confirmed address.
struct LetterReader {
  Viewer viewer;
  std::string email;
  text::Language language = text::Language::en;
  text::TimeZone zone;
  Wishes wishes;
  MemberId member() const { return viewer.member; }
};
std::optional<LetterReader> letter_reader(store::Reader& reader, const LetterContext& context, MemberId member,
                                          Instant at);

// "https://square.example:8443" → "square.example"
std::string host_of(std::string_view origin);
// What somebody wrote, cut after `at_most` bytes.
std::vector<mail::Passage> passages_of(std::string html, std::size_t at_most);
// "Ada", or "a former member".
std::string name_in_letter(text::Language language, std::string_view name, MemberStatus status);

// The letter with its frame: who sent it, how to change what comes, how to end it with one click. `subject` is what
// stopping.h ends.
mail::Letter frame_letter(const LetterContext& context, const LetterReader& to, mail::Purpose purpose,
                          std::string title, mail::Parts parts, std::string_view stops);

}  // namespace parvis::community
