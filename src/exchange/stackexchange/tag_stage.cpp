#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {
namespace {

class TagStage : public StageOf<TagItem> {
 public:
  std::string_view name() const override { return "tags"; }
  std::string_view file() const override { return "Tags.xml"; }
  ImportedKind kind(const Item&) const override { return ImportedKind::tag; }
  std::unique_ptr<Item> read(const DumpRow& row) const override { return std::make_unique<TagItem>(read_tag(row)); }

  void want_for(const TagItem& tag, Wanted& wanted) const override {
    for (const auto& text : {tag.excerpt_post, tag.text_post}) wanted.row(ImportedKind::tag_of_text, text);
  }

  std::int64_t write_item(Desk& desk, const TagItem& tag) const override {
    const auto id = community::find_or_make_tag(desk.transaction(), tag.name).value;
    // The texts come with the posts and do not say whose they are.
    for (const auto& text : {tag.excerpt_post, tag.text_post}) {
      if (text) desk.arrivals().claim(ImportedKind::tag_of_text, *text, id);
    }
    return id;
  }
};

}  // namespace

const Stage& tag_stage() {
  static const TagStage stage;
  return stage;
}

}  // namespace parvis::exchange
