// The directory of units, what members state of their time in one, and how those who manage the community keep it.
// Handlers for the route table of app; addresses beside them. The rules are community/units.
#pragma once

#include "community/visit.h"

namespace parvis::units {

http::Response show_units(community::Visit& visit);        // GET  /units
http::Response show_unit(community::Visit& visit);         // GET  /units/{unit}
http::Response create_service(community::Visit& visit);    // POST /units/{unit}/services
http::Response show_own_units(community::Visit& visit);    // GET  /account/units
http::Response show_own_service(community::Visit& visit);  // GET  /account/units/{service}
http::Response update_service(community::Visit& visit);    // POST /account/units/{service}
http::Response end_service(community::Visit& visit);       // POST /account/units/{service}/end

http::Response show_managed_units(community::Visit& visit);  // GET  /manage/units
http::Response create_unit(community::Visit& visit);         // POST /manage/units
// A file of them, tried out before it is brought in.
http::Response show_unit_imports(community::Visit& visit);   // GET  /manage/units/import
http::Response create_unit_import(community::Visit& visit);  // POST /manage/units/import  (file)
http::Response show_unit_import(community::Visit& visit);    // GET  /manage/units/import/{unit_import}
http::Response update_unit_import(
    community::Visit& visit);                             // POST /manage/units/import/{unit_import}  (step, column_N)
http::Response end_unit_import(community::Visit& visit);  // POST /manage/units/import/{unit_import}/end
http::Response show_unit_refusals(community::Visit& visit);  // GET  /manage/units/import/{unit_import}/refused.csv
http::Response show_managed_unit(community::Visit& visit);   // GET  /manage/units/{unit}
http::Response update_unit(community::Visit& visit);         // POST /manage/units/{unit}
http::Response end_unit(community::Visit& visit);            // POST /manage/units/{unit}/removal
http::Response create_unit_kind(community::Visit& visit);    // POST /manage/unit-kinds
http::Response update_unit_kind(community::Visit& visit);    // POST /manage/unit-kinds/{unit_kind}
http::Response end_unit_kind(community::Visit& visit);       // POST /manage/unit-kinds/{unit_kind}/removal

}  // namespace parvis::units
