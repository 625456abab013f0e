#include "demo/demo_life.h"

#include <algorithm>

#include "community/members/charter.h"
#include "community/returns/page_views.h"
#include "community/sharing/share_visits.h"
#include "community/threads/closure.h"
#include "community/threads/comment.h"
#include "community/threads/follow.h"
#include "community/threads/pin.h"
#include "community/threads/post.h"
#include "community/threads/reaction.h"
#include "community/threads/solution.h"
#include "community/threads/vote.h"
#include "core/errors.h"
#include "core/text/dates.h"
#include "demo/demo_circle.h"
#include "demo/demo_influencers.h"
#include "demo/demo_people.h"
#include "demo/demo_plans.h"
#include "demo/demo_returns.h"
#include "demo/demo_segments.h"
#include "demo/demo_shares.h"
#include "demo/demo_ways.h"

namespace parvis::demo {
namespace {

using community::Act;
using community::PostId;
using community::Source;
using community::ThreadId;

// Nobody acts after they were last seen.
constexpr store::Sql kSetSeen{R"(
  update member set last_seen_at = coalesce((
    select max(at) from activity where actor = $1 and verb in (4, 20, 21, 22, 40, 42) and at > $2), $2) where id = $1)"};
constexpr store::Sql kLead{"insert into space_leader (space, member) select id, $2 from space where slug = $1"};
constexpr store::Sql kReadOldNotifications{
    "update notification set read_at = created_at where created_at < $1 and read_at is null"};

// Paris is one hour ahead of UTC in winter; in summer the demo's people rise an hour earlier.
constexpr std::int64_t kLocalOffset = kHour;

Instant local_midnight(Instant at) {
  const auto local = at.microseconds + kLocalOffset;
  return {local - local % kDay - kLocalOffset};
}

// When each item of a thread happens; a thread that would reach into the future moves back by whole days.
std::vector<Instant> instants_of(const DemoThread& thread, Instant today, Instant present) {
  std::vector<Instant> instants;
  auto at = today - thread.days_ago * kDay + thread.time_of_day;
  for (const auto& item : thread.items) instants.push_back(at = at + item.after);
  while (instants.back() > present - 3 * kMinute) {
    for (auto& instant : instants) instant = instant - kDay;
  }
  return instants;
}

// Who may lead what.
constexpr std::pair<const char*, const char*> kLeaders[] = {
    {"voyages", "colombe"}, {"presentations", "colombe"}, {"atelier", "rozenn"},    {"questions", "rozenn"},
    {"materiel", "rozenn"}, {"itineraires", "anselme"},   {"rencontres", "callum"}, {"questions", "callum"},
};

class Story {
 public:
  Story(store::Transaction& transaction, community::Community& community, const DemoCommunity& demo)
      : transaction_(transaction),
        community_(community),
        demo_(demo),
        present_(now()),
        today_(local_midnight(present_)) {
    for (const auto& thread : demo.threads) when_.push_back(instants_of(thread, today_, present_));
  }

  std::vector<DemoAccount> tell(const std::function<void(double)>& progress);

 private:
  using Deed = std::function<void()>;
  // A post that exists, for those who react to it.
  struct Written {
    PostId post;
    Person* author = nullptr;
    Instant at;
    bool accepted = false, opening = false, question = false;
  };

