// Where the program holds something about members: one line for each table of the schema, so that what is shown to a
// member, what they take away and what goes with them are one and the same list. A test holds it against the schema: a
// new table fails it until its line says where it stands. Constant values; any thread.
//
// To add a table: one line in holdings.cpp. `holding` when rows are some member's (say which, in which category, and
// what becomes of them at erasure), `impersonal` when none is (say why). Columns that name other members are listed
// either way: they are never shown to the one whose row it is.
#pragma once

#include <string_view>
#include <vector>

#include "core/store/sql.h"

namespace parvis::community {

// As the page of one's own data is ordered.
enum class Holds { identity, access, words, appreciation, reading, told, belonging, agreements, traces };
inline constexpr Holds kHolds[] = {Holds::identity,     Holds::access,     Holds::words,
                                   Holds::appreciation, Holds::reading,    Holds::told,
                                   Holds::belonging,    Holds::agreements, Holds::traces};
const char* title_of(Holds category);    // msgid: "Who you are"
const char* purpose_of(Holds category);  // msgid: why it is held
// By which right (GDPR article 6): msgid.
const char* basis_of(Holds category);

enum class AtErasure {
  rows_go,    // deleted
  rows_stay,  // they name a member of whom nothing is left but "a former member"
  by_hand,    // erasure_steps.cpp knows how
};

struct Holding {
  std::string_view table;
  Holds category = Holds::traces;
  const char* what = "";        // msgid: "Your posts"; empty for an impersonal table
  store::Sql theirs = "1 = 0";  // the rows of member $1
  AtErasure at_erasure = AtErasure::rows_go;
  store::Sql key = "id";             // an integer by which rows are paged
  std::string_view others = {};      // columns that name other members, separated by blanks
  std::string_view withheld = {};    // columns that are kept secret from everybody, or only restate others
  std::string_view impersonal = {};  // why no row is anybody's; empty: some are
  const char* kept = nullptr;        // msgid: how long, when that is neither membership nor a rule of retention.h

  bool is_personal() const { return impersonal.empty(); }
};

// By table, children before the tables they refer to.
const std::vector<Holding>& holdings();
const Holding* find_holding(std::string_view table);

}  // namespace parvis::community
