// "What is held about you": all of it, by category; each thing a page at a time; and the copy to take away.
#include <algorithm>
#include <charconv>

#include "community/accounts/account_views.h"
#include "community/accounts/again.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/members/own_act.h"
#include "community/pace/pace.h"
#include "community/privacy/data_copy.h"
#include "core/blobs/open_blobs.h"
#include "core/text/dates.h"
#include "privacy/held_views.h"
#include "privacy/privacy_pages.h"

namespace parvis::privacy {

using namespace community;

namespace {

struct Held {
  std::vector<std::pair<const Holding*, std::int64_t>> counts;  // of what there is any
  std::int64_t rows = 0;
  std::optional<DataCopy> copy;
  std::vector<DataCopyPart> parts;
};

Held held_about(const Visit& visit) {
  const auto member = visit.viewer.member;
  return visit.community.store().read([&](store::Reader& reader) {
    Held held;
    for (const auto& holding : holdings()) {
      if (!holding.is_personal()) continue;
      const auto count = count_held(reader, holding, member);
      if (count > 0) held.counts.emplace_back(&holding, count);
      held.rows += count;
    }
    held.copy = last_copy(reader, member);
    if (held.copy) held.parts = parts_of(reader, held.copy->id);
    return held;
  });
}

void write_category(html::Writer& out, const Visit& visit, const Held& held, Holds category) {
  const auto is_of_it = [&](const auto& one) { return one.first->category == category; };
  if (std::ranges::none_of(held.counts, is_of_it)) return;
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr(title_of(category)));
  out.element("p", {{"class", "quiet"}}, visit.tr(purpose_of(category)));
  out.open("ul", {{"class", "list held-list"}});
  for (const auto& one : held.counts) {
    if (!is_of_it(one)) continue;
    const auto& [holding, count] = one;
    out.open("li", {{"class", "held-line"}});
    out.element("a", {{"class", "link"}, {"href", "/account/data/" + std::string(holding->table)}},
                visit.tr(holding->what));
    out.open("span", {{"class", "quiet figure"}});
    if (count >= kMostCounted) {
      out.text(visit.tr("{n} or more", {{"n", count}}));
    } else {
      out.number(count);
    }
    out.close();
    out.close();
  }
  out.close().close();
}

void write_parts(html::Writer& out, const Visit& visit, const Held& held, const html::FormState& state) {
  out.element("p", visit.tr("Your copy is ready. It can be fetched until {when}.",
                            {{"when", text::when(held.copy->expires_at, now(), visit.language,
                                                 text::TimeZone::of(visit.time_zone))}}));
  html::Form form(out, state, say_in(visit), "copy");
  form.summary(visit.tr(kCheckThis)).open("/account/data/copies/" + id_text(held.copy->id), visit.form_token);
  write_present_password(form, visit, AskedAgain::unless_lately);
  out.open("p", {{"class", "actions"}});
  for (const auto& part : held.parts) {
    const auto label = held.parts.size() == 1
                           ? visit.tr("Fetch my data")
                           : visit.tr("Fetch part {number} of {all}",
                                      {{"number", part.number}, {"all", std::int64_t(held.parts.size())}});
    form.submit(label, "part", std::to_string(part.number), html::Emphasis::main);
  }
  out.close();
  form.close();
}

void write_copy(html::Writer& out, const Visit& visit, const Held& held, const html::FormState& state) {
  out.open("section", {{"id", "copy"}, {"class", "narrow"}}).element("h2", visit.tr("Take it with you"));
  if (held.copy && held.copy->ready_at) {
    write_parts(out, visit, held, state);
  } else if (held.copy) {
    out.element("p", visit.tr("Your copy is being made. An e-mail tells you when it is ready."));
  } else {
    out.element(
        "p", {{"class", "quiet"}},
        held.rows <= kMostRowsAtOnce
            ? visit.tr("Everything on this page in one zip file, as JSON that any program reads.")
            : visit.tr("Everything on this page as JSON that any program reads. There is much of it: it is made "
                       "in the background, and an e-mail tells you when it is ready."));
    html::Form form(out, state, say_in(visit), "copy");
    form.summary(visit.tr(kCheckThis)).open("/account/data/copy", visit.form_token);
    write_present_password(form, visit, AskedAgain::unless_lately);
    form.submit(visit.tr(held.rows <= kMostRowsAtOnce ? "Fetch my data" : "Ask for a copy")).close();
  }
  out.close();
}

http::Response data_page(const Visit& visit, const html::FormState& state, int status = 200) {
  const auto held = held_about(visit);
  html::Writer out;
  write_account_head(out, visit, AccountTab::data);
  out.open("section", {{"class", "narrow"}});
  out.element("p", visit.tr("This is everything this community holds about you, and why. Nothing of it is given to "
                            "anybody else than those who read this square, and only what is published."));
  out.close();
  for (const auto category : kHolds) write_category(out, visit, held, category);
  write_copy(out, visit, held, state);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Leave"));
  out.element("p", {{"class", "quiet"}}, visit.tr("You can have all of this erased, whenever you like."));
  out.open("p").element("a", {{"class", "button"}, {"href", "/account/leave"}}, visit.tr("Leave, and be erased"));
  out.close().close();
  return account_page(visit, out, status);
}

http::Response as_file(std::string archive, std::string_view name) {
  return http::bytes(std::move(archive), "application/zip")
      .header("Content-Disposition", "attachment; filename=\"" + std::string(name) + ".zip\"")
      .header("Cache-Control", "no-store");
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? number : 0;
}

// The password where it is asked for, then the pace. Nothing when all is well.
std::optional<http::Response> refused(const Visit& visit, html::FormState& state) {
  int wait = check_again(visit, state, AskedAgain::unless_lately);
  if (!state.is_refused()) {
    wait = take(visit, Pace::settings);
    if (wait > 0) state.refuse(too_fast(Pace::settings));
  }
  if (!state.is_refused()) return std::nullopt;
  if (wait == 0) return data_page(visit, state, 422);
  return with_retry_after(data_page(visit, state, 429), wait);
}

}  // namespace

