// A file of influencers that a manager brought: kept as a draft while its columns are chosen and tried out, then what
// became of it, with the lines that were refused. Functions over Reader and Transaction; any thread.
#pragma once

#include "community/influencers/influencer_file.h"

namespace parvis::community {

using InfluencerFileId = Id<struct InfluencerFileTag>;

enum class InfluencerFileState { draft = 1, brought_in = 2 };
inline constexpr int kInfluencerFilesShown = 20;

struct InfluencerFile {
  InfluencerFileId id;
  std::string file_name;
  std::string plan;  // JSON
  InfluencerFileState state = InfluencerFileState::draft;
  Instant created_at;
  std::int64_t made = 0, changed = 0, same = 0, refused = 0;
};
InfluencerFileId keep_influencer_file(store::Transaction& transaction, MemberId by, std::string_view name,
                                      std::string_view table, const InfluencerPlan& plan);
std::optional<InfluencerFile> find_influencer_file(store::Reader& reader, InfluencerFileId id);
std::vector<InfluencerFile> latest_influencer_files(store::Reader& reader);
std::string content_of(store::Reader& reader, InfluencerFileId id);   // empty once it was brought in
std::string refusals_of(store::Reader& reader, InfluencerFileId id);  // of the last try, or of the import

// What a try, or the import, gave.
void note_try(store::Transaction& transaction, InfluencerFileId id, const InfluencerPlan& plan,
              const std::string& refusals);
// False when somebody brought it in, or forgot it, before.
bool note_import(store::Transaction& transaction, InfluencerFileId id, const InfluencerPlan& plan,
                 const InfluencerReport& report, const std::string& refusals);
void drop_influencer_file(store::Transaction& transaction, InfluencerFileId id);

}  // namespace parvis::community
