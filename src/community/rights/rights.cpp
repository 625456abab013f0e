#include "community/rights/rights.h"

#include <algorithm>

namespace parvis::community {
namespace {

struct ActionWord {
  Action action;
  std::string_view name;
};
constexpr std::array kActionWords{ActionWord{Action::open_thread, "open_thread"},
                                  ActionWord{Action::reply, "reply"},
                                  ActionWord{Action::comment, "comment"},
                                  ActionWord{Action::react, "react"},
                                  ActionWord{Action::vote, "vote"},
                                  ActionWord{Action::edit_own, "edit_own"},
                                  ActionWord{Action::delete_own, "delete_own"},

                                  ActionWord{Action::edit_others, "edit_others"},
                                  ActionWord{Action::delete_others, "delete_others"},
                                  ActionWord{Action::accept_answer, "accept_answer"},
                                  ActionWord{Action::close, "close"},
                                  ActionWord{Action::pin, "pin"},
                                  ActionWord{Action::move, "move"},
                                  ActionWord{Action::decide, "decide"}};
static_assert(kActionWords.size() == kActions.size());

constexpr std::array<std::string_view, kStandings.size()> kStandingWords{"newcomer", "member", "expert", "leader"};
constexpr std::array<std::string_view, 3> kPermissionWords{"no", "waits", "yes"};
constexpr std::array<std::string_view, 3> kOpennessWords{"free", "watched", "curated"};

std::size_t place(Action action) {
  return static_cast<std::size_t>(std::ranges::find(kActions, action) - kActions.begin());
}

// What members contribute or do to their own; the rest keeps order.
bool keeps_order(Action action) { return action >= Action::edit_others; }

Permission given(Openness openness, Standing standing, Action action) {
  if (keeps_order(action)) return standing == Standing::leader ? Permission::yes : Permission::no;
  const bool waits = (openness == Openness::watched && standing == Standing::newcomer) ||
                     (openness == Openness::curated && standing <= Standing::member);
  if (!waits) return Permission::yes;
  if (can_wait(action)) return Permission::waits;
  // What somebody has read and let through is not changed behind their back.
  return action == Action::edit_own ? Permission::no : Permission::yes;
}

}  // namespace

bool can_wait(Action action) {
  return action == Action::open_thread || action == Action::reply || action == Action::comment;
}

std::string_view action_name(Action action) { return kActionWords[place(action)].name; }
std::string_view standing_name(Standing standing) { return kStandingWords[static_cast<std::size_t>(standing)]; }
std::string_view permission_name(Permission permission) {
  return kPermissionWords[static_cast<std::size_t>(permission)];
}
std::string_view openness_name(Openness openness) { return kOpennessWords[static_cast<std::size_t>(openness) - 1]; }

std::optional<Action> parse_action(std::string_view name) {
  const auto found = std::ranges::find(kActionWords, name, &ActionWord::name);
  return found == kActionWords.end() ? std::nullopt : std::optional(found->action);
}

std::optional<Action> action_of_number(std::int64_t number) {
  const auto found = std::ranges::find(kActions, static_cast<Action>(number));
  return found == kActions.end() ? std::nullopt : std::optional(*found);
}

std::optional<Permission> parse_permission(std::string_view name) {
  const auto found = std::ranges::find(kPermissionWords, name);
  if (found == kPermissionWords.end()) return std::nullopt;
  return static_cast<Permission>(found - kPermissionWords.begin());
}

std::optional<Openness> parse_openness(std::string_view name) {
  const auto found = std::ranges::find(kOpennessWords, name);
  if (found == kOpennessWords.end()) return std::nullopt;
  return static_cast<Openness>(found - kOpennessWords.begin() + 1);
}

Rights::Rights(Openness openness) {
  for (const auto standing : kStandings) {
    for (const auto action : kActions) set(standing, action, given(openness, standing, action));
  }
}

Permission Rights::of(Standing standing, Action action) const {
  return standings_[static_cast<std::size_t>(standing)][place(action)];
}

Permission Rights::of(CustomRoleId role, Action action) const {
  const auto found = roles_.find(role);
  return found == roles_.end() ? Permission::no : found->second[place(action)];
}

void Rights::set(Standing standing, Action action, Permission permission) {
  standings_[static_cast<std::size_t>(standing)][place(action)] = permission;
}

void Rights::set(CustomRoleId role, Action action, Permission permission) { roles_[role][place(action)] = permission; }

Permission Rights::of(Standing standing, std::span<const CustomRoleId> roles, Action action) const {
  auto most = of(standing, action);
  for (const auto role : roles) most = std::max(most, of(role, action));
  return most;
}

}  // namespace parvis::community
