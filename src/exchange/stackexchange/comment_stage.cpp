#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {
namespace {

using namespace community;

class CommentStage : public StageOf<CommentItem> {
 public:
  std::string_view name() const override { return "comments"; }
  std::string_view file() const override { return "Comments.xml"; }
  ImportedKind kind(const Item&) const override { return ImportedKind::comment; }
  std::unique_ptr<Item> read(const DumpRow& row) const override {
    return std::make_unique<CommentItem>(read_comment(row));
  }

  void want_for(const CommentItem& comment, Wanted& wanted) const override {
    wanted.post(comment.post);
    wanted.member(comment.user);
  }

  std::string objection_to(Known& known, const CommentItem& comment) const override {
    const auto kind = known.post_kind(comment.post);
    if (kind == PostKind::none) return missing("post", comment.post);
    return kind == PostKind::tag_text ? "the post " + std::to_string(comment.post) + " is a tag's text" : "";
  }

  std::int64_t write_item(Desk& desk, const CommentItem& comment) const override {
    const auto post = *desk.arrivals().post(comment.post);
    const auto author = desk.arrivals().member_or_former(comment.user);
    const auto id = make_id<CommentId>();
    insert_comment_row(desk.rows(), {.id = id,
                                     .post = PostId{post.id},
                                     .author = author,
                                     .created_at = comment.created_at,
                                     .body = comment.body,
                                     .html = comment.html,
                                     .score = comment.score});
    desk.record({.at = comment.created_at,
                 .actor = author,
                 .verb = Verb::commented,
                 .object_kind = ObjectKind::comment,
                 .object = id.value,
                 .space = desk.space(),
                 .thread = post.thread,
                 .counterpart = post.author});
    return id.value;
  }
};

}  // namespace

const Stage& comment_stage() {
  static const CommentStage stage;
  return stage;
}

}  // namespace parvis::exchange
