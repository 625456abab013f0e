// The plans of one member: those they go through, those that are over, and the way to begin one.
#include "cockpit/cockpit_frame.h"
#include "cockpit/plans/plan_pages.h"
#include "cockpit/plans/plan_views.h"
#include "community/card/card_path.h"
#include "community/members/member.h"
#include "community/page/form_words.h"

namespace parvis::cockpit {

using namespace community;

namespace {

void write_member_standing(html::Writer& out, const Visit& visit, const PlanStanding& standing) {
  const auto path = std::string(kPlansPath) + "/" + standing.slug;
  out.open("li", {{"class", "row"}}).open("div").open("p", {{"class", "name"}});
  if (standing.slug.empty()) {
    out.text(standing.name).element("span", {{"class", "quiet"}}, " " + visit.tr("(removed since)"));
  } else {
    out.element("a", {{"href", path}}, standing.name);
  }
  out.close().open("p", {{"class", "quiet small"}});
  write_standing(out, visit, standing);
  out.close().close();
  if (!standing.ended_at && !standing.slug.empty()) {
    out.open("div", {{"class", "push"}});
    write_post_button(out, visit, path + "/people/" + id_text(standing.way) + "/ending", visit.tr("Stop"),
                      "button bare");
    out.close();
  }
  out.close();
}

http::Response member_plans_page(const Visit& visit, const html::FormState& state, int status) {
  struct Read {
    MemberFace face;
    bool is_active = false;
    std::vector<PlanStanding> standing;
    std::vector<Plan> plans;
  };
  const auto read = visit.community.store().read([&](store::Reader& reader) {
    const auto member = member_named(reader, visit.request.parameter("handle"));
    Read all{.face = faces_of(reader, {member}).front(),
             .is_active = find_member(reader, member)->status == MemberStatus::active,
             .standing = standing_of(reader, member),
             .plans = plans(reader)};
    std::erase_if(all.plans, [](const Plan& plan) { return plan.steps.empty(); });
    return all;
  });
  const auto title = visit.tr("Plans for {member}", {{"member", read.face.display_name}});
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title).open("p");
  out.element("a", {{"class", "link"}, {"href", card_path(read.face.handle)}}, visit.tr("Open their card"));
  out.close().close();
  if (read.standing.empty()) write_empty(out, visit.tr("They go through no plan."));
  out.open("ul", {{"class", "list plan-people"}});
  for (const auto& standing : read.standing) write_member_standing(out, visit, standing);
  out.close();
  if (!read.is_active) out.element("p", {{"class", "quiet"}}, visit.tr(kNotActive));
  if (read.is_active && !read.plans.empty()) {
    out.open("form", {{"class", "row asked"}, {"method", "post"}, {"action", member_plans_path(read.face.handle)}});
    write_form_token(out, visit);
    out.element("label", {{"for", "begin-plan"}}, visit.tr("Put them on"));
    write_plan_choice(out, visit, "begin-plan", read.plans, state);
    out.element("button", {{"class", "button main"}}, visit.tr("Begin")).close();
  } else if (const auto* problem = state.message("plan")) {
    out.element("p", {{"class", "field-error"}}, text::tr(visit.language, *problem));
  }
  return cockpit_page(visit, Room::plans, title, out.take(), status);
}

}  // namespace

http::Response show_member_plans(Visit& visit) { return member_plans_page(visit, {}, 200); }

http::Response begin_member_plan(Visit& visit) {
  const auto act = act_of(visit);
  html::FormState state(visit.request.form.pairs());
  const bool began = visit.community.store().write([&](store::Transaction& transaction) {
    const auto plan = plan_typed(transaction, state);
    return plan && begin_plan(transaction, act, *plan, member_named(transaction, visit.request.parameter("handle")));
  });
  if (state.is_refused()) return member_plans_page(visit, state, 422);
  return community::see_other_with_notice(
      visit, member_plans_path(visit.request.parameter("handle")),
      began ? text::msgid("They go through it from now on.") : text::msgid("They go through it already."));
}

}  // namespace parvis::cockpit
