// The pages about files of influencers.
#pragma once

#include <string>
#include <vector>

#include "cockpit/influencers/influencer_views.h"
#include "community/influencers/influencer_draft.h"

namespace parvis::cockpit {

inline constexpr std::size_t kInfluencerLinesShown = 4;

std::string influencer_file_path(community::InfluencerFileId id);
html::FormState influencer_plan_state(const community::InfluencerPlan& plan);

// The files so far, and the form that sends one.
http::Response influencer_files_page(const Visit& visit, const html::FormState& state, int status = 200);

struct InfluencerDraft {
  community::InfluencerFile file;
  std::vector<text::CsvRow> lines;
};
// Its columns to choose; above, what a try gave (`tried` may be null).
http::Response influencer_draft_page(const Visit& visit, const InfluencerDraft& draft, const html::FormState& state,
                                     const community::InfluencerReport* tried, int status = 200);
// What became of it.
http::Response influencer_file_page(const Visit& visit, const community::InfluencerFile& file);

}  // namespace parvis::cockpit
