// Writing where somebody reads first (community/moderation/contribution.h): the act becomes a contribution that waits,
// and its author is told so. Functions of one visit.
#pragma once

#include <optional>
#include <string>

#include "community/moderation/contribution.h"
#include "community/visit.h"

namespace parvis::forum {

// Does what this viewer writes in the space wait?
bool waits(const community::Visit& visit, community::SpaceId space, community::Action action);
// When it waits, by the table of its space, for its words or for the time being: what `hold_back` answers.
std::optional<http::Response> hold_if_it_waits(community::Visit& visit, community::NewContribution contribution);
// Keeps it, and leads to where its author sees what waits. Conflict when too much of theirs waits.
http::Response hold_back(community::Visit& visit, const community::NewContribution& contribution);
// The line above the form of somebody whose words will wait.
void write_waiting_note(html::Writer& out, const community::Visit& visit, community::SpaceId space,
                        community::Action action);

}  // namespace parvis::forum
