// Files of units that managers brought, as drafts and as what became of them (community/tables/table_file.h).
#pragma once

#include "community/tables/table_file.h"
#include "units/unit_import.h"

namespace parvis::units {

const community::TableFiles& unit_files();

}  // namespace parvis::units
