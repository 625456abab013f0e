#include "community/members/member_words.h"

namespace parvis::community {

std::string word_of(std::string_view name, std::span<const MemberId> members) {
  std::string word(name);
  for (const auto member : members) word.append(1, ' ').append(id_text(member));
  return word;
}

std::vector<MemberId> members_in(std::string_view word) {
  std::vector<MemberId> members;
  for (auto at = word.find(' '); at != word.npos; at = word.find(' ')) {
    word.remove_prefix(at + 1);
    if (const auto id = parse_id(word.substr(0, word.find(' ')))) members.push_back({*id});
  }
  return members;
}

}  // namespace parvis::community
