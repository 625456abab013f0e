#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {
namespace {

using namespace community;

constexpr store::Sql kInsertVote{R"(
  insert into vote (id, post, member, kind, created_at) values ($1, $2, $3, $4, $5)
  on conflict (post, member, kind) do nothing)"};
constexpr store::Insert kVoteOfNobody{"insert into vote (id, post, member, kind, created_at)", "", store::Turn::second};
constexpr store::Insert kTagTextVote{"insert into tag_text_vote (vote, tag_text)"};
constexpr store::Sql kSolvedAt{
    "update thread set solved_at = $3 where id = $1 and solution = $2 and solved_at is null"};

std::string_view kind_name(std::int64_t type) {
  switch (static_cast<VoteKind>(type)) {
    case VoteKind::accepted: return "accepted";
    case VoteKind::up: return "up";
    case VoteKind::down: return "down";
    case VoteKind::offensive: return "offensive";
    case VoteKind::favourite: return "favourite";
    case VoteKind::close: return "close";
    case VoteKind::reopen: return "reopen";
    case VoteKind::bounty_start: return "bounty_start";
    case VoteKind::bounty_close: return "bounty_close";
    case VoteKind::deletion: return "deletion";
    case VoteKind::undeletion: return "undeletion";
    case VoteKind::spam: return "spam";
    case VoteKind::review: return "review";
    case VoteKind::edit_approved: return "edit_approved";
  }
  return "other";
}

std::int64_t amount(std::int64_t type) {
  if (type == static_cast<std::int64_t>(VoteKind::up)) return 1;
  return type == static_cast<std::int64_t>(VoteKind::down) ? -1 : 0;
}

class VoteStage : public StageOf<VoteItem> {
 public:
  std::string_view name() const override { return "votes"; }
  std::string_view file() const override { return "Votes.xml"; }
  ImportedKind kind(const Item&) const override { return ImportedKind::vote; }
  std::unique_ptr<Item> read(const DumpRow& row) const override { return std::make_unique<VoteItem>(read_vote(row)); }

  void want_for(const VoteItem& vote, Wanted& wanted) const override {
    wanted.post(vote.post);
    wanted.member(vote.user);
  }

  // Dumps hold the votes of posts that were deleted, and not those posts.
  std::string remark_on(Known& known, const VoteItem& vote) const override {
    if (known.post_kind(vote.post) != PostKind::none) return {};
    return missing("post", vote.post) + "; the vote is kept without it";
  }

  std::int64_t write_item(Desk& desk, const VoteItem& vote) const override {
    const auto post = desk.arrivals().post(vote.post).value_or(ArrivedPost{});
    const auto id = next_id();
    const bool on_post = post.kind == PostKind::question || post.kind == PostKind::answer;
    const auto member = desk.arrivals().member(vote.user);
    insert_vote(desk, vote, id, on_post ? std::optional(post.id) : std::nullopt, member);
    if (post.kind == PostKind::tag_text) desk.rows().add(kTagTextVote, id, post.id);
    if (!accepts(desk, vote, post)) record(desk, vote, post, member.value_or(MemberId{}));
    return id;
  }

 private:
  static void insert_vote(Desk& desk, const VoteItem& vote, std::int64_t id, std::optional<std::int64_t> post,
                          std::optional<MemberId> member) {
    // Nobody's votes never meet; whether one was put in is not asked, which would be waited for.
    if (!post || !member) return desk.rows().add(kVoteOfNobody, id, post, member, vote.type, vote.created_at);
    if (desk.transaction().run(kInsertVote, id, post, member, vote.type, vote.created_at) == 1) return;
    // A second bounty of one member on one post is a vote as well, but ours are once for each kind.
    desk.rows().add(kVoteOfNobody, id, post, std::optional<MemberId>(), vote.type, vote.created_at);
    desk.remark("the member " + std::to_string(*vote.user) + " has voted so before; the vote is kept without them");
  }

  // The vote that accepts an answer says when; that act stands on the timeline as what it is. Votes carry only a
  // day, so one of the answer's own day would come before the answer.
  static bool accepts(Desk& desk, const VoteItem& vote, const ArrivedPost& post) {
    if (vote.type != static_cast<std::int64_t>(VoteKind::accepted) || post.kind != PostKind::answer) return false;
    const auto at = std::max(vote.created_at, post.created_at);
    if (desk.transaction().run(kSolvedAt, post.thread, post.id, at) == 0) return false;
    desk.record({.at = at,
                 .actor = post.asker,
                 .verb = Verb::solution_accepted,
                 .object_kind = ObjectKind::post,
                 .object = post.id,
                 .space = desk.space(),
                 .thread = post.thread,
                 .counterpart = post.author});
    return true;
  }

  static void record(Desk& desk, const VoteItem& vote, const ArrivedPost& post, MemberId member) {
    Activity activity{.at = vote.created_at,
                      .actor = member,
                      .verb = Verb::voted,
                      .counterpart = post.author,
                      .amount = amount(vote.type),
                      .detail = std::string(kind_name(vote.type))};
    if (post.kind == PostKind::tag_text && post.tag) {
      activity.object_kind = ObjectKind::tag;
      activity.object = post.tag.value;
    } else if (post.thread) {
      activity.object_kind = ObjectKind::post;
      activity.object = post.id;
      activity.space = desk.space();
      activity.thread = post.thread;
    }
    desk.record(std::move(activity));
  }
};

}  // namespace

const Stage& vote_stage() {
  static const VoteStage stage;
  return stage;
}

}  // namespace parvis::exchange