  void make_places();
  void plan_thread(std::size_t index);
  void plan_consents();
  void plan_share(const DemoShare& share);
  void open(const DemoThread& thread, Instant at);
  void answer(const DemoThread& thread, const DemoItem& item, Instant at);
  void say_under(const DemoThread& thread, const DemoItem& item, Instant at);
  void plan_warmth(const Written& written);
  void plan_ballots(const Written& written);
  void later(Instant at, Deed deed) { deeds_.emplace(at.microseconds, std::move(deed)); }
  std::string with_links(const std::string& body) const;
  Act act(const Person& person, Instant at) const {
    return Act{community_.timeline(), person.viewer, *spaces_, at, Source::demo, person.language};
  }
  template <class Composed>
  const auto& good(const Composed& composed, const std::string& where) const {
    if (!composed) throw Fault("demo: " + where + ": " + composed.mistakes().front().sentence.key);
    return *composed;
  }
  int few(double mean) { return std::poisson_distribution<int>(mean)(random_); }
  Instant soon_after(Instant at) {
    return at + kMinute +
           static_cast<std::int64_t>(std::exponential_distribution<double>(1.0 / (9.0 * kHour))(random_));
  }

  store::Transaction& transaction_;
  community::Community& community_;
  const DemoCommunity& demo_;
  Instant present_, today_;
  std::vector<std::vector<Instant>> when_;
  std::shared_ptr<const community::SpaceList> spaces_;
  std::unique_ptr<People> people_;
  std::multimap<std::int64_t, Deed> deeds_;
  std::map<std::string, community::OpenedThread> opened_;
  std::map<std::string, PostId> last_post_;
  std::mt19937 random_{20261121};
};

void Story::make_places() {
  const auto opening = today_ - 740 * kDay;
  community::save_identity(transaction_, demo_.identity);
  community::LocalText charter;
  charter.set(text::Language::fr, demo_.charter_fr);
  charter.set(text::Language::en, demo_.charter_en);
  community::publish_charter(transaction_, community_.timeline(), charter, {}, opening, Source::demo);
  std::vector<community::Space> spaces;
  for (const auto& space : demo_.spaces) {
    const auto id = community::create_space(transaction_, community_.timeline(), space, {}, opening, Source::demo);
    spaces.push_back({.id = id,
                      .slug = space.slug,
                      .kind = space.kind,
                      .visibility = space.visibility,
                      .position = static_cast<std::int64_t>(spaces.size()) + 1,
                      .name = space.name,
                      .description = space.description});
  }
  spaces_ = std::make_shared<const community::SpaceList>(std::move(spaces));
}

// "thread:slug" in a link becomes the thread's address; a thread that is still to come loses its link.
std::string Story::with_links(const std::string& body) const {
  static constexpr std::string_view kMark = "](thread:";
  std::string linked;
  std::size_t from = 0;
  for (auto at = body.find(kMark); at != std::string::npos; at = body.find(kMark, from)) {
    const auto slug_at = at + kMark.size();
    const auto end = body.find(')', slug_at);
    if (end == std::string::npos) break;
    const auto found = opened_.find(body.substr(slug_at, end - slug_at));
    linked.append(body, from, at - from);
    if (found == opened_.end()) {
      linked.append("](/latest)");
    } else {
      linked.append("](/threads/").append(id_text(found->second.thread)).append("/").append(found->second.slug) += ')';
    }
    from = end + 1;
  }
  return linked.append(body, from);
}

void Story::open(const DemoThread& thread, Instant at) {
  auto& author = people_->named(thread.items.front().author);
  const auto* space = spaces_->find(thread.space);
  const community::ThreadForm form{space->id, thread.title, with_links(thread.items.front().body), thread.tags};
  const auto composed = community::compose_thread(transaction_, author.viewer, *spaces_, form, thread.language);
  const auto opened = community::open_thread(transaction_, act(author, at), good(composed, thread.slug));
  opened_[thread.slug] = opened;
  last_post_[thread.slug] = opened.post;
  plan_warmth({opened.post, &author, at, false, true, space->kind == community::SpaceKind::questions});
}

void Story::answer(const DemoThread& thread, const DemoItem& item, Instant at) {
  auto& author = people_->named(item.author);
  const auto composed = community::compose_post(transaction_, with_links(item.body), thread.language);
  const auto published =
      community::reply(transaction_, act(author, at), {opened_.at(thread.slug).thread}, good(composed, thread.slug));
  last_post_[thread.slug] = published.id;
  const bool question = spaces_->find(thread.space)->kind == community::SpaceKind::questions;
  plan_warmth({published.id, &author, at, item.accepted, false, question});
  if (!item.accepted || !question) return;
  auto& asker = people_->named(thread.items.front().author);
  later(std::min(soon_after(at), present_ - kMinute), [this, &asker, post = published.id, at] {
    community::accept_solution(transaction_, act(asker, std::max(at + kMinute, at)), post);
  });
}

void Story::say_under(const DemoThread& thread, const DemoItem& item, Instant at) {
  auto& author = people_->named(item.author);
  const auto composed = community::compose_comment(transaction_, item.body, thread.language);
  community::add_comment(transaction_, act(author, at), last_post_.at(thread.slug), good(composed, thread.slug));
}

void Story::plan_warmth(const Written& written) {
  const double mean = written.accepted ? 7 : written.opening ? 3 : 1.6;
  for (int i = few(mean); i > 0; --i) {
    const auto at = soon_after(written.at);
    auto* person = people_->somebody(random_, *written.author, written.at);
    if (!person || at > present_) continue;
    const auto& set = demo_.identity.reactions;
    const auto drawn = random_() % 100;
    const auto& kind = set[drawn < 78 ? 0 : std::min<std::size_t>(1 + drawn % 3, set.size() - 1)].key;
    later(at, [this, person, at, kind, post = written.post] {
      community::react(transaction_, act(*person, at), post, kind, community::Give::on, demo_.identity.reactions);
    });
  }
  if (written.question) plan_ballots(written);
}

void Story::plan_ballots(const Written& written) {
  for (int i = few(written.accepted ? 8 : 3); i > 0; --i) {
    const auto at = soon_after(written.at);
    auto* person = people_->somebody(random_, *written.author, written.at);
    if (!person || at > present_) continue;
    const auto ballot = random_() % 25 == 0 && !written.accepted ? community::Ballot::down : community::Ballot::up;
    later(at, [this, person, at, ballot, post = written.post] {
      community::cast_vote(transaction_, act(*person, at), post, ballot);
    });
  }
}

void Story::plan_thread(std::size_t index) {
  const auto& thread = demo_.threads[index];
  const auto& instants = when_[index];
  later(instants.front(), [this, &thread, at = instants.front()] { open(thread, at); });
  for (std::size_t i = 1; i < thread.items.size(); ++i) {
    const auto& item = thread.items[i];
    later(instants[i], [this, &thread, &item, at = instants[i]] {
      item.kind == DemoItem::Kind::post ? answer(thread, item, at) : say_under(thread, item, at);
    });
  }
  auto& perrine = people_->named("perrine");
  const auto settled = std::min(instants.back() + 2 * kHour, present_ - kMinute);
  if (thread.pinned) {
    later(settled, [this, &thread, &perrine, settled] {
      community::pin_thread(transaction_, act(perrine, settled), opened_.at(thread.slug).thread);
    });
  }
  if (thread.closed) {
    later(settled, [this, &thread, &perrine, settled] {
      community::close_thread(transaction_, act(perrine, settled), opened_.at(thread.slug).thread);
    });
  }
}

// Two in three agree to personal letters, soon after they were asked or came.
void Story::plan_consents() {
  const auto asked = present_ - 300 * kDay;
  const auto manager = people_->named("perrine").viewer.member;
  later(asked, [this, manager, asked] { ask_for_letters(transaction_, community_, manager, asked); });
  int place = 0;
  for (auto& [handle, person] : people_->all()) {
    if (++place % 3 == 0) continue;
    const auto at = std::max(asked + place * 7 * kHour, person.joined + 10 * kMinute);
    if (at > present_) continue;
    later(at, [this, &person, at] {
      agree_to_letters(transaction_, community_, person.viewer.member, person.language, at);
    });
  }
}

// It is read more on its first day than on the next; whoever joins from it does so later.
void Story::plan_share(const DemoShare& share) {
  const auto handed_on = today_ - share.days_ago * kDay + 17 * kHour;
  auto& by = people_->named(std::string(share.by));
  const auto made = std::make_shared<community::ShareId>();
  later(handed_on, [this, &share, &by, made, handed_on] {
    const auto opened = opened_.find(std::string(share.thread));
    if (opened == opened_.end()) throw Fault("demo: what is shared is not there yet: " + std::string(share.thread));
    *made = community::share_thread(transaction_, act(by, handed_on), opened->second.thread);
  });
  const auto by_day = visits_by_day(share.visits, share.days_ago);
  for (std::size_t day = 0; day < by_day.size(); ++day) {
    const auto at = handed_on + static_cast<std::int64_t>(day) * kDay + kHour;
    later(at, [this, made, at, visits = by_day[day]] {
      const auto zone = text::TimeZone::of(demo_.identity.time_zone);
      community::add_share_visits(transaction_, *made, community::day_of(at, zone), visits);
    });
  }
  for (const auto handle : share.newcomers) {
    auto& newcomer = people_->named(std::string(handle));
    const auto at = newcomer.joined + 2 * kMinute;
    if (at < handed_on) throw Fault("demo: they joined before it was shared: " + std::string(handle));
    later(at, [this, made, &newcomer, at] {
      community::note_shared(transaction_, newcomer.viewer.member, *made);
      community::settle_shared(transaction_, community_.timeline(), newcomer.viewer.member, Source::demo, at);
    });
  }
}

std::vector<DemoAccount> Story::tell(const std::function<void(double)>& progress) {
  make_places();
  std::map<std::string, People::Words> words;
  for (std::size_t i = 0; i < demo_.threads.size(); ++i) {
    for (std::size_t item = 0; item < when_[i].size(); ++item) {
      const auto at = when_[i][item];
      auto& span = words.try_emplace(demo_.threads[i].items[item].author, People::Words{at, at}).first->second;
      span = {std::min(span.first, at), std::max(span.last, at)};
    }
  }
  people_ = std::make_unique<People>(transaction_, community_, demo_, words, today_);
  for (const auto& [space, leader] : kLeaders) {
    transaction_.run(kLead, std::string_view(space), people_->named(leader).viewer.member);
  }
  for (std::size_t i = 0; i < demo_.threads.size(); ++i) plan_thread(i);
  plan_consents();
  for (const auto& share : demo_shares()) plan_share(share);
  // Deeds plan further deeds, always later ones, so the order holds.
  while (!deeds_.empty()) {
    const auto deed = deeds_.extract(deeds_.begin());
    deed.mapped()();
    const double span = static_cast<double>(740 * kDay);
    progress(std::clamp(static_cast<double>(deed.key() - (present_ - 740 * kDay).microseconds) / span, 0.0, 1.0));
  }
  for (auto& [handle, person] : people_->all()) {
    const auto away = static_cast<std::int64_t>(random_() % (6 * 24)) * kHour;
    const auto seen = std::max(person.joined + kHour, present_ - away - 6 * kMinute);
    transaction_.run(kSetSeen, person.viewer.member, person.silent_since.value_or(seen));
  }
  transaction_.run(kReadOldNotifications, present_ - 6 * kDay);
  return people_->accounts();
}

}  // namespace

std::vector<DemoAccount> live_through(community::Community& community, const std::function<void(double)>& progress) {
  const auto demo = read_demo();
  auto accounts = community.store().write(
      [&](store::Transaction& transaction) { return Story(transaction, community, demo).tell(progress); });
  make_segments(community);
  make_plans_and_live_them(community);
  make_influencers(community);
  give_seats(community);
  community.spaces().reload();
  community.reload_identity();
  live_by(community, "perrine");
  return accounts;
}

}  // namespace parvis::demo
