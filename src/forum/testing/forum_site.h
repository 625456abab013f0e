// A square in memory with the pages of the forum, three spaces and a few members who visit it with browsers of their
// own. For tests.
//
//   ForumSite site;
//   const auto thread = site.thread("ana", "questions", "Which chain for a tandem?");
//   auto answer = site.as("ben").post("/threads/" + thread + "/posts", {{"body", "One of 11 speeds."}});
#pragma once

#include <map>
#include <string>
#include <vector>

#include "community/accounts/testing/account_site.h"
#include "community/activity/activity.h"

namespace parvis::forum::testing {

using community::testing::Answer;
using community::testing::Browser;
using community::testing::Typed;

// Spaces "talk", "questions" and, for members only, "workshop". Members ana, ben and cleo; lea leads all spaces; max is
// the manager.
class ForumSite : public community::testing::AccountSite {
 public:
  ForumSite();

  // The browser of this member, signed in.
  Browser& as(const std::string& name);
  community::MemberId id(const std::string& name) { return members_.at(name); }
  community::SpaceId space(const std::string& slug);

  // Opens a thread through its form; answers its identifier as addresses have it.
  std::string thread(const std::string& author, const std::string& space,
                     const std::string& title = "A thread about brakes", const std::string& body = "They squeal.",
                     const std::string& tags = "");
  // Replies through the form; answers the post's identifier.
  std::string reply(const std::string& author, const std::string& thread, const std::string& body = "Clean the rims.");
  // The identifier of a post by its number.
  std::string post(const std::string& thread, int number);

  std::int64_t count(const store::Sql& sql);
  // The timeline's verbs in order, from the last `count`.
  std::vector<community::Verb> last_verbs(int count);

 private:
  std::map<std::string, community::MemberId> members_;
  std::map<std::string, Browser> browsers_;
};

}  // namespace parvis::forum::testing
