#include "community/influencers/influencer_draft.h"

namespace parvis::community {
namespace {

constexpr store::Sql kInsert{R"(
  insert into influencer_import (id, made_by, file_name, content, plan, state, created_at)
  values ($1, $2, $3, $4, $5, 1, $6))"};
constexpr store::Sql kFind{R"(
  select id, file_name, plan, state, created_at, made, changed, same, refused from influencer_import where id = $1)"};
constexpr store::Sql kLatest{R"(
  select id, file_name, plan, state, created_at, made, changed, same, refused from influencer_import
  order by id desc limit $1)"};
constexpr store::Sql kContent{"select content from influencer_import where id = $1"};
constexpr store::Sql kRefusals{"select refusals from influencer_import where id = $1"};
constexpr store::Sql kTried{"update influencer_import set plan = $2, refusals = $3 where id = $1 and state = 1"};
constexpr store::Sql kBroughtIn{R"(
  update influencer_import set plan = $2, refusals = $3, made = $4, changed = $5, same = $6, refused = $7, state = 2,
    content = '', ended_at = $8
  where id = $1 and state = 1)"};
constexpr store::Sql kDrop{"delete from influencer_import where id = $1"};

}  // namespace

InfluencerFileId keep_influencer_file(store::Transaction& transaction, MemberId by, std::string_view name,
                                      std::string_view table, const InfluencerPlan& plan) {
  const auto id = make_id<InfluencerFileId>();
  transaction.run(kInsert, id, by, name, table, to_json(plan), now());
  return id;
}

std::optional<InfluencerFile> find_influencer_file(store::Reader& reader, InfluencerFileId id) {
  return reader.one<InfluencerFile>(kFind, id);
}

std::vector<InfluencerFile> latest_influencer_files(store::Reader& reader) {
  return reader.all<InfluencerFile>(kLatest, kInfluencerFilesShown);
}

std::string content_of(store::Reader& reader, InfluencerFileId id) {
  return reader.one<std::string>(kContent, id).value_or("");
}

std::string refusals_of(store::Reader& reader, InfluencerFileId id) {
  return reader.one<std::string>(kRefusals, id).value_or("");
}

void note_try(store::Transaction& transaction, InfluencerFileId id, const InfluencerPlan& plan,
              const std::string& refusals) {
  transaction.run(kTried, id, to_json(plan), refusals);
}

bool note_import(store::Transaction& transaction, InfluencerFileId id, const InfluencerPlan& plan,
                 const InfluencerReport& report, const std::string& refusals) {
  return transaction.run(kBroughtIn, id, to_json(plan), refusals, report.made, report.changed, report.same,
                         static_cast<std::int64_t>(report.refused.size()), now()) > 0;
}

void drop_influencer_file(store::Transaction& transaction, InfluencerFileId id) { transaction.run(kDrop, id); }

}  // namespace parvis::community
