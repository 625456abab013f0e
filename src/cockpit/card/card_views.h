// The parts of the card of one member. Pure functions of what was read.
#pragma once

#include "cockpit/card/card_data.h"
#include "core/html/form.h"

namespace parvis::cockpit {

struct CardForms {
  html::FormState note, task, circle;
};

// The page's own style sheets; inside the frame of the cockpit.
void write_card_style(html::Writer& out);
void write_card_head(html::Writer& out, const Visit& visit, const CardData& card);
void write_rhythm(html::Writer& out, const Visit& visit, const CardData& card);
void write_card_acts(html::Writer& out, const Visit& visit, const CardData& card);
void write_parts_played(html::Writer& out, const Visit& visit, const CardData& card);
void write_partners(html::Writer& out, const Visit& visit, const community::Member& member,
                    const std::vector<community::Partner>& partners);
void write_notes(html::Writer& out, const Visit& visit, const CardData& card, const html::FormState& state);
void write_card_tasks(html::Writer& out, const Visit& visit, const CardData& card, const html::FormState& state);

// At the side.
void write_facts(html::Writer& out, const Visit& visit, const CardData& card);
void write_card_circle(html::Writer& out, const Visit& visit, const CardData& card, const html::FormState& state);
void write_way(html::Writer& out, const Visit& visit, const CardData& card);
void write_card_plans(html::Writer& out, const Visit& visit, const CardData& card);
void write_card_segments(html::Writer& out, const Visit& visit, const CardData& card);
void write_card_consents(html::Writer& out, const Visit& visit, const CardData& card);
void write_money(html::Writer& out, const Visit& visit, const CardData& card);

std::string circle_words(const Visit& visit, const community::CircleName& circle);

}  // namespace parvis::cockpit
