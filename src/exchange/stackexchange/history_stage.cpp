#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {
namespace {

using namespace community;

// https://meta.stackexchange.com/questions/2677: what is not named here (tweets, bumps, notices, locks) has no
// counterpart among our acts.
enum class HistoryType { closed = 10, reopened = 11, deleted = 12, undeleted = 13 };

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out.append(out.empty() ? "" : " ").append(name);
  return out;
}

class HistoryStage : public StageOf<HistoryItem> {
 public:
  std::string_view name() const override { return "history"; }
  std::string_view file() const override { return "PostHistory.xml"; }
  ImportedKind kind(const Item&) const override { return ImportedKind::history; }
  std::unique_ptr<Item> read(const DumpRow& row) const override {
    return std::make_unique<HistoryItem>(read_history(row));
  }

  void want_for(const HistoryItem& entry, Wanted& wanted) const override {
    wanted.post(entry.post);
    wanted.member(entry.user);
  }

  std::string objection_to(Known& known, const HistoryItem& entry) const override {
    return known.post_kind(entry.post) == PostKind::none ? missing("post", entry.post) : "";
  }

  std::int64_t write_item(Desk& desk, const HistoryItem& entry) const override {
    const auto post = *desk.arrivals().post(entry.post);
    if (post.kind == PostKind::tag_text) {
      record_description(desk, entry, post);
    } else if (entry.is_writing()) {
      keep_revision(desk, entry, post);
    } else {
      record_state(desk, entry, post);
    }
    return post.id;
  }

 private:
  static void keep_revision(Desk& desk, const HistoryItem& entry, const ArrivedPost& post) {
    Revision revision{.foreign = entry.id,
                      .created_at = entry.created_at,
                      .editor = desk.arrivals().member_or_former(entry.user),
                      .reason = entry.reason};
    switch (entry.type % 3) {  // 1, 4, 7: title; 2, 5, 8: body; 3, 6, 9: tags
      case 1: revision.title = entry.text; break;
      case 2: revision.body = entry.text; break;
      default: revision.tags = joined(read_tag_names(entry.text)); break;
    }
    desk.revisions().keep(post.id, entry.revision, std::move(revision));
  }

  // Only the latest text of a tag is kept; that somebody changed it stands on the timeline.
  static void record_description(Desk& desk, const HistoryItem& entry, const ArrivedPost& post) {
    if (!entry.is_writing() || entry.is_first()) return;
    desk.record({.at = entry.created_at,
                 .actor = desk.arrivals().member_or_former(entry.user),
                 .verb = Verb::tag_described,
                 .object_kind = post.tag ? ObjectKind::tag : ObjectKind::none,
                 .object = post.tag.value});
  }

  static void record_state(Desk& desk, const HistoryItem& entry, const ArrivedPost& post) {
    const bool question = post.kind == PostKind::question;
    Activity activity{.at = entry.created_at,
                      .actor = desk.arrivals().member(entry.user).value_or(MemberId{}),
                      .object_kind = question ? ObjectKind::thread : ObjectKind::post,
                      .object = question ? post.thread.value : post.id,
                      .space = desk.space(),
                      .thread = post.thread};
    switch (static_cast<HistoryType>(entry.type)) {
      case HistoryType::closed:
        if (!question) return;
        activity.verb = Verb::thread_closed;
        break;
      case HistoryType::reopened:
        if (!question) return;
        activity.verb = Verb::thread_reopened;
        break;
      case HistoryType::deleted: activity.verb = question ? Verb::thread_deleted : Verb::post_deleted; break;
      case HistoryType::undeleted: activity.verb = question ? Verb::thread_restored : Verb::post_restored; break;
      default: return;
    }
    if (activity.actor != post.author) activity.counterpart = post.author;
    desk.record(std::move(activity));
  }
};

}  // namespace

const Stage& history_stage() {
  static const HistoryStage stage;
  return stage;
}

}  // namespace parvis::exchange
