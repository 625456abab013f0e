// The fields in which a manager says what a space is called, what it is for and who reads it: when it is opened and
// when it is changed. One form.
#pragma once

#include "community/manage/local_fields.h"
#include "community/spaces/space.h"
#include "core/html/form.h"

namespace parvis::forum {

inline constexpr char kEveryoneReads[] = "everyone", kMembersRead[] = "members";

void write_space_words(html::Form& form, const community::Visit& visit);
void write_space_readers(html::Form& form, const community::Visit& visit, std::string_view hint);
// What was typed; what is wrong is said in `state`.
community::LocalText read_space_name(const community::Visit& visit, html::FormState& state,
                                     const community::LocalText& present = {});
community::LocalText read_space_description(const community::Visit& visit, html::FormState& state,
                                            const community::LocalText& present = {});
community::SpaceVisibility read_space_readers(html::FormState& state);

}  // namespace parvis::forum
