#include "community/search/search_asked.h"

#include <algorithm>

#include "core/http/request.h"
#include "core/text/dates.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

// The field of the form that limits by this.
const char* field_of(LimitKind kind) {
  switch (kind) {
    case LimitKind::space: return "space";
    case LimitKind::tag: return "tag";
    case LimitKind::author: return "author";
    case LimitKind::after: return "from";
    case LimitKind::before: return "to";
    case LimitKind::solved: return "solved";
  }
  return "q";
}

Sentence trouble_with(LimitKind kind) {
  switch (kind) {
    case LimitKind::space: return {"There is no such space."};
    case LimitKind::tag: return {"No conversation carries this tag."};
    case LimitKind::author: return {"Nobody here has this name."};
    case LimitKind::after:
    case LimitKind::before: return {"Write a date like 2026-05-31."};
    case LimitKind::solved: return {"Write yes or no."};
  }
  return {};
}

// The day named, and the one after it: a search "until" a day includes that day.
void read_dates(SearchQuery& query, const html::FormState& form, text::TimeZone zone) {
  const auto read = [&](const char* field, LimitKind kind, std::optional<Instant>& into, std::int64_t more) {
    const auto typed = form.value(field);
    if (typed.empty()) return;
    std::erase(query.unreadable, kind);
    into = start_of(typed, zone);
    if (into) {
      into = *into + more;
    } else {
      query.unreadable.push_back(kind);
    }
  };
  read("from", LimitKind::after, query.after, 0);
  read("to", LimitKind::before, query.before, kDay);
}

void read_fields(SearchQuery& query, const html::FormState& form) {
  const auto take = [&](const char* field, char sign, std::string& into) {
    auto typed = text::trim(text::cut_at_character(form.value(field), kMaxQueryLength));
    if (!typed.empty() && typed.front() == sign) typed.remove_prefix(1);
    if (!typed.empty()) into = typed;
  };
  take("space", '\0', query.space);
  take("tag", '#', query.tag);
  take("author", '@', query.author);
  if (const auto typed = form.value("solved"); !typed.empty()) {
    query.solved = yes_or_no(typed);
    if (!query.solved) query.unreadable.push_back(LimitKind::solved);
  }
}

// The fields that were filled in, but for these, as a query string.
std::string kept_fields(const Visit& visit, const std::vector<std::string_view>& without) {
  std::string fields;
  for (const auto& [name, value] : visit.request.query.pairs()) {
    if (name == "after" || value.empty() || std::ranges::find(without, name) != without.end()) continue;
    fields += fields.empty() ? "?" : "&";
    fields += http::percent_encode(name) + "=" + http::percent_encode(value);
  }
  return fields;
}

}  // namespace

bool AskedSearch::is_narrowed() const {
  return std::ranges::any_of(kSearchFields, [&](const char* field) { return !form.value(field).empty(); });
}

AskedSearch read_search(const Visit& visit) {
  const auto& fields = visit.request.query;
  const auto zone = text::TimeZone::of(visit.time_zone);
  AskedSearch asked{.query = parse_query(fields.get("q"), zone),
                    .order = fields.get("order") == "latest" ? SearchOrder::latest : SearchOrder::best,
                    .form = html::FormState(fields.pairs())};
  read_fields(asked.query, asked.form);
  read_dates(asked.query, asked.form, zone);
  return asked;
}

void refuse_unknown(AskedSearch& asked, const std::vector<LimitKind>& unknown) {
  for (const auto kind : unknown) {
    const bool in_field = !asked.form.value(field_of(kind)).empty();
    asked.form.refuse(in_field ? field_of(kind) : "q", trouble_with(kind));
    if (!in_field) asked.about_words.push_back(trouble_with(kind));
  }
}

std::string search_path(const Visit& visit, const std::vector<std::string_view>& without) {
  return "/search" + kept_fields(visit, without);
}

std::string search_path(const Visit& visit, SearchOrder order) {
  const auto fields = kept_fields(visit, {"order"});
  if (order == SearchOrder::best) return "/search" + fields;
  return "/search" + fields + (fields.empty() ? "?" : "&") + "order=latest";
}

}  // namespace parvis::community
