#include "forum/transfer_views.h"

#include "community/page/sentence.h"
#include "core/text/marks.h"

namespace parvis::forum {

using namespace community;

namespace {

const char* words_of(const Transfer& transfer, const Thread& thread) {
  const bool away = transfer.from == thread.id;
  if (transfer.verb == Verb::threads_merged) return text::msgid("“{thread}” was merged into this conversation.");
  return away ? text::msgid("Posts went to “{thread}”.") : text::msgid("This conversation was split from “{thread}”.");
}

const char* nameless_words_of(const Transfer& transfer, const Thread& thread) {
  const bool away = transfer.from == thread.id;
  if (transfer.verb == Verb::threads_merged) return text::msgid("Another conversation was merged into this one.");
  return away ? text::msgid("Posts went to another conversation.")
              : text::msgid("This conversation was split from another.");
}

// Who leads a space may be told of posts that came from where they do not read.
bool may_read_other(const Visit& visit, const Transfer& transfer) {
  const auto* space = visit.spaces->find(transfer.space);
  return space && may_read(visit.viewer, *space);
}

void write_taking_back(html::Writer& out, const Visit& visit, const Thread& thread, const Transfer& transfer,
                       bool is_named) {
  out.open("form", {{"method", "post"},
                    {"class", "push"},
                    {"action", "/threads/" + id_text(thread.id) + "/transfers/" + id_text(transfer.act) + "/removal"}});
  write_form_token(out, visit);
  out.open("button", {{"class", "button"}}).text(visit.tr("Take back"));
  if (is_named) out.element("span", {{"class", "unseen"}}, ": " + transfer.title);
  out.close().close();
}

}  // namespace

void write_transfer_head(html::Writer& out, const Thread& thread, const std::string& heading,
                         const std::string& sentence) {
  out.open("header", {{"class", "title"}}).open("p", {{"class", "crumbs"}});
  out.element("a", {{"href", thread_path(thread.id, thread.slug)}, {"lang", thread.language}},
              text::tie_marks(thread.title));
  out.close().element("h1", heading);
  if (!sentence.empty()) out.element("p", {{"class", "quiet"}}, sentence);
  out.close();
}

void write_latest_transfers(html::Writer& out, const Visit& visit, const Thread& thread,
                            const std::vector<Transfer>& transfers) {
  if (transfers.empty()) return;
  out.open("section", {{"class", "lately"}}).element("h2", visit.tr("In the last day")).open("ul", {{"class", "list"}});
  for (const auto& transfer : transfers) {
    out.open("li", {{"class", "row"}}).open("div").open("p");
    const bool is_named = may_read_other(visit, transfer);
    if (is_named) {
      write_parts(out, text::tr_parts(visit.language, words_of(transfer, thread)),
                  [&](std::string_view) { out.text(transfer.title); });
    } else {
      out.text(visit.tr(nameless_words_of(transfer, thread)));
    }
    out.close().open("p", {{"class", "meta"}});
    write_time(out, visit, transfer.at);
    out.close().close();
    if (transfer.can_be_taken_back()) {
      write_taking_back(out, visit, thread, transfer, is_named);
    } else if (is_named) {
      write_badge(out, visit.tr("deleted"), "bad");
    }
    out.close();
  }
  out.close().close();
}

}  // namespace parvis::forum
