#include "community/arriving/first_steps.h"

#include "community/members/account.h"
#include "community/members/letter_words.h"
#include "core/mail/paragraphs.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

constexpr store::Sql kThread{
    "select thread.id, thread.slug, thread.title from thread where thread.id = $1 and thread.deleted_at is null"};
constexpr store::Sql kPostedThere{
    "select 1 from post where thread = $1 and author = $2 and deleted_at is null limit 1"};
constexpr store::Sql kFollows{"select 1 from follow where member = $1 and kind <> 1 limit 1"};

// Who welcomes, while they are here.
std::optional<MemberFace> welcomer(store::Reader& reader, const ArrivingRules& rules) {
  if (!rules.welcome_by) return std::nullopt;
  const auto account = find_account(reader, rules.welcome_by);
  if (!account || account->status != MemberStatus::active) return std::nullopt;
  auto faces = faces_of(reader, {rules.welcome_by});
  return faces.empty() ? std::nullopt : std::optional(std::move(faces.front()));
}

}  // namespace

std::string filled(std::string_view words, const WelcomeFields& fields) {
  // Braces that a name holds are no field.
  std::string text;
  for (std::size_t at = 0; at < words.size();) {
    const auto rest = words.substr(at);
    const auto put = [&](std::string_view field, std::string_view value) {
      if (!rest.starts_with(field)) return false;
      text += value;
      at += field.size();
      return true;
    };
    if (put("{name}", fields.name) || put("{handle}", fields.handle) || put("{community}", fields.community)) continue;
    text.push_back(words[at++]);
  }
  return text;
}

void send_welcome(store::Transaction& transaction, const AccountAct& act, MemberId member) {
  const auto rules = read_arriving(transaction);
  const auto account = find_account(transaction, member);
  if (!account || account->email.empty()) return;
  const auto to = recipient_of(*account, act.language);
  const auto& words = rules.welcome_words.in(to.language);
  if (words.empty()) return;
  const auto by = welcomer(transaction, rules);
  const auto text = filled(words, {account->display_name, account->handle, act.sender.community});
  auto sender = act.sender;
  LetterWords letter{.purpose = "welcome",
                     .subject = text::tr(to.language, "Welcome to {community}", {{"community", sender.community}}),
                     .paragraphs = mail::lines_as_paragraphs(text),
                     .button = mail::Button{text::tr(to.language, "See the square"), sender.origin + "/"}};
  if (by) letter.closing.push_back(by->display_name);
  send_letter(transaction, sender, to, std::move(letter));
}

std::optional<Introductions> introductions(store::Reader& reader, const ArrivingRules& rules, const Viewer& viewer,
                                           const SpaceList& spaces) {
  if (!rules.introductions) return std::nullopt;
  return reader.one<Introductions>(kThread + only_readable(viewer, spaces, "thread.space"), rules.introductions);
}

std::optional<FirstSteps> first_steps(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                      text::Language language, std::string_view community) {
  if (!viewer.newcomer) return std::nullopt;
  const auto rules = read_arriving(reader);
  const auto member = find_member(reader, viewer.member);
  if (!member) return std::nullopt;
  FirstSteps steps;
  steps.introductions = introductions(reader, rules, viewer, spaces);
  steps.introduced = steps.introductions &&
                     reader.one<std::int64_t>(kPostedThere, steps.introductions->thread, viewer.member).has_value();
  steps.described = !member->biography.empty();
  steps.following = reader.one<std::int64_t>(kFollows, viewer.member).has_value();
  steps.wrote = member->posts > 0;
  const bool done = (steps.introduced || !steps.introductions) && steps.described && steps.following && steps.wrote;
  if (done) return std::nullopt;
  const auto& words = rules.welcome_words.in(language);
  if (!words.empty()) {
    steps.by = welcomer(reader, rules);
    steps.words = filled(words, {viewer.display_name, viewer.handle, community});
  }
  return steps;
}

}  // namespace parvis::community
