// A manager says who may do what in a space: its openness, and the cells that are to differ from what it gives. One
// fact with the change; the directory is to be reloaded afterwards.
#pragma once

#include "community/rights/rights.h"
#include "community/spaces/space_change.h"

namespace parvis::community {

// `wanted` is the whole table; it is held against what is stored. True when something changed. BadRequest for a cell
// that waits where nothing can wait, NotFound for a space that is not there.
bool change_rights(store::Transaction& transaction, const SpaceAct& act, SpaceId space, Openness openness,
                   const Rights& wanted);

// Who reads a space of visibility `chosen`: these and no others, without roles that are no more. True when something
// changed.
bool change_readers(store::Transaction& transaction, const SpaceAct& act, SpaceId space,
                    std::vector<CustomRoleId> roles);

}  // namespace parvis::community
