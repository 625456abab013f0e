// For tests that run at whatever hour it is: letters are welcome to everybody at any time.
#pragma once

#include "core/store/store.h"

namespace parvis::community::testing {

inline void welcome_letters_at_any_hour(store::Store& store) {
  constexpr store::Sql kWelcome{R"(
    insert into letter_habit (member, reading, hour, weekday, quiet_from, quiet_to)
    select id, 3, 8, 1, 0, 0 from member where id > 0 on conflict (member) do update set quiet_from = 0, quiet_to = 0)"};
  store.write([&](store::Transaction& transaction) { transaction.run(kWelcome); });
}

}  // namespace parvis::community::testing
