#include "community/segments/act_words.h"

#include <algorithm>

#include "core/text/catalogue.h"

namespace parvis::community {

using text::msgid;

const std::vector<ActWord>& act_words() {
  using enum Verb;
  static const std::vector<ActWord> words{
      {"acted",
       msgid("took part in any way"),
       nullptr,
       {thread_opened, replied, commented, reacted, voted, solution_accepted}},
      {"wrote", msgid("wrote anything"), nullptr, {thread_opened, replied, commented}, true},
      {"thread_opened", msgid("opened a conversation"), nullptr, {thread_opened}, true},
      {"replied", msgid("replied"), msgid("was replied to"), {replied}, true},
      {"commented", msgid("commented"), msgid("was commented on"), {commented}},
      {"reacted", msgid("thanked or reacted"), msgid("was thanked or reacted to"), {reacted}},
      {"voted", msgid("voted"), msgid("was voted on"), {voted}},
      {"solution_accepted", msgid("accepted an answer"), msgid("had an answer accepted"), {solution_accepted}},
      {"mentioned", msgid("named somebody"), msgid("was named by somebody"), {mentioned}},
      {"shared", msgid("shared a conversation"), nullptr, {shared}},
      {"followed", msgid("followed something"), msgid("was followed"), {followed}},
      {"signed_in", msgid("signed in"), nullptr, {signed_in}},
      {"profile_changed", msgid("changed their profile"), nullptr, {profile_changed}},
      {"badge_granted", nullptr, msgid("received a badge"), {badge_granted}},
      {"file_uploaded", msgid("brought a picture or a file"), nullptr, {file_uploaded}},
      {"group_joined", msgid("joined a group"), nullptr, {group_joined}},
      {"service_stated", msgid("said where they served"), nullptr, {service_stated}},
      {"flagged", msgid("asked for a look"), nullptr, {Verb::flagged}},
  };
  return words;
}

const ActWord* find_act_word(std::string_view word, ActPart part) {
  const auto found = std::ranges::find(act_words(), word, &ActWord::word);
  if (found == act_words().end()) return nullptr;
  return (part == ActPart::done ? found->done : found->received) ? &*found : nullptr;
}

const std::vector<Verb>& counted_verbs() {
  static const auto all = [] {
    std::vector<Verb> all;
    for (const auto& word : act_words()) {
      for (const auto verb : word.verbs) {
        if (std::ranges::find(all, verb) == all.end()) all.push_back(verb);
      }
    }
    return all;
  }();
  return all;
}

bool takes_back(Verb verb) {
  switch (verb) {
    case Verb::post_deleted:
    case Verb::post_restored:
    case Verb::comment_deleted:
    case Verb::thread_deleted:
    case Verb::thread_restored:
    case Verb::reaction_withdrawn:
    case Verb::vote_withdrawn:
    case Verb::solution_withdrawn:
    case Verb::unfollowed: return true;
    default: return verb == Verb::comment_restored;
  }
}

std::vector<std::int64_t> numbers_of(std::span<const Verb> verbs) {
  std::vector<std::int64_t> numbers;
  for (const auto verb : verbs) numbers.push_back(static_cast<std::int64_t>(verb));
  return numbers;
}

}  // namespace parvis::community
