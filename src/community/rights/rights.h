// What one may do in a space: a table of actions by standings, with a column for each custom role. A space's openness
// fills the table; single cells may be set otherwise. Plain values, pure functions; `visibility/viewer.h` asks them.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "community/types.h"

namespace parvis::community {

// The numbers are the database's and stay. Reading is not among them: it is the space's visibility.
enum class Action {
  open_thread = 1,
  reply = 2,
  comment = 3,
  react = 4,
  vote = 5,
  edit_own = 6,
  delete_own = 7,
  edit_others = 20,
  delete_others = 21,
  accept_answer = 22,  // as somebody else than who asked
  close = 23,
  pin = 24,
  move = 25,
  decide = 26,  // on what waits and what is flagged
};
inline constexpr std::array kActions{
    Action::open_thread, Action::reply,      Action::comment,     Action::react,         Action::vote,
    Action::edit_own,    Action::delete_own, Action::edit_others, Action::delete_others, Action::accept_answer,
    Action::close,       Action::pin,        Action::move,        Action::decide};

// Where somebody stands in a space. Visitors only read; who manages the community may do everything.
enum class Standing { newcomer, member, expert, leader };
inline constexpr std::array kStandings{Standing::newcomer, Standing::member, Standing::expert, Standing::leader};

// `waits`: it is kept until somebody who may decide lets it through. Only what is contributed can wait.
enum class Permission { no = 0, waits = 1, yes = 2 };
bool can_wait(Action action);

// The words of addresses, forms, the API and the database: "open_thread"; "newcomer"; "waits"; "watched".
std::string_view action_name(Action action);
std::string_view standing_name(Standing standing);
std::string_view permission_name(Permission permission);
std::string_view openness_name(Openness openness);
std::optional<Action> parse_action(std::string_view name);
std::optional<Action> action_of_number(std::int64_t number);
std::optional<Permission> parse_permission(std::string_view name);
std::optional<Openness> parse_openness(std::string_view name);

class Rights {
 public:
  // What the openness of a space gives; a custom role gives nothing by itself.
  Rights() : Rights(Openness::free) {}
  explicit Rights(Openness openness);

  Permission of(Standing standing, Action action) const;
  Permission of(CustomRoleId role, Action action) const;  // `no` where nothing was set
  void set(Standing standing, Action action, Permission permission);
  void set(CustomRoleId role, Action action, Permission permission);
  // The most that the standing or any of the roles gives.
  Permission of(Standing standing, std::span<const CustomRoleId> roles, Action action) const;

  friend bool operator==(const Rights&, const Rights&) = default;

 private:
  using Column = std::array<Permission, kActions.size()>;
  std::array<Column, kStandings.size()> standings_{};
  std::map<CustomRoleId, Column> roles_;
};

}  // namespace parvis::community
