#include "exchange/generate/load_writer.h"

#include <algorithm>
#include <set>

#include "core/text/markdown.h"
#include "core/text/validate.h"
#include "exchange/generate/people.h"

namespace parvis::exchange {
namespace {

using namespace community;

constexpr store::Sql kSpaces{"select id, kind from space order by position, id"};
constexpr store::Sql kAccept{"update thread set solution = $2, solution_by = $3, solved_at = $4 where id = $1"};

// How often people answer at a gesture, comment and accept: as in lively communities, so that pages carry their load.
constexpr double kVoted = 0.35, kDownVote = 0.12, kThanked = 0.25, kCommented = 0.04, kAccepted = 0.3;
constexpr double kFrench = 0.6;

struct SpacePlan {
  const char* slug;
  SpaceKind kind;
  const char* english;
  const char* french;
};
constexpr SpacePlan kPlans[] = {
    {"place", SpaceKind::discussion, "The square", "La place"},
    {"questions", SpaceKind::questions, "Questions", "Questions"},
    {"atelier", SpaceKind::discussion, "The workshop", "L’atelier"},
    {"voyages", SpaceKind::discussion, "Journeys", "Voyages"},
    {"technique", SpaceKind::questions, "Technical questions", "Questions techniques"},
    {"presentations", SpaceKind::discussion, "Introductions", "Présentations"},
};

}  // namespace

LoadWriter::LoadWriter(const Schedule& schedule, const LoadShape& shape)
    : schedule_(schedule),
      until_(shape.until),
      chance_(shape.seed ^ 0x70617276697321ULL),
      warmth_(warmth_of(shape.gestures)),
      zeal_(schedule.joined.size(), 0.7),
      space_law_(1, 1),
      tag_law_(tag_names().size(), 0.9),
      english_(english(), shape.seed + 1),
      french_(french(), shape.seed + 2),
      threads_(schedule.threads.size()),
      counters_(schedule.joined.size(), schedule.threads.size()) {
  members_.reserve(schedule.joined.size());
  result_.members = schedule.joined.size();
  result_.threads = schedule.threads.size();
  result_.posts = schedule.posts.size();
}

LoadWriter::Warmth LoadWriter::warmth_of(double gestures) {
  if (gestures <= 0) return {.voted = kVoted, .thanked = kThanked, .most = 4};
  const auto one_more = gestures / (1 + gestures);
  return {.voted = one_more, .thanked = one_more, .most = static_cast<std::size_t>(gestures * 6) + 1};
}

void LoadWriter::begin(store::Transaction& transaction, Instant from) {
  spaces_ = transaction.all<SpaceChoice>(kSpaces);
  if (spaces_.empty()) make_spaces(transaction, from);
  space_law_ = Zipf(spaces_.size(), 0.8);
  counters_.spaces.resize(spaces_.size());
  tags_.clear();
  for (const auto name : tag_names()) tags_.push_back(find_or_make_tag(transaction, name));
}

void LoadWriter::make_spaces(store::Transaction& transaction, Instant at) {
  for (const auto& plan : kPlans) {
    NewSpace space{.slug = plan.slug, .kind = plan.kind};
    space.name.set(text::Language::en, plan.english);
    space.name.set(text::Language::fr, plan.french);
    spaces_.push_back({create_space(transaction, Timeline(), space, {}, at, Source::generated), plan.kind});
  }
}

void LoadWriter::write_member(store::BulkRows& rows, std::size_t member) {
  const auto name = person_name(chance_);
  const auto handle = text::handle_from(name);
  const auto id = make_id<MemberId>();
  const auto joined = schedule_.joined[member];
  insert_member_row(rows, handles_,
                    {.id = id,
                     .display_name = name,
                     .handle_wish = handle,
                     .distinction = static_cast<std::int64_t>(member + 1),
                     .language = chance_.happens(kFrench) ? "fr" : "en",
                     .place = chance_.happens(0.5) ? place_name(chance_) : std::string_view(),
                     .created_at = joined,
                     .last_seen_at = std::max(joined, until_ - kDay)});
  insert_activity_row(rows, {.at = joined,
                             .actor = id,
                             .verb = Verb::joined,
                             .object_kind = ObjectKind::member,
                             .object = id.value,
                             .source = Source::generated});
  members_.push_back(id);
  ++counters_.tally["members"];
  ++counters_.tally["activities"];
}

void LoadWriter::write_post(store::BulkRows& rows, std::size_t index) {
  const auto& post = schedule_.posts[index];
  auto& thread = threads_[post.thread];
  if (!thread.id) open_thread(rows, post);
  const auto id = make_id<PostId>();
  const bool question = spaces_[thread.space].kind == SpaceKind::questions;
  const auto crowd = draw_crowd(post, question ? warmth_.voted : warmth_.thanked);
  const auto down =
      question
          ? static_cast<std::size_t>(std::ranges::count_if(crowd, [&](auto) { return chance_.happens(kDownVote); }))
          : 0;
  const bool commented = chance_.happens(kCommented);
  const auto thanks = question || crowd.empty() ? std::string() : "thanks:" + std::to_string(crowd.size());
  maker(thread).make(chance_, words_);
  insert_post_row(rows, {.id = id,
                         .thread = thread.id,
                         .number = ++thread.posts,
                         .author = members_[post.author],
                         .created_at = post.at,
                         .body = words_.body,
                         .html = words_.html,
                         .language = maker(thread).language(),
                         .renderer = text::kRendererVersion,
                         .up = question ? static_cast<std::int64_t>(crowd.size() - down) : 0,
                         .down = static_cast<std::int64_t>(down),
                         .comments = commented ? 1 : 0,
                         .reactions = thanks});
  ++counters_.members[post.author].posts;
  ++counters_.spaces[thread.space].posts;
  ++counters_.tally["posts"];
  if (thread.posts > 1) {
    record(rows, post,
           {.at = post.at,
            .actor = members_[post.author],
            .verb = Verb::replied,
            .object_kind = ObjectKind::post,
            .object = id.value,
            .counterpart = members_[thread.author]});
    if (question) accept_maybe(rows, post, id);
  }
  if (question) add_votes(rows, post, id, crowd, down);
  if (!question) add_thanks(rows, post, id, crowd);
  if (commented) add_comment(rows, post, id);
}

void LoadWriter::open_thread(store::BulkRows& rows, const ScheduledPost& post) {
  auto& thread = threads_[post.thread];
  const auto& plan = schedule_.threads[post.thread];
  thread = {.id = make_id<ThreadId>(),
            .space = static_cast<std::uint32_t>(space_law_.draw(chance_)),
            .author = post.author,
            .french = chance_.happens(kFrench)};
  const auto title = maker(thread).title(chance_);
  insert_thread_row(rows, {.id = thread.id,
                           .space = spaces_[thread.space].id,
                           .author = members_[post.author],
                           .title = title,
                           .slug = text::slug(title),
                           .language = maker(thread).language(),
                           .created_at = post.at,
                           .last_post = plan.posts,
                           .posts = plan.posts,
                           .last_activity_at = plan.last_post_at,
                           .last_poster = members_[plan.last_author]});
  add_tags(rows, post);
  record(rows, post,
         {.at = post.at,
          .actor = members_[post.author],
          .verb = Verb::thread_opened,
          .object_kind = ObjectKind::thread,
          .object = thread.id.value});
  auto& space = counters_.spaces[thread.space];
  ++space.threads;
  space.last_activity_at = std::max(space.last_activity_at, plan.last_post_at);
  ++counters_.members[post.author].threads;
  ++counters_.tally["threads"];
  if (plan.posts > result_.longest_thread) {
    result_.longest_thread = plan.posts;
    result_.longest = thread.id;
  }
}

void LoadWriter::add_tags(store::BulkRows& rows, const ScheduledPost& post) {
  const auto& thread = threads_[post.thread];
  std::set<std::size_t> drawn;
  for (auto left = chance_.below(4); left > 0; --left) drawn.insert(tag_law_.draw(chance_));
  for (const auto tag : drawn) {
    insert_thread_tag_row(rows, thread.id, tags_[tag], schedule_.threads[post.thread].last_post_at);
    ++counters_.tags[{tags_[tag], spaces_[thread.space].id}];
  }
}

void LoadWriter::accept_maybe(store::BulkRows& rows, const ScheduledPost& post, PostId id) {
  auto& thread = threads_[post.thread];
  if (thread.solved || post.author == thread.author || !chance_.happens(kAccepted)) return;
  thread.solved = true;
  ++counters_.members[post.author].solutions;
  const auto at = soon_after(post.at);
  accepted_.push_back({thread.id, id, members_[thread.author], at});
  record(rows, post,
         {.at = at,
          .actor = members_[thread.author],
          .verb = Verb::solution_accepted,
          .object_kind = ObjectKind::post,
          .object = id.value,
          .counterpart = members_[post.author]});
}

LoadWriter::Crowd LoadWriter::draw_crowd(const ScheduledPost& post, double probability) {
  Crowd crowd;
  while (crowd.size() < warmth_.most && chance_.happens(probability)) {
    const auto member = static_cast<std::uint32_t>(zeal_.draw(chance_));
    const bool there = schedule_.joined[member] < post.at && member != post.author;
    if (there && std::ranges::find(crowd, member) == crowd.end()) crowd.push_back(member);
  }
  return crowd;
}

void LoadWriter::add_votes(store::BulkRows& rows, const ScheduledPost& post, PostId id, const Crowd& crowd,
                           std::size_t down) {
  for (std::size_t index = 0; index < crowd.size(); ++index) {
    const bool up = index >= down;
    const auto at = soon_after(post.at);
    insert_vote_row(rows, {.id = next_id(),
                           .post = id,
                           .member = members_[crowd[index]],
                           .kind = up ? VoteKind::up : VoteKind::down,
                           .created_at = at});
    record(rows, post,
           {.at = at,
            .actor = members_[crowd[index]],
            .verb = Verb::voted,
            .object_kind = ObjectKind::post,
            .object = id.value,
            .counterpart = members_[post.author],
            .amount = up ? 1 : -1,
            .detail = up ? "up" : "down"});
    ++result_.votes;
    ++counters_.tally["votes"];
    if (threads_[post.thread].posts == 1) counters_.threads[post.thread].score += up ? 1 : -1;
  }
}

void LoadWriter::add_thanks(store::BulkRows& rows, const ScheduledPost& post, PostId id, const Crowd& crowd) {
  for (const auto member : crowd) {
    const auto at = soon_after(post.at);
    insert_reaction_row(rows, id, members_[member], "thanks", at);
    record(rows, post,
           {.at = at,
            .actor = members_[member],
            .verb = Verb::reacted,
            .object_kind = ObjectKind::post,
            .object = id.value,
            .counterpart = members_[post.author],
            .detail = "thanks"});
    ++result_.reactions;
    ++counters_.tally["reactions"];
    ++counters_.threads[post.thread].thanks;
    ++counters_.members[post.author].thanks_received;
    ++counters_.members[member].thanks_given;
  }
}

void LoadWriter::add_comment(store::BulkRows& rows, const ScheduledPost& post, PostId id) {
  const auto author = members_[zeal_.draw(chance_)];
  const auto at = soon_after(post.at);
  const auto comment = make_id<CommentId>();
  const auto body = maker(threads_[post.thread]).title(chance_);
  insert_comment_row(rows, {.id = comment,
                            .post = id,
                            .author = author,
                            .created_at = at,
                            .body = body,
                            .html = text::render_markdown(body).html.markup()});
  record(rows, post,
         {.at = at,
          .actor = author,
          .verb = Verb::commented,
          .object_kind = ObjectKind::comment,
          .object = comment.value,
          .counterpart = members_[post.author]});
  ++result_.comments;
  ++counters_.tally["comments"];
}

void LoadWriter::record(store::BulkRows& rows, const ScheduledPost& post, Activity activity) {
  const auto& thread = threads_[post.thread];
  activity.space = spaces_[thread.space].id;
  activity.thread = thread.id;
  activity.source = Source::generated;
  insert_activity_row(rows, activity);
  ++counters_.tally["activities"];
}

void LoadWriter::put_in(store::BulkRows& rows) {
  rows.put_in();
  for (const auto& accepted : accepted_) {
    rows.transaction().run(kAccept, accepted.thread, accepted.post, accepted.by, accepted.at);
  }
  accepted_.clear();
  handles_ = {};
}

void LoadWriter::end(store::Transaction& transaction) const {
  std::vector<ThreadId> threads;
  for (const auto& thread : threads_) threads.push_back(thread.id);
  std::vector<SpaceId> spaces;
  for (const auto& space : spaces_) spaces.push_back(space.id);
  counters_.write(transaction, members_, threads, spaces);
}

Instant LoadWriter::soon_after(Instant at) {
  const auto later = at + static_cast<std::int64_t>(chance_.share() * chance_.share() * 3 * static_cast<double>(kDay));
  return std::min(later, until_);
}

}  // namespace parvis::exchange
