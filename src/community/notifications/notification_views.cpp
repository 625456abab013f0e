#include "community/notifications/notification_views.h"

#include "community/notifications/notification_words.h"
#include "community/page/member_views.h"
#include "community/page/sentence.h"
#include "core/text/dates.h"
#include "core/text/marks.h"

namespace parvis::community {
namespace {

MemberGlimpse actor_of(const Notification& row) {
  return {row.actor_handle, row.actor_name, row.actor_title, row.actor_hue, row.actor_role, row.actor_status};
}

void write_sentence(html::Writer& out, const Visit& visit, const Notification& row) {
  out.open("p");
  if (row.unread()) out.element("span", {{"class", "unseen"}}, visit.tr("New:")).text(" ");
  const SentenceOf words{visit.viewer.member, visit.identity->reactions, *visit.spaces};
  write_parts(out, sentence_of(visit.language, row, words), [&](std::string_view place) {
    if (place == "member") {
      write_member_name(out, visit, actor_of(row));
    } else if (place == "thread") {
      out.element("a", {{"class", "title-link"}, {"href", notification_path(row)}, {"lang", row.language}},
                  text::tie_marks(row.title));
    } else if (place == "group") {
      out.element("a", {{"class", "title-link"}, {"href", notification_path(row)}}, group_words(visit.language, row));
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
