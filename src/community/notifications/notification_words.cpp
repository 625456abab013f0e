#include "community/notifications/notification_words.h"

#include "core/text/marks.h"

namespace parvis::community {
namespace {

bool is_thanks(const SentenceOf& words, const Notification& row) {
  return row.count == 1 && !words.reactions.empty() && row.reaction == words.reactions.front().key;
}

// What those who keep order did with the member's own.
std::optional<std::vector<text::Part>> sentence_of_order(text::Language language, const Notification& row) {
  if (row.kind == NotificationKind::hidden) return text::tr_parts(language, "{member} hid {words}, and says why");
  if (row.kind == NotificationKind::edited) {
    return text::trn_parts(language, "{member} changed what you wrote in {thread}",
                           "{n} changes to what you wrote, the last by {member}, in {thread}", row.count);
  }
  if (row.kind == NotificationKind::flag_helped) {
    return text::trn_parts(language, "Your flag helped: somebody acted upon it. Thank you.",
                           "{n} of your flags helped: somebody acted upon them. Thank you.", row.count);
  }
  if (row.kind == NotificationKind::sanctioned) return text::tr_parts(language, "It was decided on {account}");
  if (row.kind == NotificationKind::appealed) return text::tr_parts(language, "It was decided on {appeal}");
  return std::nullopt;
}

}  // namespace

std::vector<text::Part> sentence_of(text::Language language, const Notification& row, const SentenceOf& words) {
  if (auto of_order = sentence_of_order(language, row)) return std::move(*of_order);
  switch (row.kind) {
    case NotificationKind::reply:
      return text::trn_parts(language, "{member} replied in {thread}",
                             "{n} new replies, the last from {member}, in {thread}", row.count);
    case NotificationKind::mention:
      return text::trn_parts(language, "{member} named you in {thread}",
                             "You were named {n} times, last by {member}, in {thread}", row.count);
    case NotificationKind::quote:
      return text::trn_parts(language, "{member} quoted you in {thread}",
                             "You were quoted {n} times, last by {member}, in {thread}", row.count);
    case NotificationKind::comment:
      return text::trn_parts(language, "{member} commented on your post in {thread}",
                             "{n} new comments on your posts, the last from {member}, in {thread}", row.count);
    case NotificationKind::reaction:
      if (is_thanks(words, row)) return text::tr_parts(language, "{member} thanked you in {thread}");
      return text::trn_parts(language, "{member} reacted to your post in {thread}",
                             "{n} reactions to your posts, the last from {member}, in {thread}", row.count);
    case NotificationKind::solution:
      if (row.post_author == words.member) {
        return text::tr_parts(language, "{member} accepted your answer in {thread}");
      }
      return text::tr_parts(language, "{member} accepted an answer in {thread}");
    case NotificationKind::new_thread: {
      const auto* space = words.spaces.find(row.space);
      if (space && space->kind == SpaceKind::questions)
        return text::tr_parts(language, "{member} asks in {space}: {thread}");
      return text::tr_parts(language, "{member} opened {thread} in {space}");
    }
    case NotificationKind::let_through:
      return text::tr_parts(language, "{member} let through what you had sent in: {thread}");
    case NotificationKind::turned_down: return text::tr_parts(language, "{member} turned down {contribution}");
    case NotificationKind::group_request:
      return text::trn_parts(language, "{member} asks to join {group} you look after",
                             "{n} people ask to join {group} you look after, last {member}", row.count);
    case NotificationKind::group_admission: return text::tr_parts(language, "{member} let you into {group}");
    case NotificationKind::group_refusal:
      return text::tr_parts(language, "{member} answered no to what you asked of {group}");
    case NotificationKind::group_invitation:
      return text::trn_parts(language, "{member} invites you into {group}",
                             "You are invited into {group}, last by {member}", row.count);
    case NotificationKind::welcome: return text::tr_parts(language, "{member} wrote to you: {message}");
    default: break;
  }
  return text::tr_parts(language, "{member} replied in {thread}");
}

const char* own_words(std::string_view place) {
  if (place == "contribution") return text::msgid("what you had sent in");
  if (place == "words") return text::msgid("what you wrote");
  if (place == "message") return text::msgid("a personal word");
  if (place == "account") return text::msgid("your membership");
  if (place == "appeal") return text::msgid("your appeal");
  return nullptr;
}

std::string group_words(text::Language language, const Notification& row) {
  return row.count == 1 ? text::tr(language, "a group") : text::tr(language, "groups");
}

std::string actor_words(text::Language language, const Notification& row) {
  return row.actor_status == MemberStatus::former ? text::tr(language, "a former member") : row.actor_name;
}

std::string plain_sentence(text::Language language, const Notification& row, const SentenceOf& words) {
  std::string out;
  for (const auto& part : sentence_of(language, row, words)) {
    if (part.kind == text::Part::Kind::text) {
      out += part.text;
    } else if (part.text == "member") {
      out += actor_words(language, row);
    } else if (part.text == "thread") {
      out += text::tr(language, "“{title}”", {{"title", text::tie_marks(row.title)}});
    } else if (part.text == "group") {
      out += group_words(language, row);
    } else if (part.text == "n") {
      out += text::format_number(language, row.count);
    } else if (const auto* own = own_words(part.text)) {
      out += text::tr(language, own);
    } else if (const auto* space = words.spaces.find(row.space)) {
      out += space->name.in(language);
    }
  }
  return out;
}

}  // namespace parvis::community
