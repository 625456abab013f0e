// Pieces that the pages of plans share. Pure functions of the visit, or small reads.
#pragma once

#include <string>

#include "cockpit/segment_views.h"
#include "community/plans/plan_way.h"
#include "core/html/form.h"
#include "core/text/catalogue.h"

namespace parvis::cockpit {

inline constexpr char kPlansPath[] = "/cockpit/plans";
// msgid
inline constexpr const char* kNotActive = text::msgid("A plan is for active members: this one is not, at the moment.");
std::string plan_path(const community::Plan& plan);
std::string member_plans_path(std::string_view handle);
// The plan of the address; NotFound.
community::Plan plan_asked(const Visit& visit, store::Reader& reader);
// The member of an address; NotFound.
community::MemberId member_named(store::Reader& reader, std::string_view handle);

std::string step_kind_words(const Visit& visit, community::StepKind kind);
// "the same day", "7 days later"; `place` from 1: the first comes after the beginning.
std::string delay_words(const Visit& visit, std::int64_t days, std::int64_t place);
std::string day_words(const Visit& visit, Instant at);
std::string ending_words(const Visit& visit, community::PlanEnding ending);
std::string moment_words(const Visit& visit, const community::PlanMoment& moment);
// "in “Slipping”", "replied, at least 5 times"; empty for no condition.
std::string condition_sentence(const Visit& visit, const std::vector<community::Segment>& segments,
                               const std::string& text);
// Where somebody stands: "step 2 of 4, on 3 December: Ask for an hour".
void write_standing(html::Writer& out, const Visit& visit, const community::PlanStanding& standing);
void write_steps(html::Writer& out, const Visit& visit, const community::Plan& plan,
                 const std::vector<community::Segment>& segments);

// A condition in a form: one of the segments, or a text of one's own; fields `name` and `name`_text.
struct ConditionField {
  std::string name;
  std::string label, hint, none;
};
void write_condition_field(html::Form& form, const Visit& visit, const ConditionField& field,
                           const std::vector<community::Segment>& segments);
void set_condition_field(html::FormState& state, const std::string& name, const std::string& text);
// What it says as text; what cannot be read is refused in the state.
std::string read_condition_field(store::Reader& reader, html::FormState& state, const std::string& name,
                                 const std::vector<community::Segment>& segments);

// A plan to begin, as a choice; what is wrong with it stands under it. One that was removed meanwhile is refused there.
void write_plan_choice(html::Writer& out, const Visit& visit, const std::string& id,
                       const std::vector<community::Plan>& plans, const html::FormState& state);
std::optional<community::Plan> plan_typed(store::Reader& reader, html::FormState& state);

}  // namespace parvis::cockpit
