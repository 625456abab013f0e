// How what is held about a member is shown to them: each row with its words, the rest as named values. Functions of one
// visit.
#pragma once

#include "community/privacy/holding_rows.h"
#include "community/visit.h"

namespace parvis::privacy {

// A row of this table (community/privacy/holdings.h).
void write_held_row(html::Writer& out, const community::Visit& visit, std::string_view table,
                    const community::HeldRow& row, const community::HeldNames& names);

}  // namespace parvis::privacy
