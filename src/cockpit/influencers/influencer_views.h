// Pieces that the pages of influencers share. Pure functions of the visit, or small reads.
#pragma once

#include <string>
#include <vector>

#include "cockpit/cockpit_frame.h"
#include "community/influencers/influencer_list.h"
#include "community/members/member.h"
#include "community/page/member_views.h"
#include "core/html/form.h"

namespace parvis::cockpit {

inline constexpr char kInfluencersPath[] = "/cockpit/influencers";

community::InfluencerId influencer_asked(const Visit& visit);  // NotFound
// Where the community lives, in days since 1970.
std::int64_t day_of_community(const Visit& visit);
std::string day_words(const Visit& visit, std::int64_t day);
// As the member is called now; as it was written for who is outside.
std::string name_of(const Visit& visit, const community::Influencer& influencer);
std::string name_of(const Visit& visit, const community::InfluencerMember& member);
// "3 November 2026, by Ana, by telephone"; empty when there was none.
std::string contact_words(const Visit& visit, const community::Influencer& influencer);
// Who manages the community, as choices of a form: handles and names.
std::vector<community::MemberFace> team(store::Reader& reader);

void write_table(html::Writer& out, const Visit& visit, const std::vector<community::Influencer>& people,
                 std::int64_t today);
void write_back(html::Writer& out, const std::string& href, const std::string& words);

}  // namespace parvis::cockpit
