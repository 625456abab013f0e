#include "forum/asked.h"

namespace parvis::forum {

using namespace community;

namespace {

std::int64_t id_asked(const Visit& visit, std::string_view parameter) {
  const auto id = parse_id(visit.request.parameter(parameter));
  if (!id) throw NotFound();
  return *id;
}

}  // namespace

PostId post_asked(const Visit& visit) { return PostId{id_asked(visit, "post")}; }

CommentId comment_asked(const Visit& visit) { return CommentId{id_asked(visit, "comment")}; }

const Space& space_asked(const Visit& visit) {
  const auto* space = visit.spaces->find(visit.request.parameter("space"));
  if (!space) throw NotFound();
  return visit.readable_space(space->id);
}

Turned turned(const Visit& visit, std::string_view field) {
  const auto value = visit.request.form.find(field);
  if (!value || *value == "on" || *value == "yes") return Turned::on;
  if (*value == "off" || *value == "no") return Turned::off;
  throw BadRequest({"We could not make sense of this form."}, "neither on nor off");
}

std::string return_place(const Visit& visit, std::string_view otherwise) {
  const auto place = visit.request.form.get("return_to");
  return http::safe_local_path(place.empty() ? otherwise : place);
}

}  // namespace parvis::forum
