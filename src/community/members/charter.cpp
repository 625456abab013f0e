#include "community/members/charter.h"

#include "community/activity/staff_change.h"

namespace parvis::community {
namespace {

constexpr store::Sql kCurrent{"select version, published_at, body from charter order by version desc limit 1"};
constexpr store::Sql kVersion{"select version, published_at, body from charter where version = $1"};
constexpr store::Sql kVersions{"select version, published_at from charter order by version desc"};
constexpr store::Sql kNextVersion{"select coalesce(max(version), 0) + 1 from charter"};
constexpr store::Sql kNewer{R"(
  select 1 from member where id = $1 and charter_version < (select coalesce(max(version), 0) from charter))"};
constexpr store::Sql kInsert{"insert into charter (version, published_at, body) values ($1, $2, $3)"};

struct Row {
  std::int64_t version;
  Instant published_at;
  std::string body;
};

std::optional<Charter> charter_of(const std::optional<Row>& row) {
  if (!row) return std::nullopt;
  return Charter{row->version, row->published_at, LocalText::from_json(row->body)};
}

}  // namespace

std::optional<Charter> current_charter(store::Reader& reader) { return charter_of(reader.one<Row>(kCurrent)); }

std::optional<Charter> charter_version(store::Reader& reader, std::int64_t version) {
  return charter_of(reader.one<Row>(kVersion, version));
}

std::vector<CharterVersion> charter_versions(store::Reader& reader) { return reader.all<CharterVersion>(kVersions); }

bool has_new_charter(store::Reader& reader, MemberId member) {
  return reader.one<std::int64_t>(kNewer, member).has_value();
}

std::int64_t publish_charter(store::Transaction& transaction, const Timeline& timeline, const LocalText& body,
                             MemberId actor, Instant at, Source source) {
  const auto version = transaction.one<std::int64_t>(kNextVersion).value_or(1);
  const StaffChange change(transaction, Verb::charter_published);
  transaction.run(kInsert, version, at, body.to_json());
  timeline.record(transaction, {.at = at,
                                .actor = actor,
                                .verb = Verb::charter_published,
                                .object_kind = ObjectKind::charter,
                                .object = version,
                                .amount = version,
                                .source = source});
  change.keep(transaction);
  return version;
}

}  // namespace parvis::community
