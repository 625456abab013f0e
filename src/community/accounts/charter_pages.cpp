#include <charconv>

#include "community/accounts/accounts_pages.h"
#include "community/accounts/views.h"
#include "community/members/account.h"
#include "community/members/charter.h"
#include "community/members/new_member.h"
#include "community/page/difference_views.h"
#include "community/rights/trust.h"
#include "core/text/dates.h"
#include "core/text/markdown.h"

namespace parvis::community {
namespace {

// What the present member accepted so far; nothing for visitors.
std::optional<std::int64_t> accepted_by(const Visit& visit, store::Reader& reader) {
  if (!visit.viewer.signed_in()) return std::nullopt;
  const auto account = find_account(reader, visit.viewer.member);
  return account ? std::optional(account->charter_version) : std::nullopt;
}

void write_acceptance(html::Writer& out, const Visit& visit, std::int64_t version) {
  out.open("div", {{"class", "notice plain"}})
      .element("p", visit.tr("This version is newer than the one you accepted."));
  out.open("form", {{"method", "post"}, {"action", "/charter/acceptance"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "version"}, {"value", version}});
  out.element("button", {{"class", "button main"}, {"type", "submit"}}, visit.tr("I accept the charter"))
      .close()
      .close();
}

// Whoever accepted an earlier version reads what is new, rather than all of it again.
void write_news(html::Writer& out, const Visit& visit, const Charter& before, const Charter& after) {
  const auto& old_words = before.body.in(visit.language);
  const auto& new_words = after.body.in(visit.language);
  if (old_words == new_words) return;
  out.open("details", {{"class", "news"}});
  out.element("summary", {{"class", "button"}},
              visit.tr("What changed since version {version}, which you accepted", {{"version", before.version}}));
  write_difference(out, visit, old_words, new_words);
  out.close();
}

void write_versions(html::Writer& out, const Visit& visit, const std::vector<CharterVersion>& versions,
                    std::int64_t shown) {
  if (versions.size() < 2) return;
  out.open("section").element("h2", visit.tr("All versions")).open("ul", {{"class", "list"}});
  const auto zone = text::TimeZone::of(visit.time_zone);
  for (const auto& version : versions) {
    const auto here = version.version == shown ? std::optional<std::string>("page") : std::nullopt;
    out.open("li").element(
        "a", {{"href", "/charter/" + std::to_string(version.version)}, {"aria-current", here}},
        visit.tr("Version {version}, {day}",
                 {{"version", version.version}, {"day", text::day(version.published_at, visit.language, zone)}}));
    out.close();
  }
  out.close().close();
}

// What is asked of newcomers, as it is kept: nobody should run into a limit that was not stated.
void write_trust(html::Writer& out, const Visit& visit, const TrustRules& rules) {
  out.open("section", {{"class", "prose"}}).element("h2", visit.tr("While we get to know each other"));
  out.element("p",
              visit.tr("Whoever has joined is a newcomer until they have written {posts} and spent {days} here. Until "
                       "then one contribution holds at most {links} and names at most {names}. In some spaces a "
                       "newcomer’s contributions are read before they stand there.",
                       {{"posts", visit.trn("{n} thread or reply", "{n} threads or replies", rules.posts)},
                        {"days", visit.trn("{n} day", "{n} days", rules.days)},
                        {"links", visit.trn("{n} link to elsewhere", "{n} links to elsewhere", rules.links)},
                        {"names", visit.trn("{n} person", "{n} people", rules.names)}}));
  out.close();
}

struct CharterPage {
  Charter charter;
  TrustRules trust;
  std::vector<CharterVersion> versions;
  std::optional<std::int64_t> accepted;
  std::optional<Charter> accepted_charter;  // when it is an earlier one
};

http::Response charter_page(const Visit& visit, const CharterPage& page) {
  const auto& charter = page.charter;
  const bool in_force = page.versions.empty() || page.versions.front().version == charter.version;
  html::Writer out, aside;
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Charter"));
  out.element(
      "p", visit.tr("Version {version}, {day}",
                    {{"version", charter.version},
                     {"day", text::day(charter.published_at, visit.language, text::TimeZone::of(visit.time_zone))}}));
  out.close();
  if (!in_force)
    out.element("p", {{"class", "notice warn"}}, visit.tr("This is an older version, kept for the record."));
  if (in_force && page.accepted && *page.accepted < charter.version) {
    write_acceptance(out, visit, charter.version);
    if (page.accepted_charter) write_news(out, visit, *page.accepted_charter, charter);
  }
  out.element("h2", {{"class", "unseen"}}, visit.tr("What we agree on"));  // the text's own headings stand below it
  out.open("div", {{"class", "prose"}})
      .html(text::render_markdown(charter.body.in(visit.language), {.images = text::Images::none}).html)
      .close();
  if (in_force) write_trust(out, visit, page.trust);
  write_versions(aside, visit, page.versions, charter.version);
  const PageHead head{.title = visit.tr("Charter"),
                      .canonical = in_force ? "/charter" : "/charter/" + std::to_string(charter.version),
                      .current = "charter"};
  return keep_for_visitors(visit, render_page(visit, head, out.take(), aside.take()), {"charter"});
}

http::Response none_yet(const Visit& visit, const TrustRules& trust) {
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Charter")).close();
  write_empty(out, visit.tr("This community has no charter yet."));
  write_trust(out, visit, trust);
  const PageHead head{.title = visit.tr("Charter"), .indexing = Indexing::refused, .current = "charter"};
  return keep_for_visitors(visit, render_page(visit, head, out.take()), {"charter"});
}

http::Response show(Visit& visit, std::optional<std::int64_t> wanted) {
  TrustRules trust;
  const auto page = visit.community.store().read([&](store::Reader& reader) -> std::optional<CharterPage> {
    trust = read_trust(reader);
    const auto charter = wanted ? charter_version(reader, *wanted) : current_charter(reader);
    if (!charter) return std::nullopt;
    CharterPage found{*charter, trust, charter_versions(reader), accepted_by(visit, reader), {}};
    if (found.accepted && *found.accepted < charter->version) {
      found.accepted_charter = charter_version(reader, *found.accepted);
    }
    return found;
  });
  if (page) return charter_page(visit, *page);
  if (wanted) throw NotFound();
  return none_yet(visit, trust);
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

}  // namespace

http::Response show_charter(Visit& visit) { return show(visit, std::nullopt); }

http::Response show_charter_version(Visit& visit) {
  const auto version = number_in(visit.request.parameter("version"));
  if (!version) throw NotFound();
  return show(visit, version);
}

http::Response accept_charter_version(Visit& visit) {
  visit.member();
  const auto version = number_in(visit.request.form.get("version"));
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto charter = current_charter(transaction);
    if (!charter || version != charter->version) {
      throw Conflict({"The charter has changed meanwhile. Read it again and tick the box."});
    }
    accept_charter(transaction, visit.community.timeline(), visit.viewer.member, charter->version, now(), visit.source);
  });
  return see_other_with_notice(visit, "/charter", text::msgid("Thank you. Your acceptance is recorded."));
}

}  // namespace parvis::community
