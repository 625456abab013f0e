// The people of the demo while their story is told: who they are in the community, when they came, how often they
// react to others. Owned by the telling; one thread.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "community/community.h"
#include "community/visibility/viewer.h"
#include "demo/demo_files.h"
#include "demo/demo_life.h"

namespace parvis::demo {

struct Person {
  community::Viewer viewer;
  text::Language language = text::Language::fr;
  Instant joined;
  double warmth = 1;  // how often they thank and vote, against the others
  // Who grew silent after their last words here: they thank and vote no more, and look in no more.
  std::optional<Instant> silent_since = {};
};

class People {
 public:
  // The first and the last time that each writes.
  struct Words {
    Instant first, last;
  };
  // Makes the members, each at the instant they joined, with the charter accepted.
  People(store::Transaction& transaction, community::Community& community, const DemoCommunity& demo,
         const std::map<std::string, Words>& words, Instant today);

  Person& named(const std::string& handle) { return people_.at(handle); }
  // Somebody other than `author` who had joined by then and was still there, drawn by warmth; null when there is
  // nobody.
  Person* somebody(std::mt19937& random, const Person& author, Instant at);
  std::map<std::string, Person>& all() { return people_; }
  const std::vector<DemoAccount>& accounts() const { return accounts_; }

 private:
  std::map<std::string, Person> people_;
  std::vector<DemoAccount> accounts_;
};

}  // namespace parvis::demo
