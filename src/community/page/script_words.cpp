#include "community/page/script_words.h"

#include <boost/json.hpp>

namespace parvis::community {
namespace {

using text::Language;
using text::msgid;

struct Word {
  const char* key;
  const char* sentence;
};

constexpr std::array kForAll = {
    Word{"just_now", msgid("just now")},
    Word{"today_at", msgid("today at {time}")},
    Word{"yesterday_at", msgid("yesterday at {time}")},
    Word{"weekday_at", msgid("{weekday} at {time}")},
    Word{"today", msgid("today")},
    Word{"yesterday", msgid("yesterday")},
    Word{"suggestions", msgid("Suggestions")},
    Word{"tag", msgid("tag")},
    Word{"member", msgid("member")},
    Word{"keys", msgid("Keyboard")},
    Word{"key_next", msgid("Next post")},
    Word{"key_previous", msgid("Previous post")},
    Word{"key_reply", msgid("Reply")},
    Word{"key_search", msgid("Search")},
    Word{"key_send", msgid("Send what you wrote")},
    Word{"key_help", msgid("This list")},
    Word{"single_keys", msgid("Use the single keys above")},
    Word{"close", msgid("Close")},
    Word{"sending", msgid("Sending…")},
};

constexpr std::array kForMembers = {
    Word{"formatting", msgid("Formatting")},
    Word{"bold", msgid("Bold")},
    Word{"italic", msgid("Italic")},
    Word{"link", msgid("Link")},
    Word{"quote", msgid("Quotation")},
    Word{"list", msgid("List")},
    Word{"code", msgid("Code")},
    Word{"shows", msgid("What does it show? In a sentence, for those who do not see it.")},
    Word{"take_out", msgid("Take out")},
    Word{"file_failed", msgid("This file could not be sent. Send it again.")},
    Word{"file_large", msgid("This file has more than {n} MB. Make it smaller, or choose another one.")},
    Word{"about", msgid("{field}: {message}")},
    Word{"write_on", msgid("Continue writing")},
    Word{"members", msgid("Members")},
    Word{"tags", msgid("Tags")},
    Word{"quote_this", msgid("Quote")},
    Word{"reply_to", msgid("In reply to @{author}")},
    Word{"reply_to_all", msgid("Reply to the conversation instead")},
    Word{"draft_kept", msgid("Draft kept")},
    Word{"draft_not_kept", msgid("The draft could not be kept. What you typed is still here.")},
};

// Counted ones stand as they would in a call of trn: the check of the catalogues reads them there.
boost::json::array counted(const std::vector<text::Part>& one, const std::vector<text::Part>& many) {
  boost::json::array forms;
  for (const auto* parts : {&one, &many}) {
    std::string sentence;
    for (const auto& part : *parts) {
      if (part.kind == text::Part::Kind::placeholder)
        sentence.append("{").append(part.text).append("}");
      else
        sentence.append(part.text);
    }
    forms.emplace_back(sentence);
  }
  return forms;
}

boost::json::object counted_words(Language language) {
  const auto forms = [&](auto parts) { return counted(parts(1), parts(2)); };
  return {
      {"minutes_ago", forms([&](int n) { return text::trn_parts(language, "{n} min ago", "{n} min ago", n); })},
      {"hours_ago", forms([&](int n) { return text::trn_parts(language, "{n} h ago", "{n} h ago", n); })},
      {"new_replies", forms([&](int n) { return text::trn_parts(language, "{n} new reply", "{n} new replies", n); })},
      {"choices", forms([&](int n) { return text::trn_parts(language, "{n} suggestion", "{n} suggestions", n); })},
      {"threads", forms([&](int n) { return text::trn_parts(language, "{n} thread", "{n} threads", n); })},
  };
}

template <std::size_t N>
void add(boost::json::object& words, const std::array<Word, N>& more, Language language) {
  for (const auto& word : more) words[word.key] = text::phrase(language, word.sentence);
}

enum class For { all, members };

std::string words_for(Language language, For whom) {
  auto words = counted_words(language);
  add(words, kForAll, language);
  if (whom == For::members) add(words, kForMembers, language);
  return boost::json::serialize(words);
}

const std::string& kept_words(Language language, For whom) {
  static const std::array<std::array<std::string, 2>, text::kLanguages.size()> all = [] {
    std::array<std::array<std::string, 2>, text::kLanguages.size()> made;
    for (const auto each : text::kLanguages) {
      made[static_cast<std::size_t>(each)] = {words_for(each, For::all), words_for(each, For::members)};
    }
    return made;
  }();
  return all[static_cast<std::size_t>(language)][whom == For::members ? 1 : 0];
}

}  // namespace

void write_script_words(html::Writer& out, const Visit& visit) {
  const auto& words = kept_words(visit.language, visit.viewer.signed_in() ? For::members : For::all);
  out.open("template", {{"id", "words"}, {"data-words", words}, {"data-zone", visit.time_zone}}).close();
}

}  // namespace parvis::community
