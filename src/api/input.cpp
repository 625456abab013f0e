#include "api/input.h"

#include <algorithm>
#include <charconv>

#include "api/idempotency.h"

namespace parvis::api {
namespace {

using community::FieldProblem;

const Sentence kInvalid{"Some of this cannot be taken as it is."};

}  // namespace

std::int64_t number_asked(const Visit& visit, const char* name, std::int64_t otherwise) {
  const auto text = visit.request.query.get(name);
  if (text.empty()) return otherwise;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) {
    throw BadRequest({"The parameter “{name}” must be a whole number.", {{"name", name}}});
  }
  return number;
}

int limit_asked(const Visit& visit, int otherwise) {
  const auto limit = number_asked(visit, "limit", otherwise);
  if (limit == 0) throw BadRequest({"The parameter “{name}” must be 1 at least.", {{"name", "limit"}}});
  return static_cast<int>(std::min<std::int64_t>(limit, kMaxLimit));
}

std::string place_asked(const Visit& visit, bool (*is_place)(std::string_view)) {
  const auto text = visit.request.query.get("after");
  if (!text.empty() && !is_place(text)) {
    throw BadRequest({"The parameter “after” is no place to go on from: give the “next” of the page before."});
  }
  return std::string(text);
}

void require_writing(const Visit& visit) {
  visit.member();
  if (visit.scope < community::Scope::write) throw Forbidden({"This token may only read."});
}

const community::Space& space_named(const Visit& visit, std::string_view name) {
  const auto* space = visit.spaces->find(name);
  if (!space) {
    if (const auto id = parse_id(name)) space = visit.spaces->find(community::SpaceId{*id});
  }
  if (!space || !may_read(visit.viewer, *space)) throw NotFound({"There is no such space."});
  return *space;
}

Body body_of(const Visit& visit) { return Body(visit.request.header("content-type"), visit.request.body); }

http::Response invalid(const Visit& visit, const std::vector<FieldProblem>& problems) {
  if (auto kept = kept_answer(visit)) return std::move(*kept);
  return community::problem(visit, 422, kInvalid, problems);
}

http::Response invalid(const Visit& visit, const community::Mistakes& mistakes) {
  std::vector<FieldProblem> problems;
  for (const auto& mistake : mistakes) problems.push_back({mistake.field, mistake.sentence});
  return invalid(visit, problems);
}

}  // namespace parvis::api
