// The pages about files of influencers.
#pragma once

#include <string>
#include <vector>

#include "cockpit/influencers/influencer_views.h"
#include "community/influencers/influencer_file.h"

namespace parvis::cockpit {

inline constexpr std::size_t kInfluencerLinesShown = 4;

std::string influencer_file_path(community::TableFileId id);
html::FormState influencer_plan_state(const community::InfluencerPlan& plan);

// The files so far, and the form that sends one.
http::Response influencer_files_page(const Visit& visit, const html::FormState& state, int status = 200);

struct InfluencerDraft {
  community::TableFile file;
  std::vector<text::CsvRow> lines;
};
// Its columns to choose; above, what a try gave (`tried` may be null).
http::Response influencer_draft_page(const Visit& visit, const InfluencerDraft& draft, const html::FormState& state,
                                     const community::InfluencerReport* tried, int status = 200);
// What became of it.
http::Response influencer_file_page(const Visit& visit, const community::TableFile& file);

}  // namespace parvis::cockpit
