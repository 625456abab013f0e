#include "community/notifications/notification_pages.h"

#include <array>

#include "community/members/accounts.h"
#include "community/notifications/bell.h"
#include "community/notifications/notification_views.h"
#include "community/pace/pace.h"
#include "community/page/thread_rows.h"
#include "community/threads/read_mark.h"
#include "core/log/log.h"

namespace parvis::community {
namespace {

void ring(Visit& visit, store::Transaction& transaction) {
  const Bell bell(visit.community.live(), visit.community.accounts().sessions());
  bell.ring(transaction, std::array{visit.viewer.member});
}

void write_head(html::Writer& out, const Visit& visit) {
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}});
  out.element("h1", visit.tr("Notifications"));
  if (visit.unread_notifications > 0) {
    out.open("form", {{"method", "post"}, {"action", "/notifications/read"}});
    write_form_token(out, visit);
    out.element("button", {{"class", "button"}}, visit.tr("Mark all as read")).close();
  }
  out.close();
  out.element("p", {{"class", "quiet"}},
              visit.unread_notifications == 0
                  ? visit.tr("You have read everything.")
                  : visit.trn("{n} is new to you.", "{n} are new to you.", visit.unread_notifications));
  out.open("p", {{"class", "small"}});
  out.element("a", {{"href", "/account/following"}}, visit.tr("What you follow")).close();
  out.close();
}

}  // namespace

http::Response show_notifications(Visit& visit) {
  visit.member();
  const std::string cursor(visit.request.query.get("after"));
  const auto list = visit.community.store().read([&](store::Reader& reader) {
    visit.unread_notifications = count_unread(reader, visit.viewer.member);
    return list_notifications(reader, visit.viewer, *visit.spaces, cursor);
  });
  html::Writer out;
  if (list.rows.empty() && cursor.empty()) {
    out.open("header", {{"class", "title"}}).element("h1", visit.tr("Notifications")).close();
    write_empty(out,
                visit.tr("Nothing yet. When somebody answers you, names you or thanks you, you will read it here."),
                visit.tr("See what is being said"), "/latest");
  } else {
    write_head(out, visit);
    write_notifications(out, visit, list.rows);
  }
  write_next_page(out, visit, "/notifications", list.next);
  const PageHead head{.title = visit.tr("Notifications"),
                      .indexing = Indexing::refused,
                      .next = list.next.empty() ? "" : next_page_path("/notifications", list.next),
                      .current = "notifications"};
  return render_page(visit, head, out.take());
}

http::Response read_notifications(Visit& visit) {
  const auto member = visit.member().member;
  const auto asked = visit.request.form.find("id");
  const auto id = asked ? parse_id(*asked) : std::nullopt;
  if (asked && !id) throw NotFound();
  keep(visit, Pace::marks);
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto read = id ? read_notification(transaction, member, {*id}) : read_all_notifications(transaction, member);
    if (read > 0) ring(visit, transaction);
  });
  return http::see_other("/notifications");
}

void read_thread_up_to(Visit& visit, ThreadId thread, std::int64_t up_to) {
  const auto member = visit.viewer.member;
  const bool news = visit.community.store().read([&](store::Reader& reader) {
    return needs_read_mark(reader, member, thread, up_to) ||
           (visit.unread_notifications > 0 && has_unread_of_thread(reader, member, thread));
  });
  if (!news) return;
  try {
    const auto read = visit.community.store().write([&](store::Transaction& transaction) {
      mark_read(transaction, member, thread, up_to, now());
      const auto read = read_notifications_of_thread(transaction, member, thread, up_to);
      if (read > 0) ring(visit, transaction);
      return read;
    });
    visit.unread_notifications = std::max<std::int64_t>(visit.unread_notifications - read, 0);
  } catch (const Fault& fault) {
    // Where nothing can be written, one still reads.
    log::warning("Notifications could not be marked as read", {{"what", fault.what()}});
  }
}

}  // namespace parvis::community
