// A week of mornings of somebody who manages a community: what Today says each day, over a past that goes on from one
// morning to the next, and over the demo. PARVIS_SHOW_MORNINGS=1 prints every card with its reason.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "community/identity.h"
#include "community/members/member.h"
#include "community/plans/plan.h"
#include "community/today/finders.h"
#include "community/today/task_words.h"
#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"
#include "core/testing/shared_data.h"
#include "demo/demo_life.h"
#include "exchange/stackexchange/import.h"
#include "exchange/testing/dump_folder.h"

namespace parvis::app {
namespace {

using namespace community;

constexpr int kMornings = 7;
constexpr std::int64_t kGoneFor = 91 * kDay;

// The dump as it was at an instant, as far as its rows say: those of later are left out, and nobody was there later.
void cut(const std::filesystem::path& from, const exchange::testing::Folder& to, Instant until) {
  const auto last = to_rfc3339(until).substr(0, 23);
  for (const auto& entry : std::filesystem::directory_iterator(from)) {
    if (entry.path().extension() != ".xml") continue;
    std::ifstream in(entry.path());
    std::string kept;
    for (std::string line; std::getline(in, line);) {
      bool is_there = true;
      for (const std::string_view date : {" CreationDate=\"", " Date=\""}) {
        const auto at = line.find(date);
        if (at != std::string::npos && line.compare(at + date.size(), last.size(), last) > 0) is_there = false;
      }
      constexpr std::string_view kSeen = " LastAccessDate=\"";
      const auto seen = line.find(kSeen);
      if (seen != std::string::npos && line.compare(seen + kSeen.size(), last.size(), last) > 0) {
        line.replace(seen + kSeen.size(), last.size(), last);
      }
      if (is_there) kept.append(line).append("\n");
    }
    to.write(entry.path().filename().string(), kept);
  }
}

std::string reason_of(store::Reader& reader, const Task& task) {
  std::string reason;
  for (const auto& part : reason_parts(text::Language::en, task)) {
    if (part.kind == text::Part::Kind::text) {
      reason += part.text;
    } else if (part.text == "member") {
      const auto member = community::find_member(reader, task.member);
      reason += member ? member->display_name : "?";
    } else if (part.text == "thread") {
      reason += reader.one<std::string>("select title from thread where id = $1", task.thread).value_or("?");
    } else {
      reason += figure_in(text::Language::en, task, part.text);
    }
  }
  return reason;
}

// One who looks in every morning and deals with every card, so that what comes back would come back to them.
class Mornings {
 public:
  Mornings(store::Store& store, std::string zone) : store_(store), zone_(std::move(zone)) {
    manager_ = *store_.read([](store::Reader& reader) {
      return reader.one<MemberId>("select id from member order by role desc, id limit 1");
    });
  }

  void look(Instant at) {
    const TaskAct act{.timeline = timeline_, .actor = manager_, .at = at};
    const auto found =
        store_.read([&](store::Reader& reader) { return find_all(reader, {.at = at, .zone = zone_, .birthday = 0}); });
    store_.write([&](store::Transaction& transaction) { offer(transaction, act, found, 0); });
    const auto tasks = store_.read([&](store::Reader& reader) { return tasks_of_today(reader, at); });
    show(at, tasks);
    expect_worth(at, tasks);
    store_.write([&](store::Transaction& transaction) {
      for (const auto& task : tasks) finish_task(transaction, act, task.id, Contact::none);
    });
  }

  std::size_t cards() const { return cards_; }

 private:
  void show(Instant at, const std::vector<Task>& tasks) const {
    if (std::getenv("PARVIS_SHOW_MORNINGS") == nullptr) return;
    std::cout << "\n" << to_rfc3339(at).substr(0, 16) << ": " << tasks.size() << " cards\n";
    store_.read([&](store::Reader& reader) {
      for (const auto& task : tasks) {
        std::cout << "  " << task.weight << " " << kind_words(text::Language::en, task.kind) << ": "
                  << reason_of(reader, task) << "\n";
      }
    });
  }

  void expect_worth(Instant at, const std::vector<Task>& tasks) {
    EXPECT_LE(tasks.size(), kMostShown);
    std::set<MemberId> people;
    for (const auto& task : tasks) {
      ++cards_;
      EXPECT_TRUE(seen_.emplace(task.kind, task.member.value, task.thread.value).second)
          << "the same card on two mornings";
      if (!task.member || task.thread) continue;
      EXPECT_TRUE(people.insert(task.member).second) << "one person, two cards";
      const auto last = store_.read([&](store::Reader& reader) {
        return reader.one<Instant>("select max(at) from activity where actor = $1 and at <= $2", task.member, at);
      });
      EXPECT_GT(last.value_or(Instant{}), at - kGoneFor) << "somebody who is gone";
    }
  }

  store::Store& store_;
  std::string zone_;
  community::Timeline timeline_;
  MemberId manager_;
  std::set<std::tuple<TaskKind, std::int64_t, std::int64_t>> seen_;
  std::size_t cards_ = 0;
};

TEST(AWeekOfMornings, IsWorthItsClicksInAPastMovedToNow) {
  PARVIS_SHARED_DATA_OR_SKIP(folder, "stackexchange/beer");
  const auto store = store::open_migrated_test_store();
  store::migrate(*store);
  const auto last = *parse_rfc3339("2016-12-10T08:00:00Z");
  constexpr std::int64_t kMoved = 522 * 7 * kDay;
  FrozenClock clock(last);
  std::unique_ptr<Mornings> mornings;
  for (int morning = 1; morning <= kMornings; ++morning) {
    const auto then = last - (kMornings - morning) * kDay;
    const exchange::testing::Folder so_far;
    cut(folder, so_far, then);
    clock.set(then + kMoved);
    exchange::ImportOptions options;
    options.site = "beer";
    options.dates = exchange::Dates::moved_to_now;
    const auto result = exchange::import_stackexchange(*store, so_far.path(), options);
    EXPECT_EQ(result.moved_by, kMoved) << "one span for all of them";
    if (!mornings) mornings = std::make_unique<Mornings>(*store, "UTC");
    mornings->look(now());
  }
  EXPECT_GT(mornings->cards(), 3);
}

TEST(AWeekOfMornings, IsWorthItsClicksInTheDemo) {
  FrozenClock clock(*parse_rfc3339("2026-11-16T08:00:00Z"));
  auto made = store::open_migrated_test_store();
  store::migrate(*made);
  community::Community community(config::Settings{}, std::move(made));
  demo::live_through(community, [](double) {});
  Mornings mornings(community.store(), community.identity()->time_zone);
  for (int morning = 1; morning <= kMornings; ++morning) {
    mornings.look(now());
    clock.set(now() + kDay);
  }
  EXPECT_GT(mornings.cards(), 5);
  community.store().write([&](store::Transaction& transaction) {
    constexpr store::Sql kTooEarly{R"(
      select count(*) from activity join member on member.id = activity.actor where activity.at < member.created_at)"};
    EXPECT_EQ(transaction.one<std::int64_t>(kTooEarly), 0) << "acts of who had not joined";
    const auto plan = find_plan(transaction, "le-premier-mois");
    ASSERT_TRUE(plan && plan->purpose);
    constexpr store::Sql kManager{"select id from member where role > 1 and role = 4 order by id limit 1"};
    const auto manager = *transaction.one<MemberId>(kManager);
    switch_on(transaction, {community.timeline(), manager, now()}, *plan);
    const auto asked = purposes(transaction, Purposes::in_force);
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_GT(count_consents(transaction, asked.front()), 10);
  });
}

}  // namespace
}  // namespace parvis::app
