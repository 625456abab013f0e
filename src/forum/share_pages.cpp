// Handing a conversation on: one's own address of it, what it brought, and the address itself.
#include "community/pace/pace.h"
#include "community/page/page.h"
#include "community/sharing/share.h"
#include "community/sharing/share_visits.h"
#include "community/threads/post_place.h"
#include "community/threads/thread_store.h"
#include "community/threads/visit_act.h"
#include "core/limits/rate_limiter.h"
#include "forum/thread_content.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

Thread read_thread(Visit& visit, ThreadId id) {
  return visit.community.store().read(
      [&](store::Reader& reader) { return find_thread(reader, visit.viewer, *visit.spaces, id); });
}

std::string pages_path(const Thread& thread) { return "/threads/" + id_text(thread.id) + "/share"; }

void write_what_it_brought(html::Writer& out, const Visit& visit, const Share& share) {
  std::string words = share.visits == 0 ? visit.tr("Nobody has come by it so far.")
                                        : visit.trn("{n} visit came by it.", "{n} visits came by it.", share.visits);
  if (share.joined > 0) words += " " + visit.trn("{n} person joined.", "{n} people joined.", share.joined);
  out.element("p", {{"class", "quiet"}}, words);
}

void write_address(html::Writer& out, const Visit& visit, const Thread& thread, const Share& share) {
  const auto address = visit.origin + share_path(share.id);
  const auto words = visit.tr("Your address of this conversation");
  out.open("section", {{"class", "share"}});
  out.open("input",
           {{"type", "text"}, {"readonly", true}, {"id", "handed"}, {"value", address}, {"aria-label", words}});
  write_what_it_brought(out, visit, share);
  out.open("div", {{"class", "row"}});
  // Shown by the browser's script.
  out.element("button",
              {{"class", "button main"},
               {"type", "button"},
               {"data-copy", "handed"},
               {"data-copied", visit.tr("Copied")},
               {"hidden", true}},
              visit.tr("Copy"));
  out.element("a",
              {{"class", "button"},
               {"href", "mailto:?subject=" + http::percent_encode(thread.title) +
                            "&body=" + http::percent_encode(thread.title + "\n" + address)}},
              visit.tr("Send by e-mail"));
  out.element("a", {{"class", "button bare"}, {"href", thread_path(thread.id, thread.slug)}},
              visit.tr("Back to the conversation"));
  out.close().close();
}

http::Response share_page(const Visit& visit, const Thread& thread, const std::optional<Share>& share) {
  const auto title = visit.tr("Share this conversation");
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.open("p", {{"lang", thread.language}}).text(thread.title).close();
  out.element("p", visit.tr("With this address of your own you see how many come by it. Nothing is kept of who reads; "
                            "who joins from there counts as brought by you."));
  out.close();
  if (share) {
    write_address(out, visit, thread, *share);
  } else {
    out.open("form", {{"class", "actions"}, {"method", "post"}, {"action", pages_path(thread)}});
    write_form_token(out, visit);
    out.element("button", {{"class", "button main"}}, visit.tr("Make my address"));
    out.element("a", {{"class", "button"}, {"href", thread_path(thread.id, thread.slug)}}, visit.tr("Back"));
    out.close();
  }
  return render_page(visit, {.title = title, .indexing = Indexing::refused}, out.take());
}

// A browser that opens a page in front of somebody says so; what fetches one to show a preview does not.
bool is_somebody_reading(const Visit& visit) {
  const auto& request = visit.request;
  return request.method == http::Method::get && request.header("sec-fetch-dest") == "document" &&
         request.header("sec-purpose").empty();
}

}  // namespace

http::Response show_share(Visit& visit) {
  const auto thread = read_thread(visit, thread_asked(visit));
  if (!can_be_shared(*visit.spaces, thread)) throw Forbidden({"Only members can read this conversation."});
  const auto share = visit.community.store().read(
      [&](store::Reader& reader) { return share_of(reader, visit.viewer.member, thread.id); });
  return share_page(visit, thread, share);
}

http::Response create_share(Visit& visit) {
  const auto thread = read_thread(visit, thread_asked(visit));
  keep(visit, Pace::gestures);
  const auto act = act_of(visit);
  visit.community.store().write([&](store::Transaction& transaction) { share_thread(transaction, act, thread.id); });
  return http::see_other(pages_path(thread));
}

http::Response follow_share(Visit& visit) {
  const auto id = parse_id(visit.request.parameter("share"));
  if (!id) throw NotFound();
  const auto share = visit.community.store().read([&](store::Reader& reader) { return find_share(reader, {*id}); });
  if (!share) throw NotFound();
  // It may have gone into another meanwhile.
  const auto place =
      visit.community.store().read([&](store::Reader& reader) { return present_place(reader, share->thread, 1); });
  const auto thread = read_thread(visit, place ? place->thread : share->thread);
  if (share->member != visit.viewer.member && is_somebody_reading(visit)) {
    count_share_visit(share->id, limits::address_key(visit.request.remote_address));
  }
  if (visit.viewer.signed_in()) return http::see_other(thread_path(thread.id, thread.slug));
  return http::see_other(shared_place(thread, share->id));
}

}  // namespace parvis::forum
