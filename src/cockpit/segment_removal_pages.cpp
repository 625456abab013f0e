// Removing a segment: what hangs on it is said before.
#include "cockpit/cockpit_pages.h"
#include "cockpit/removal_page.h"
#include "cockpit/segment_views.h"
#include "community/page/form_words.h"
#include "community/segments/segment_letter.h"
#include "core/text/catalogue.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kLettersLookedAt = 1000;

}  // namespace

http::Response show_segment_removal(Visit& visit) {
  AskedRemoval asked{.room = Room::segments};
  visit.community.store().read([&](store::Reader& reader) {
    const auto segment = segment_asked(visit, reader);
    asked.title = visit.tr("Remove the segment “{name}”?", {{"name", segment.name}});
    asked.back = segment_path(segment.slug);
    asked.action = asked.back + "/removal";
    const auto standing = standing_on(reader, segment, visit.language);
    for (const auto& one : standing) {
      asked.first.push_back({text::tr(visit.language, one.said), visit.tr("Go there"), one.changed_at});
    }
    if (!standing.empty()) return;
    asked.button = visit.tr("Remove this segment");
    asked.said.push_back(visit.tr("No other segment, no stage and no plan stands on it."));
    asked.said.push_back(visit.trn("{n} member is in it. They keep all that is theirs: only this list goes.",
                                   "{n} members are in it. They keep all that is theirs: only this list goes.",
                                   segment.members));
    const auto letters = static_cast<std::int64_t>(letters_of(reader, segment.id, kLettersLookedAt).size());
    if (letters == 0) return;
    asked.said.push_back(visit.trn("{n} letter was written to it. What still waits of it is not sent.",
                                   "{n} letters were written to it. What still waits of them is not sent.", letters));
  });
  return removal_page(visit, asked);
}

http::Response end_segment(Visit& visit) {
  const auto act = act_of(visit);
  visit.community.store().write([&](store::Transaction& transaction) {
    remove_segment(transaction, act, segment_asked(visit, transaction), visit.language);
  });
  return community::see_other_with_notice(visit, "/cockpit/segments", text::msgid("The segment is removed."));
}

}  // namespace parvis::cockpit
