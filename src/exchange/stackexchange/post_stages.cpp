#include <set>

#include "exchange/stackexchange/stage.h"
#include "exchange/words.h"

namespace parvis::exchange {
namespace {

using namespace community;

constexpr store::Sql kSetSolution{"update thread set solution = $2, solution_by = $3 where id = $1"};
constexpr store::Sql kInsertTagText{R"(
  insert into tag_text (id, tag, kind, author, created_at, body, html) values ($1, $2, $3, $4, $5, $6, $7))"};
constexpr store::Sql kDescribe{"update tag set description = $2 where id = $1 and description = ''"};

void insert_post(Desk& desk, const PostItem& post, PostId id, ThreadId thread, std::int64_t number, MemberId author) {
  // The Markdown comes with the history; what has none gets it from the HTML at the end (settle.h).
  insert_post_row(desk.rows(), {.id = id,
                                .thread = thread,
                                .number = number,
                                .author = author,
                                .created_at = post.created_at,
                                .body = "",
                                .html = post.html,
                                .language = post.language,
                                .renderer = kRenderedElsewhere});
}

class PostStage : public StageOf<PostItem> {
 public:
  std::string_view file() const override { return "Posts.xml"; }
  ImportedKind kind(const Item& item) const override {
    switch (static_cast<const PostItem&>(item).type) {
      case PostType::question: return ImportedKind::question;
      case PostType::answer: return ImportedKind::answer;
      default: return ImportedKind::tag_text;
    }
  }
};

class QuestionStage : public PostStage {
 public:
  std::string_view name() const override { return "questions"; }
  std::unique_ptr<Item> read(const DumpRow& row) const override {
    if (read_post_type(row) != PostType::question) return nullptr;
    return std::make_unique<PostItem>(read_post(row));
  }

  void want_for(const PostItem& post, Wanted& wanted) const override {
    wanted.member(post.owner);
    wanted.row(ImportedKind::accepted, post.accepted_answer);
  }

  std::int64_t write_item(Desk& desk, const PostItem& post) const override {
    const auto author = desk.arrivals().member_or_former(post.owner);
    const auto thread = make_id<ThreadId>();
    const auto id = make_id<PostId>();
    insert_thread_row(desk.rows(), {.id = thread,
                                    .space = desk.space(),
                                    .author = author,
                                    .title = post.title,
                                    .slug = post.slug,
                                    .language = post.language,
                                    .created_at = post.created_at,
                                    .closed_at = post.closed_at,
                                    .last_post = 1,
                                    .posts = 1});
    insert_post(desk, post, id, thread, 1, author);
    std::set<std::int64_t> tags;
    for (const auto& name : post.tags) {
      const TagId tag{desk.arrivals().named(ImportedKind::tag, name,
                                            [&] { return find_or_make_tag(desk.transaction(), name).value; })};
      if (tags.insert(tag.value).second) insert_thread_tag_row(desk.rows(), thread, tag, post.created_at);
    }
    if (post.accepted_answer) desk.arrivals().claim(ImportedKind::accepted, *post.accepted_answer, thread.value);
    desk.record({.at = post.created_at,
                 .actor = author,
                 .verb = Verb::thread_opened,
                 .object_kind = ObjectKind::thread,
                 .object = thread.value,
                 .space = desk.space(),
                 .thread = thread});
    desk.arrivals().remember(post.id, {.kind = PostKind::question,
                                       .id = id.value,
                                       .thread = thread,
                                       .author = author,
                                       .asker = author,
                                       .created_at = post.created_at});
    return id.value;
  }
};

class AnswerStage : public PostStage {
 public:
  std::string_view name() const override { return "answers"; }
  bool reports_malformed() const override { return false; }
  std::unique_ptr<Item> read(const DumpRow& row) const override {
    if (!is_of_this_pass(row)) return nullptr;
    return std::make_unique<PostItem>(read_post(row));
  }

  void want_for(const PostItem& post, Wanted& wanted) const override {
    wanted.member(post.owner);
    wanted.row(post.type == PostType::answer ? ImportedKind::accepted : ImportedKind::tag_of_text, post.id);
    if (post.parent) wanted.post(*post.parent);
  }

  void prepare(Desk& desk, const Items& items) const override {
    std::vector<ThreadId> threads;
    for (const auto& item : items) {
      const auto parent = static_cast<const PostItem&>(*item).parent;
      if (const auto question = parent ? desk.arrivals().post(*parent) : std::nullopt) {
        threads.push_back(question->thread);
      }
    }
    desk.numbers().look_up(desk.transaction(), threads);
  }

  std::string objection_to(Known& known, const PostItem& post) const override {
    if (post.type != PostType::answer || known.post_kind(*post.parent) == PostKind::question) return {};
    return missing("question", *post.parent);
  }

  std::int64_t write_item(Desk& desk, const PostItem& post) const override {
    return post.type == PostType::answer ? write_answer(desk, post) : write_tag_text(desk, post);
  }

 private:
  static bool is_of_this_pass(const DumpRow& row) {
    try {
      return read_post_type(row) != PostType::question;
    } catch (const RefusedRow&) {
      return false;  // the questions' pass has reported it
    }
  }

  static std::int64_t write_answer(Desk& desk, const PostItem& post) {
    const auto question = *desk.arrivals().post(*post.parent);
    const auto author = desk.arrivals().member_or_former(post.owner);
    const auto id = make_id<PostId>();
    const auto number = desk.numbers().next(desk.transaction(), question.thread, post.created_at);
    insert_post(desk, post, id, question.thread, number, author);
    if (desk.arrivals().find(ImportedKind::accepted, post.id) == question.thread.value) {
      desk.transaction().run(kSetSolution, question.thread, id, question.asker);
    }
    desk.record({.at = post.created_at,
                 .actor = author,
                 .verb = Verb::replied,
                 .object_kind = ObjectKind::post,
                 .object = id.value,
                 .space = desk.space(),
                 .thread = question.thread,
                 .counterpart = question.asker});
    desk.arrivals().remember(post.id, {.kind = PostKind::answer,
                                       .id = id.value,
                                       .thread = question.thread,
                                       .author = author,
                                       .asker = question.asker,
                                       .created_at = post.created_at});
    return id.value;
  }

  static std::int64_t write_tag_text(Desk& desk, const PostItem& post) {
    const auto author = desk.arrivals().member_or_former(post.owner);
    const auto tag = desk.arrivals().find(ImportedKind::tag_of_text, post.id);
    const auto id = next_id();
    desk.transaction().run(kInsertTagText, id, tag, post.type, author, post.created_at, markdown_from(post.html),
                           post.html);
    if (tag && post.type == PostType::tag_excerpt) {
      desk.transaction().run(kDescribe, *tag, post.excerpt);
    }
    desk.record({.at = post.created_at,
                 .actor = author,
                 .verb = Verb::tag_described,
                 .object_kind = tag ? ObjectKind::tag : ObjectKind::none,
                 .object = tag.value_or(0)});
    desk.arrivals().remember(post.id, {.kind = PostKind::tag_text,
                                       .id = id,
                                       .author = author,
                                       .tag = TagId{tag.value_or(0)},
                                       .created_at = post.created_at});
    return id;
  }
};

}  // namespace

const Stage& question_stage() {
  static const QuestionStage stage;
  return stage;
}

const Stage& answer_stage() {
  static const AnswerStage stage;
  return stage;
}

}  // namespace parvis::exchange
