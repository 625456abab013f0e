#include "exchange/open_form/form.h"

#include <algorithm>

#include "core/errors.h"

namespace parvis::exchange {

std::size_t Form::index_of(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &Field::name);
  if (found == fields.end()) throw Fault(file() + " has no field " + std::string(field));
  return static_cast<std::size_t>(found - fields.begin());
}

const std::vector<Form>& forms() {
  static const auto all = [] {
    std::vector<Form> all;
    for (auto& theme :
         {forms_of_people(), forms_of_threads(), forms_of_groups(), forms_of_units(), forms_of_profiles(),
          forms_of_leaders(), forms_of_files(), forms_of_appreciation(), forms_of_members_own(), forms_of_timeline(),
          forms_of_today(), forms_of_returns(), forms_of_accounts(), forms_of_cockpit(), forms_of_plans()}) {
      all.insert(all.end(), theme.begin(), theme.end());
    }
    return all;
  }();
  return all;
}

const Form* find_form(std::string_view name) {
  const auto found = std::ranges::find(forms(), name, &Form::name);
  return found == forms().end() ? nullptr : &*found;
}

const std::vector<LeftOut>& tables_left_out() {
  static const std::vector<LeftOut> tables{
      {"job", "work under way of the program that runs; letters on their way hold links that open accounts"},
      {"job_period", "when the running program does what it does again and again"},
      {"idempotency", "answers kept for a day for programs that ask twice"},
      {"issuer_passage", "who is on the way to an issuer and back, for minutes"},
      {"spent_challenge", "what passkeys answered and issuers told in the last minutes"},
      {"sum_given_up", "files that the running program is taking away"},
      {"letter_in", "sums of letters that were read, kept for a month so that none is obeyed twice"},
      {"letter_back", "when a member was last told of a letter that was not taken, of use for a day"},
      {"tag_space", "counted anew"},
      {"influencer_import", "files on their way into the table of influencers, and which of their lines were refused"},
      {"influencer_word", "made anew from what the table says"},
      {"unit_import", "files on their way into the directory, and which of their lines were refused"},
      {"ledger_month", "counted anew"},
      {"unit_word", "made anew from the names and places of the units"},
      {"lesson", "numbers that only this database can read: the filter learns anew"},
      {"sign_count", "counted from the lessons"},
      {"staff_act", "made anew from the timeline"},
      {"tally", "counted anew"},
      {"data_copy", "copies made for members to take away, of use for days; they ask for another one"},
      {"data_copy_part", "their files"},
      {"act_day", "folded anew from the timeline"},
      {"card_day", "folded anew from the timeline"},
      {"fold", "how far the views of the timeline have got, which are made anew"},
      {"letter_thread", "which letters wait and what the last ones told of: it begins anew"},
      {"letter_progress", "how far the running program has come with letters"},
      {"digest", "when each member's next digest is due: counted anew"},
      {"search_pending", "the search index is made anew"},
      {"month_lived", "counted anew"},
      {"month_alive", "counted anew"},
      {"health_state", "folded anew from the timeline, as those named health_ after it"},
      {"health_act", "folded anew"},
      {"health_hour", "folded anew"},
      {"health_member_day", "folded anew"},
      {"health_tie", "folded anew"},
      {"health_exchange", "folded anew"},
      {"health_word", "folded anew"},
      {"health_thread", "folded anew"},
      {"health_figure", "counted anew"},
      {"health_point", "counted anew"},
      {"health_standing", "counted anew"},
      {"health_drawn", "counted anew"},
      {"health_line", "counted anew"},
      {"leader_measure", "counted anew"},
  };
  return tables;
}

}  // namespace parvis::exchange
