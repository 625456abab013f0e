#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {
namespace {

using namespace community;

class LinkStage : public StageOf<LinkItem> {
 public:
  std::string_view name() const override { return "links"; }
  std::string_view file() const override { return "PostLinks.xml"; }
  ImportedKind kind(const Item&) const override { return ImportedKind::link; }
  std::unique_ptr<Item> read(const DumpRow& row) const override { return std::make_unique<LinkItem>(read_link(row)); }

  void want_for(const LinkItem& link, Wanted& wanted) const override {
    wanted.post(link.post);
    wanted.post(link.related);
  }

  std::string objection_to(Known& known, const LinkItem& link) const override {
    for (const auto post : {link.post, link.related}) {
      const auto kind = known.post_kind(post);
      if (kind == PostKind::none) return missing("post", post);
      if (kind == PostKind::tag_text) return "the post " + std::to_string(post) + " is a tag's text";
    }
    return {};
  }

  std::int64_t write_item(Desk& desk, const LinkItem& link) const override {
    const auto thread = desk.arrivals().post(link.post)->thread;
    const auto related = *desk.arrivals().post(link.related);
    const auto other = related.thread;
    if (thread == other) {
      desk.remark("both posts are in one thread; nothing to relate");
      return other.value;
    }
    insert_related_row(desk.rows(), thread, other, static_cast<RelationKind>(link.type), link.created_at);
    desk.record({.at = link.created_at,
                 .verb = Verb::thread_related,
                 .object_kind = ObjectKind::thread,
                 .object = other.value,
                 .space = desk.space(),
                 .thread = thread,
                 .counterpart = related.asker,
                 .detail = link.type == 3 ? "duplicate" : "linked"});
    return other.value;
  }
};

}  // namespace

const Stage& link_stage() {
  static const LinkStage stage;
  return stage;
}

}  // namespace parvis::exchange