http::Response show_data(Visit& visit) {
  visit.member();
  return data_page(visit, {});
}

http::Response show_held(Visit& visit) {
  const auto member = visit.member().member;
  const auto* holding = find_holding(visit.request.parameter("held"));
  if (!holding || !holding->is_personal()) throw NotFound();
  const auto before = number_in(visit.request.query.get("before"));
  const auto page = visit.community.store().read(
      [&](store::Reader& reader) { return held_page(reader, *holding, member, before, visit.language); });
  html::Writer out;
  write_account_head(out, visit, AccountTab::data);
  out.open("section")
      .open("p", {{"class", "small"}})
      .element("a", {{"class", "link"}, {"href", "/account/data"}}, visit.tr("Everything held about you"));
  out.close().element("h2", visit.tr(holding->what));
  if (page.rows.empty()) {
    write_empty(out, visit.tr("Nothing is held here."), visit.tr("Everything held about you"), "/account/data");
  }
  out.open("ul", {{"class", "list"}});
  for (const auto& row : page.rows) write_held_row(out, visit, holding->table, row, page.names);
  out.close();
  if (page.next != 0) {
    out.open("p", {{"class", "more"}});
    const auto next = "/account/data/" + std::string(holding->table) + "?before=" + std::to_string(page.next);
    out.element("a", {{"class", "button"}, {"href", next}, {"rel", "next"}}, visit.tr("Earlier"));
    out.close();
  }
  out.close();
  return account_page(visit, out);
}

http::Response copy_data(Visit& visit) {
  const auto member = visit.member().member;
  html::FormState state(visit.request.form.pairs());
  if (auto answer = refused(visit, state)) return std::move(*answer);
  auto& store = visit.community.store();
  const auto act = account_act_of(visit);
  const auto rows = store.read([&](store::Reader& reader) { return count_all_held(reader, member); });
  if (rows <= kMostRowsAtOnce) {
    auto archive = store.read([&](store::Reader& reader) { return make_small_copy(reader, member, visit.language); });
    if (archive) {
      store.write([&](store::Transaction& transaction) {
        record_own(transaction, act.timeline, member, Verb::data_asked, act.source);
      });
      return as_file(std::move(*archive), visit.viewer.handle);
    }
  }
  store.write([&](store::Transaction& transaction) { ask_for_copy(transaction, act, member); });
  return see_other_with_notice(visit, "/account/data",
                               text::msgid("Your copy is being made. An e-mail tells you when it is ready."));
}

http::Response fetch_copy(Visit& visit) {
  const auto member = visit.member().member;
  const auto copy = parse_id(visit.request.parameter("copy"));
  if (!copy) throw NotFound();
  const auto number = number_in(visit.request.form.get("part"));
  const auto part = visit.community.store().read(
      [&](store::Reader& reader) { return find_part(reader, member, DataCopyId{*copy}, number); });
  if (!part) throw NotFound({"This copy is no longer kept. Ask for another one."});
  html::FormState state(visit.request.form.pairs());
  if (auto answer = refused(visit, state)) return std::move(*answer);
  const auto sum = blobs::Sum::parse(part->blob);
  if (!sum) throw Fault("a part of a copy names no blob");
  std::string archive;
  blobs::open_blobs(visit.community.settings())->read(*sum, {}, [&](std::string_view piece) {
    archive += piece;
    return true;
  });
  return as_file(std::move(archive), visit.viewer.handle + "-" + std::to_string(part->number));
}

}  // namespace parvis::privacy
