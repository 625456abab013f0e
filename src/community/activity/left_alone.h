// Who is left alone by chance (Verb::held_out) is compared with those who were written to. While that goes on, nobody
// of the team is told who it is: looked at, they would not be left alone. It is the only act that is told later than it
// happens, and this is the one rule of it: what tells a team of acts, one member's or everybody's, asks here. The
// member themselves is told at once (privacy), and the open form keeps it as any other. Pure; any thread.
#pragma once

#include "core/store/sql.h"
#include "core/time/instant.h"

namespace parvis::community {

inline constexpr std::int64_t kLeftAloneFor = 14 * kDay;

// " and …" for a statement whose acts are `a`; `until`: its parameter ("$3"), which takes `told_until(now())`.
inline store::Sql only_told(const store::Sql& until) {
  return store::Sql(" and (a.verb <> 227 or a.at <= ") + until + store::Sql(")");
}
inline Instant told_until(Instant at) { return at - kLeftAloneFor; }

}  // namespace parvis::community
