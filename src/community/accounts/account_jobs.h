// What accounts leave to durable jobs: the letter to choose a new password, so that the page's answer takes the same
// time for every address. `register_account_jobs` is called once, before the runner starts.
#pragma once

#include <string_view>

#include "community/members/account_act.h"
#include "core/jobs/jobs.h"
#include "core/store/store.h"

namespace parvis::community {

void ask_for_sign_in_letter(store::Transaction& transaction, const AccountAct& act, std::string_view email);
void ask_for_reset_letter(store::Transaction& transaction, const AccountAct& act, std::string_view email);
// The timeline outlives the runner.
void register_account_jobs(jobs::Runner& runner, const Timeline& timeline);

}  // namespace parvis::community
