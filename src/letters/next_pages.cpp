// What would come to a member if their next digest were made now, with the reason of each line.
#include "community/accounts/account_views.h"
#include "community/letters/digest_rounds.h"
#include "community/pace/pace.h"
#include "community/page/page.h"
#include "core/text/dates.h"
#include "letters/letters_pages.h"
#include "letters/wish_views.h"

namespace parvis::letters {

using namespace community;

namespace {

struct Next {
  std::optional<LetterReader> to;
  std::optional<DigestPreview> preview;
};

void write_tidings(html::Writer& out, const Visit& visit, const Digest& digest) {
  if (digest.tidings.empty()) return;
  out.open("section").element("h2", visit.tr("What concerns you")).open("ul", {{"class", "list"}});
  for (const auto& tiding : digest.tidings) {
    out.open("li").open("p").element("a", {{"class", "title-link"}, {"href", tiding.path}}, tiding.sentence).close();
    out.open("p", {{"class", "meta"}});
    write_time(out, visit, tiding.at);
    out.close().close();
  }
  if (digest.more_tidings > 0) {
    out.open("li").element("a", {{"href", "/notifications"}},
                           visit.trn("and {n} more", "and {n} more", digest.more_tidings));
    out.close();
  }
  out.close().close();
}

void write_items(html::Writer& out, const Visit& visit, const Digest& digest) {
  if (digest.items.empty()) return;
  out.open("section").element("h2", visit.tr("You may like to read")).open("ul", {{"class", "list digest"}});
  for (const auto& item : digest.items) {
    out.open("li").open("p", {{"class", "name"}});
    out.element("a", {{"class", "title-link"}, {"href", item.path}, {"lang", item.language}}, item.title).close();
    out.open("p", {{"class", "quiet small dots"}});
    out.element("span", visit.tr("{member} in {space}", {{"member", item.author}, {"space", item.space}}));
    if (item.posts > 1) out.element("span", visit.trn("{n} reply", "{n} replies", item.posts - 1));
    out.close();
    if (!item.beginning.empty()) out.element("p", {{"lang", item.language}}, item.beginning);
    out.element("p", {{"class", "why"}}, item.reason).close();
  }
  out.close().close();
}

void write_next(html::Writer& out, const Visit& visit, const Next& next) {
  if (!next.to) {
    return write_empty(out, visit.tr("E-mails come once you have confirmed your address."), visit.tr("Your settings"),
                       "/account");
  }
  if (!next.preview) {
    return write_empty(out, visit.tr("You wish for no digest."), visit.tr("Choose what comes to you"),
                       "/account/letters");
  }
  const auto& preview = *next.preview;
  out.open("p").text(visit.tr("If your next digest were made now, this would be in it. It is due on {day}.",
                              {{"day", text::long_date(*preview.due, visit.language, next.to->zone)}}));
  out.close();
  if (preview.digest.is_empty()) {
    return write_empty(out, visit.tr("Nothing so far. An empty digest is not sent."), visit.tr("Latest"), "/latest");
  }
  write_tidings(out, visit, preview.digest);
  write_items(out, visit, preview.digest);
}

}  // namespace

http::Response show_next(Visit& visit) {
  keep(visit, Pace::gestures);  // the whole square is looked through for it
  const auto member = visit.member().member;
  const auto context = letter_context(visit.community);
  const auto next = visit.community.store().read([&](store::Reader& reader) {
    Next found{.to = letter_reader(reader, context, member, now()), .preview = {}};
    if (found.to) {
      found.to->language = visit.language;
      found.preview = preview_digest(reader, context, *found.to, now());
    }
    return found;
  });
  html::Writer out;
  write_account_head(out, visit, AccountTab::letters);
  out.open("section", {{"class", "next-digest"}}).element("h2", visit.tr("What would come to you next"));
  write_next(out, visit, next);
  out.open("p").element("a", {{"class", "button"}, {"href", "/account/letters"}},
                        visit.tr("Choose what comes to you, and when"));
  out.close();
  out.close();
  return account_page(visit, out);
}

}  // namespace parvis::letters
