#include "demo/demo_circle.h"

#include "community/health/leader.h"
#include "community/members/member.h"
#include "core/errors.h"

namespace parvis::demo {
namespace {

using namespace community;

// Three who keep their space alive, and two whom everybody reads.
constexpr std::string_view kSeats[] = {"colombe", "rozenn", "anselme", "ines", "ruth"};

}  // namespace

void give_seats(Community& community) {
  community.store().write([&](store::Transaction& transaction) {
    const health::LeaderAct act{community.timeline(), member_named(transaction, "perrine").value_or(MemberId{}),
                                Source::demo};
    for (const auto handle : kSeats) {
      const auto member = member_named(transaction, handle);
      if (!member) throw Fault("demo: nobody is called " + std::string(handle));
      health::choose_circle(transaction, act, *member, health::Circle::in);
    }
  });
}

}  // namespace parvis::demo
