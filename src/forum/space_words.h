// The fields in which a manager says what a space is called, what it is for and who reads it: when it is opened and
// when it is changed. One form.
#pragma once

#include "community/manage/local_fields.h"
#include "community/spaces/space.h"
#include "core/html/form.h"

namespace parvis::forum {

void write_space_words(html::Form& form, const community::Visit& visit);
// Who reads it: "visibility", and "reader" for each custom role that is chosen. `group`: whose space it is, if any; its
// members read it whatever is chosen, and may be the only ones.
void write_space_readers(html::Writer& out, html::Form& form, const community::Visit& visit,
                         const html::FormState& state, std::string_view hint, community::GroupId group = {});
void set_space_readers(html::FormState::Pairs& pairs, const community::Space& space,
                       const community::SpaceList& spaces);
// Beside its name, when not everyone reads it.
void write_readers_badge(html::Writer& out, const community::Visit& visit, const community::Space& space);

struct SpaceReaders {
  community::SpaceVisibility visibility = community::SpaceVisibility::members;
  std::vector<community::CustomRoleId> roles;
};
// What was typed; what is wrong is said in `state`.
SpaceReaders read_space_readers(const community::Visit& visit, html::FormState& state, community::GroupId group = {});
community::LocalText read_space_name(const community::Visit& visit, html::FormState& state,
                                     const community::LocalText& present = {});
community::LocalText read_space_description(const community::Visit& visit, html::FormState& state,
                                            const community::LocalText& present = {});

}  // namespace parvis::forum
