// The fields of profiles: chosen by those who manage the community, answered by members on their account's page.
// Handlers for the route table of app; addresses beside them.
#pragma once

#include "community/profiles/profile_field.h"
#include "community/visit.h"
#include "core/html/html.h"

namespace parvis::community {

http::Response show_own_fields(Visit& visit);      // GET  /account/fields
http::Response update_own_fields(Visit& visit);    // POST /account/fields
http::Response show_profile_fields(Visit& visit);  // GET  /manage/profile-fields
http::Response create_field(Visit& visit);         // POST /manage/profile-fields
http::Response show_profile_field(Visit& visit);   // GET  /manage/profile-fields/{field}
http::Response update_field(Visit& visit);         // POST /manage/profile-fields/{field}
http::Response change_field_place(Visit& visit);   // POST /manage/profile-fields/{field}/position, value=up|down
http::Response end_field(Visit& visit);            // POST /manage/profile-fields/{field}/removal

// What a member answered, as a page shows it to those who may see it; nothing for none.
void write_answers(html::Writer& out, const Visit& visit, const std::vector<ShownAnswer>& answers, MemberId whose);

}  // namespace parvis::community
