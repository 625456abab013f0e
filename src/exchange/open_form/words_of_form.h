// The words that stand in the open form for the numbers that the database holds. Constant values.
#pragma once

#include "exchange/open_form/form.h"

namespace parvis::exchange {

const Words& role_words();
const Words& member_status_words();
const Words& space_kind_words();
const Words& space_visibility_words();
const Words& openness_words();
const Words& permission_words();
const Words& action_words();
const Words& file_words();
const Words& contribution_words();
const Words& decision_words();
const Words& door_words();
const Words& group_standing_words();
const Words& shown_to_words();
const Words& case_decision_words();
const Words& ground_words();
const Words& sanction_words();
const Words& appeal_words();
const Words& watch_words();
const Words& stop_words();
const Words& request_words();
const Words& import_words();
const Words& profile_field_words();
const Words& seen_by_words();
const Words& criterion_words();
const Words& vote_words();
const Words& relation_words();
const Words& tag_text_words();
const Words& follow_words();
const Words& notification_words();
const Words& verb_words();
const Words& object_words();
const Words& source_words();
const Words& imported_words();
const Words& scope_words();
const Words& consent_way_words();
const Words& topic_words();
const Words& frequency_words();
const Words& words_left_words();
const Words& link_words();

}  // namespace parvis::exchange
