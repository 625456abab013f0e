// Removing a plan: how many go through it is said before.
#include "cockpit/plans/plan_pages.h"
#include "cockpit/plans/plan_views.h"
#include "cockpit/removal_page.h"
#include "community/page/form_words.h"
#include "core/text/catalogue.h"

namespace parvis::cockpit {

using namespace community;

http::Response show_plan_removal(Visit& visit) {
  AskedRemoval asked{.room = Room::plans, .button = visit.tr("Remove this plan")};
  visit.community.store().read([&](store::Reader& reader) {
    const auto plan = plan_asked(visit, reader);
    const auto figures = figures_of(reader, plan.id);
    asked.title = visit.tr("Remove the plan “{name}”?", {{"name", plan.name}});
    asked.back = plan_path(plan);
    asked.action = asked.back + "/removal";
    if (figures.under_way == 0) {
      asked.said.push_back(visit.tr("Nobody goes through it now."));
    } else {
      asked.said.push_back(visit.trn("{n} member goes through it. For them it ends within a minute.",
                                     "{n} members go through it. For them it ends within a minute.",
                                     figures.under_way));
      asked.said.push_back(visit.tr("Its tasks leave Today, and its letters that still wait are not sent."));
    }
    asked.said.push_back(visit.tr("It cannot be brought back. What was done already stays on the members’ cards."));
    asked.said.push_back(visit.tr("Under “Did it work?” it goes on counting whom it reached, for ninety days."));
    if (plan.running != 0 && figures.under_way > 0) {
      asked.said.push_back(visit.tr("If it shall only pause, switch it off: everybody stays where they stand."));
    }
  });
  return removal_page(visit, asked);
}

http::Response end_plan(Visit& visit) {
  const auto act = act_of(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { remove_plan(transaction, act, plan_asked(visit, transaction)); });
  return community::see_other_with_notice(visit, kPlansPath,
                                          text::msgid("The plan is removed. It ends for everybody within a minute."));
}

}  // namespace parvis::cockpit
