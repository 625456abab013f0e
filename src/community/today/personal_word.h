// What somebody of the team writes to one member: it stands on a page of theirs, rings their bell, and goes out as a
// letter too when they agreed to such letters. Functions over Reader and Transaction; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/letters/letter_turn.h"
#include "community/members/letters.h"
#include "community/members/member.h"
#include "community/today/task.h"

namespace parvis::community {

inline constexpr std::size_t kMaxPersonalWord = 4000;
using PersonalWordId = Id<struct PersonalWordTag>;

struct PersonalWord {
  PersonalWordId id;
  MemberFace author;
  std::string body;
  Instant written_at;
  std::optional<Instant> read_at;
};
// The latest first, before `before` when given.
std::vector<PersonalWord> personal_words(store::Reader& reader, MemberId member, PersonalWordId before, int at_most);
void read_personal_words(store::Transaction& transaction, MemberId member, Instant at);

// May a letter go to this member? Says so on the page where one writes to them. Of a letter: its turn. `no_consent`:
// the rules of Today name none that letters could rest on.
enum class WordReach { page, letter, no_consent };
WordReach word_reach(store::Reader& reader, MemberId member, std::string_view purpose);

struct Writing {
  MemberId author;
  std::string author_name;
  MemberId to;
  TaskId task;
  std::string_view body;
  std::string_view purpose;  // slug of the consent letters rest on
  Instant at;
  std::string_view key =
      {};  // of the link that ends such letters (community/letters/stopping.h); empty: their settings
  LetterSort sort = LetterSort::word;
};
// NotFound when the member is gone.
void write_personal_word(store::Transaction& transaction, const Sender& sender, const Writing& writing);

}  // namespace parvis::community
