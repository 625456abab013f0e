#include "community/members/own_act.h"

namespace parvis::community {

void record_own(store::Transaction& transaction, const Timeline& timeline, MemberId member, Verb verb, Source source,
                std::string_view detail) {
  timeline.record(transaction, {.actor = member,
                                .verb = verb,
                                .object_kind = ObjectKind::member,
                                .object = member.value,
                                .detail = std::string(detail),
                                .source = source});
}

}  // namespace parvis::community
