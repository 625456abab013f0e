// What the rules of accounts need to know of the request they serve: for whom the letters speak, in which language,
// from where. Made by the handler (accounts/visit_account.h) or a test for the length of one write; owns nothing else.
#pragma once

#include <string>
#include <string_view>

#include "community/activity/activity.h"
#include "community/members/session.h"
#include "core/text/language.h"

namespace parvis::community {

// Who writes, as letters show it.
struct Sender {
  std::string community;     // its name
  std::string brand;         // its colour, "#1f5f99"
  std::string origin;        // "https://square.example": where the addresses in letters begin
  std::string contact = {};  // where to write to those who run the community; empty: not said
};

struct AccountAct {
  const Timeline& timeline;
  Sender sender;
  text::Language language = text::Language::en;  // for somebody who has not chosen one yet
  Device device;
  Source source = Source::page;
};

}  // namespace parvis::community
