#include "community/tables/table_stream.h"

#include "community/members/viewer_of.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kOpenSession{"select 1 from session where token_hash = $1 and expires_at > $2"};

bool may_go_on(store::Reader& reader, MemberId member, const std::string& session) {
  const auto at = now();
  if (!session.empty() && !reader.one<std::int64_t>(kOpenSession, session, at)) return false;
  const auto present = viewer_of(reader, member, at);
  return present && present->viewer.is_manager();
}

}  // namespace

http::Response stream_table(const Visit& visit, http::BodySource rows, const std::string& name) {
  auto guarded = [&store = visit.community.store(), member = visit.viewer.member, session = visit.session_hash,
                  rows = std::move(rows)](std::string& piece) {
    const bool may = store.read([&](store::Reader& reader) { return may_go_on(reader, member, session); });
    if (!may) throw Forbidden({"Whoever asked for this table may no longer read it."});
    return rows(piece);
  };
  auto response = http::streamed(std::move(guarded), "text/csv; charset=utf-8");
  response.header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
  response.header("Cache-Control", "no-store");
  return response;
}

}  // namespace parvis::community
