// What a call asks of the table of influencers, as the list and the file of it do. One request, one thread.
#pragma once

#include "community/influencers/influencer_list.h"
#include "community/visit.h"

namespace parvis::api {

// Today in the community's time zone, in days since 1970.
std::int64_t day_of_community(const community::Visit& visit);
// BadRequest for what is none of the choices, and for a member there is not. Without a place and a limit.
community::InfluencerQuery influencers_asked(const community::Visit& visit, store::Reader& reader);

}  // namespace parvis::api
