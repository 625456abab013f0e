#include "demo/demo_people.h"

#include <algorithm>

#include "community/members/new_member.h"
#include "community/members/password.h"
#include "core/crypto/crypto.h"

namespace parvis::demo {
namespace {

using community::Role;

std::string title_of(const DemoMember& member) {
  if (member.role == Role::member || member.role == Role::leader) return "";
  if (member.handle == "gwenael") return "Bureau d’études Mistral";
  return member.place == "Annecy" ? "Mistral Annecy" : "Atelier Mistral";
}

// Experts and leaders answer for a living or by heart; newcomers mostly read; who runs the machine does that alone.
double warmth_of(const DemoMember& member) {
  if (member.role == Role::administrator) return 0;
  if (member.role == Role::leader) return 3;
  if (member.role == Role::manager) return 2.5;
  return member.joined_days_ago < 30 ? 0.6 : 1;
}

// Who has gone quiet: one found company and left with it, one got three different answers, one came for a trailer.
constexpr std::string_view kSilent[] = {"fantine", "yasmine", "marta"};

bool is_there(const Person& person, Instant at) {
  return person.joined < at && (!person.silent_since || at < *person.silent_since);
}

// One of each may sign in: who runs the machine, who manages, who leads, who takes part.
std::string account_kind(const std::string& handle) {
  if (handle == "yann") return "administrator";
  if (handle == "perrine") return "manager";
  if (handle == "rozenn") return "leader";
  return handle == "ilyes" ? "member" : "";
}

}  // namespace

People::People(store::Transaction& transaction, community::Community& community, const DemoCommunity& demo,
               const std::map<std::string, Words>& words, Instant today) {
  for (const auto& member : demo.members) {
    Person person;
    person.joined = today - member.joined_days_ago * kDay + 8 * kHour;
    if (const auto wrote = words.find(member.handle); wrote != words.end()) {
      person.joined = std::min(person.joined, wrote->second.first - 20 * kMinute);
      if (std::ranges::find(kSilent, member.handle) != std::end(kSilent)) {
        person.silent_since = wrote->second.last + 2 * kHour;
      }
    }
    person.language = member.language;
    person.warmth = warmth_of(member);
    const auto kind = account_kind(member.handle);
    std::string hash;
    if (!kind.empty()) {
      const DemoAccount account{kind, member.handle + "@mistral.example", community::generate_password()};
      hash = crypto::hash_password(Secret(account.password));
      accounts_.push_back(account);
    }
    const community::NewMember row{.display_name = member.name,
                                   .handle = member.handle,
                                   .email = member.handle + "@mistral.example",
                                   .password_hash = hash,
                                   .role = member.role,
                                   .language = std::string(text::tag(member.language)),
                                   .title = title_of(member),
                                   .biography = member.biography,
                                   .place = member.place,
                                   .created_at = person.joined,
                                   .charter_version = 1,
                                   .portrait = member.portrait};
    person.viewer.member = community::add_member(transaction, community.timeline(), row, community::Source::demo);
    person.viewer.role = member.role;
    person.viewer.handle = member.handle;
    person.viewer.display_name = member.name;
    people_.emplace(member.handle, std::move(person));
  }
}

Person* People::somebody(std::mt19937& random, const Person& author, Instant at) {
  double total = 0;
  for (const auto& [handle, person] : people_) {
    if (is_there(person, at) && person.viewer.member != author.viewer.member) total += person.warmth;
  }
  double drawn = std::uniform_real_distribution<double>(0, total)(random);
  for (auto& [handle, person] : people_) {
    if (!is_there(person, at) || person.viewer.member == author.viewer.member) continue;
    drawn -= person.warmth;
    if (drawn <= 0) return &person;
  }
  return nullptr;
}

}  // namespace parvis::demo
