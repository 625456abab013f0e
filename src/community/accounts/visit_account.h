// Where the rules of accounts meet a request: the act, and how often each may try. Limits come from the configuration;
// the reasons stand beside them.
#pragma once

#include <string>
#include <string_view>

#include "community/members/account_act.h"
#include "community/members/accounts.h"
#include "community/pace/pace.h"
#include "community/visit.h"

namespace parvis::community {

// The visit outlives the act.
AccountAct account_act_of(const Visit& visit);
// Where addresses in letters begin. The configured public address; without one, the request's, but only while letters
// stay in files or the host is this machine: a forged Host header must not choose where a letter's links lead.
std::string letter_origin(const Visit& visit);

// Each answers the seconds to wait, zero when it may go on.
// Guessing one password: by account and address, so that a stranger cannot lock a member out of their own account.
int wait_for_sign_in(const Visit& visit, std::string_view who);
void forgive_sign_in(const Visit& visit, std::string_view who);
// Ways in that nobody can guess (an account held elsewhere, a passkey): by address alone.
int wait_for_way_in(const Visit& visit);
// Making accounts by the dozen; several people behind one address may still join.
int wait_for_sign_up(const Visit& visit);
// Asking for letters to address after address; as many as one may sign up.
int wait_to_ask_for_letters(const Visit& visit);
// Filling somebody's letter box.
int wait_for_letter(const Visit& visit, std::string_view email);
// What a form says then.
Sentence too_often(int seconds);

// The cookie of a session, and the one that ends it.
http::Cookie session_cookie(const Visit& visit, std::string token);
http::Cookie ended_session_cookie(const Visit& visit);

// The hash of a password with the work this community asks for.
std::string hash_of(const Visit& visit, std::string_view password);

}  // namespace parvis::community
