// The acts that figures of health count, the last first, and of each at most a page and one. Pure readings.
#pragma once

#include "community/health/health_lists.h"

namespace parvis::community::health {

struct ActsAsked {
  store::Reader& reader;
  KeyPlace before;
  Instant since;
  std::int64_t last_act = 0;  // that the count took in
};

std::vector<ListedAct> exchange_acts(const ActsAsked& asked);  // from member to member
// Of the three levels: what one does to another, and the conversations one opens.
std::vector<ListedAct> broadcasting_acts(const ActsAsked& asked);
std::vector<ListedAct> conversing_acts(const ActsAsked& asked);
std::vector<ListedAct> communing_acts(const ActsAsked& asked);
std::vector<ListedAct> written_acts(const ActsAsked& asked);  // by members: conversations, replies, comments
std::vector<ListedAct> recommended_words(const ActsAsked& asked);
std::vector<ListedAct> shares(const ActsAsked& asked);

}  // namespace parvis::community::health
