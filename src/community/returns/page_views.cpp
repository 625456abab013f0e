#include "community/returns/page_views.h"

#include <mutex>

#include "community/community.h"
#include "community/returns/gain.h"
#include "core/http/pages_given.h"
#include "core/jobs/jobs.h"

namespace parvis::community {
namespace {

constexpr store::Sql kAdd{R"(
  insert into page_view (day, place, views) values ($1, $2, $3)
  on conflict (day, place) do update set views = page_view.views + excluded.views)"};
constexpr store::Sql kOfDay{"select place, views from page_view where day = $1 order by place"};
constexpr store::Sql kOver{R"(
  select day, cast(sum(views) as bigint) from page_view
  where day < $1 and not exists (select 1 from gain where gain.kind = 4 and gain.subject = page_view.day)
  group by day order by day)"};

// What was given out since this was last asked.
class Counted {
 public:
  PageViews kept() { return {"kept", since(http::kept_pages_given(), kept_)}; }
  PageViews made() { return {"made", since(http::made_pages_given(), made_)}; }

 private:
  static std::int64_t since(std::uint64_t present, std::uint64_t& before) {
    const auto difference = present - before;
    before = present;
    return static_cast<std::int64_t>(difference);
  }
  std::uint64_t kept_ = http::kept_pages_given(), made_ = http::made_pages_given();
};

}  // namespace

std::int64_t day_of(Instant at, text::TimeZone zone) { return (at.microseconds + zone.offset_at(at)) / kDay; }

void add_page_views(store::Transaction& transaction, std::int64_t day, const PageViews& views) {
  if (views.views > 0) transaction.run(kAdd, day, views.place, views.views);
}

std::vector<PageViews> page_views_of(store::Reader& reader, std::int64_t day) {
  return reader.all<PageViews>(kOfDay, day);
}

void trace_page_views(store::Transaction& transaction, Instant at, text::TimeZone zone) {
  struct Day {
    std::int64_t day = 0, views = 0;
  };
  for (const auto& [day, views] : transaction.all<Day>(kOver, day_of(at, zone))) {
    const Instant noon{day * kDay + kDay / 2};
    trace_gain(transaction,
               {.kind = GainKind::pages,
                .at = noon,
                .quantity = views,
                .member = {},
                .thread = {},
                .subject = day,
                .act = {},
                .acts = {},
                .words = {}},
               zone);
  }
}

void keep_page_views(Community& community) {
  // Each process tells of its own pages when the job comes to it, so that none is told twice, and once more at its end.
  const auto tell = [&community, counted = std::make_shared<Counted>()](store::Store& store) {
    const auto zone = text::TimeZone::of(community.identity()->time_zone);
    const auto at = now();
    const auto kept = counted->kept(), made = counted->made();
    store.write([&](store::Transaction& transaction) {
      add_page_views(transaction, day_of(at, zone), kept);
      add_page_views(transaction, day_of(at, zone), made);
      trace_page_views(transaction, at, zone);
    });
  };
  community.jobs().every("returns.pages", 10 * kMinute, [tell](const jobs::Job&, store::Store& store) { tell(store); });
  community.jobs().at_end(tell);
}

}  // namespace parvis::community
