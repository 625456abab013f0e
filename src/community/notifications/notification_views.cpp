#include "community/notifications/notification_views.h"

#include "community/activity/activity.h"
#include "community/page/member_views.h"
#include "community/page/sentence.h"
#include "core/text/dates.h"
#include "core/text/marks.h"

namespace parvis::community {
namespace {

MemberGlimpse actor_of(const Notification& row) {
  return {row.actor_handle, row.actor_name, row.actor_title, row.actor_hue, row.actor_role, row.actor_status};
}

bool is_thanks(const Visit& visit, const Notification& row) {
  return row.count == 1 && !visit.identity->reactions.empty() && row.reaction == visit.identity->reactions.front().key;
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

std::vector<text::Part> sentence_of(const Visit& visit, const Notification& row) {
  const auto language = visit.language;
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
      if (is_thanks(visit, row)) return text::tr_parts(language, "{member} thanked you in {thread}");
      return text::trn_parts(language, "{member} reacted to your post in {thread}",
                             "{n} reactions to your posts, the last from {member}, in {thread}", row.count);
    case NotificationKind::solution:
      if (row.post_author == visit.viewer.member) {
        return text::tr_parts(language, "{member} accepted your answer in {thread}");
      }
      return text::tr_parts(language, "{member} accepted an answer in {thread}");
    case NotificationKind::new_thread: {
      const auto* space = visit.spaces->find(row.space);
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
  }
  return text::tr_parts(language, "{member} replied in {thread}");
}

// What is the member's own, and stands on a page of theirs; null for another place of a sentence.
const char* own_words(std::string_view place) {
  if (place == "contribution") return text::msgid("what you had sent in");
  if (place == "words") return text::msgid("what you wrote");
  if (place == "message") return text::msgid("a personal word");
  if (place == "account") return text::msgid("your membership");
  if (place == "appeal") return text::msgid("your appeal");
  return nullptr;
}

void write_sentence(html::Writer& out, const Visit& visit, const Notification& row) {
  out.open("p");
  if (row.unread()) out.element("span", {{"class", "unseen"}}, visit.tr("New:")).text(" ");
  write_parts(out, sentence_of(visit, row), [&](std::string_view place) {
    if (place == "member") {
      write_member_name(out, visit, actor_of(row));
    } else if (place == "thread") {
      out.element("a", {{"class", "title-link"}, {"href", notification_path(row)}, {"lang", row.language}},
                  text::tie_marks(row.title));
    } else if (place == "group") {
      out.element("a", {{"class", "title-link"}, {"href", notification_path(row)}},
                  row.count == 1 ? visit.tr("a group") : visit.tr("groups"));
    } else if (const auto* own = own_words(place)) {
      out.element("a", {{"class", "title-link"}, {"href", notification_path(row)}}, text::tr(visit.language, own));
    } else if (place == "n") {
      out.text(text::format_number(visit.language, row.count));
    } else if (const auto* space = visit.spaces->find(row.space)) {
      out.element("a", {{"href", space_path(space->slug)}}, space->name.in(visit.language));
    }
  });
  out.close();
}

void write_row(html::Writer& out, const Visit& visit, const Notification& row) {
  out.open("li", {{"class", row.unread() ? "tiding fresh" : "tiding"}});
  // Who decides on members is not named to them.
  const bool is_told = row.kind != NotificationKind::sanctioned && row.kind != NotificationKind::appealed &&
                       row.kind != NotificationKind::flag_helped;
  if (is_told) write_face(out, shown_name(visit, actor_of(row)), row.actor_hue);
  out.open("div");
  write_sentence(out, visit, row);
  out.open("p", {{"class", "meta"}});
  write_time(out, visit, row.created_at);
  out.close().close();
  if (row.unread()) {
    out.open("form", {{"method", "post"}, {"action", "/notifications/read"}});
    write_form_token(out, visit);
    out.element("button", {{"class", "plain"}, {"name", "id"}, {"value", id_text(row.id)}}, visit.tr("Mark as read"));
    out.close();
  }
  out.close();
}

std::string day_words(const Visit& visit, const std::string& day, Instant at, text::TimeZone zone) {
  const auto present = now();
  if (day == text::day_in_figures(present, zone)) return visit.tr("Today");
  if (day == text::day_in_figures(present - kDay, zone)) return visit.tr("Yesterday");
  return text::day(at, visit.language, zone);
}

}  // namespace

std::string notification_path(const Notification& row) {
  constexpr std::array kOfOwnWords{NotificationKind::turned_down, NotificationKind::hidden,
                                   NotificationKind::sanctioned, NotificationKind::appealed};
  if (std::ranges::find(kOfOwnWords, row.kind) != kOfOwnWords.end()) return "/account/contributions";
  if (row.kind == NotificationKind::flag_helped) return "/notifications";
  if (row.kind == NotificationKind::welcome) return "/account/words";
  if (row.kind >= NotificationKind::group_request && row.kind <= NotificationKind::group_invitation) return "/groups";
  if (row.kind == NotificationKind::new_thread || row.post_number == 0) return thread_path(row.thread, row.slug);
  if (row.unread() && row.kind == NotificationKind::reply && row.count > 1) {
    return "/threads/" + id_text(row.thread) + "/unread";
  }
  return post_path(row.thread, row.slug, row.post_number);
}

void write_notifications(html::Writer& out, const Visit& visit, const std::vector<Notification>& rows) {
  const auto zone = text::TimeZone::of(visit.time_zone);
  std::string shown_day;
  for (const auto& row : rows) {
    if (auto day = text::day_in_figures(row.created_at, zone); day != shown_day) {
      if (!shown_day.empty()) out.close().close();
      out.open("section", {{"class", "day"}}).element("h2", day_words(visit, day, row.created_at, zone));
      out.open("ul", {{"class", "list tidings"}});
      shown_day = std::move(day);
    }
    write_row(out, visit, row);
  }
  if (!shown_day.empty()) out.close().close();
}

}  // namespace parvis::community
