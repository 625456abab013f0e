// What the pages of units share: the unit an address names, lines of units and comrades, the fields of a period.
#pragma once

#include "community/page/form_words.h"
#include "community/page/page.h"
#include "community/units/period_words.h"
#include "community/units/time_served.h"
#include "core/html/form.h"

namespace parvis::units {

using community::Unit;
using community::Visit;

Unit unit_asked(const Visit& visit, store::Reader& reader);  // {unit}; NotFound
Unit unit_asked(const Visit& visit);
community::SpaceAct act_on_units(const Visit& visit);

// Kinds by their identifier, in the language of the visit.
class KindNames {
 public:
  KindNames(const Visit& visit, std::vector<community::UnitKind> kinds) : visit_(visit), kinds_(std::move(kinds)) {}
  const std::string& of(community::UnitKindId kind) const;
  const std::vector<community::UnitKind>& all() const { return kinds_; }

 private:
  const Visit& visit_;
  std::vector<community::UnitKind> kinds_;
};
KindNames kind_names(const Visit& visit, store::Reader& reader);
// A choice of kinds; `any`: what the choice of none is called, empty: one is needed.
void write_kind_field(html::Form& form, const Visit& visit, const KindNames& kinds, const std::string& any);

// "1914–1942", "since 1914", "until 1942"; empty when nothing is known.
std::string years_words(const Visit& visit, const Unit& unit);
std::string shown_words(const Visit& visit, community::ShownTo shown);

void write_unit_line(html::Writer& out, const Visit& visit, const Unit& unit, const KindNames& kinds);
void write_comrades(html::Writer& out, const Visit& visit, const std::vector<community::Comrade>& comrades);

void write_service_fields(html::Writer& out, html::Form& form, const Visit& visit, const html::FormState& state);
// What was typed; what is wrong is said in `state`.
community::ServiceWords read_service_fields(html::FormState& state);
html::FormState state_of(const community::Service& service);
html::FormState fresh_service();

}  // namespace parvis::units
