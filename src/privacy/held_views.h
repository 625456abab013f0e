// How what is held about a member is shown to them: each row with its words, the rest as named values. Functions of one
// visit.
#pragma once

#include "community/privacy/holding_rows.h"
#include "community/visit.h"

namespace parvis::privacy {

void write_held_row(html::Writer& out, const community::Visit& visit, const community::HeldRow& row,
                    const community::HeldNames& names);

}  // namespace parvis::privacy
