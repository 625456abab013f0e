#include "community/privacy/erasure_texts.h"

#include "community/members/member.h"
#include "community/privacy/erasure_rest.h"
#include "community/threads/comment_markdown.h"
#include "community/threads/thread_deletion.h"
#include "core/text/catalogue.h"
#include "core/text/markdown.h"
#include "core/text/validate.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

constexpr int kAtOnce = 100;                   // texts of one write
constexpr std::int64_t kLookedThrough = 5000;  // rows of one reading

struct Text {
  std::int64_t id = 0;
  std::string body;
};

// A table of texts: how its rows are walked, and how one is put back.
struct Texts {
  store::Sql next;   // id and body of the rows after $1, $2 of them
  store::Sql again;  // the body of row $1
  void (*put)(store::Transaction& transaction, std::int64_t id, const std::string& body, std::string_view origin);
};

constexpr store::Sql kSetPost{"update post set body = $2, html = $3, renderer = $4 where id = $1"};
constexpr store::Sql kSetComment{"update comment set body = $2, html = $3 where id = $1"};
constexpr store::Sql kSetRevision{"update post_revision set body = $2 where id = $1"};
constexpr store::Sql kSetTagText{"update tag_text set body = $2, html = $3 where id = $1"};
constexpr store::Sql kSetContribution{"update contribution set body = $2 where id = $1"};
constexpr store::Sql kSetGroupLetter{"update group_letter set body = $2 where id = $1"};
constexpr store::Sql kSetDraft{"update draft set body = $3 where member = $1 and place = $2 and body = $4"};
constexpr store::Sql kQueue{R"(
  insert into search_pending (post, queued_at) values ($1, $2)
  on conflict (post) do update set queued_at = excluded.queued_at)"};
constexpr store::Sql kKeepPlace{"update erasure set after_id = $2 where member = $1"};

std::string rendered(store::Reader& reader, std::string_view body, std::string_view origin,
                     text::Images images = text::Images::own) {
  return text::render_markdown(
             body, {.origin = origin,
                    .is_member = [&](std::string_view handle) { return member_named(reader, handle).has_value(); },
                    .images = images})
      .html.markup();
}

void put_post(store::Transaction& transaction, std::int64_t id, const std::string& body, std::string_view origin) {
  transaction.run(kSetPost, id, body, rendered(transaction, body, origin), std::int64_t{text::kRendererVersion});
  transaction.run(kQueue, id, now());
}
void put_comment(store::Transaction& transaction, std::int64_t id, const std::string& body, std::string_view origin) {
  transaction.run(kSetComment, id, body, rendered(transaction, as_one_paragraph(body), origin, text::Images::none));
}
void put_revision(store::Transaction& transaction, std::int64_t id, const std::string& body, std::string_view) {
  transaction.run(kSetRevision, id, body);
}
void put_tag_text(store::Transaction& transaction, std::int64_t id, const std::string& body, std::string_view origin) {
  transaction.run(kSetTagText, id, body, rendered(transaction, body, origin));
}
void put_contribution(store::Transaction& transaction, std::int64_t id, const std::string& body, std::string_view) {
  transaction.run(kSetContribution, id, body);
}

void put_group_letter(store::Transaction& transaction, std::int64_t id, const std::string& body, std::string_view) {
  transaction.run(kSetGroupLetter, id, body);
}

Texts texts_of(const store::Sql& table, decltype(Texts::put) put) {
  return {"select id, body from " + table + " where id > $1 order by id limit $2",
          "select body from " + table + " where id = $1", put};
}

class TakingOut {
 public:
  TakingOut(const Erasing& erasing, const Traces& traces) : erasing_(erasing), traces_(traces) {}

  // Hears how far it is after each reading.
  void walk(const Texts& texts, std::int64_t after, const std::function<void(std::int64_t)>& reached) {
    for (;;) {
      erasing_.give_way();
      std::int64_t end = 0;
      std::vector<std::int64_t> found;
      erasing_.store.read([&](store::Reader& reader) {
        const auto look = [&](const Text& text) {
          end = text.id;
          if (nameless(text.body) != text.body) found.push_back(text.id);
        };
        reader.each<Text>(texts.next, look, after, kLookedThrough);
      });
      if (end == 0) return;
      put_back(texts, found);
      after = end;
      reached(after);
    }
  }

  // Few, and kept under no number.
  void drafts() {
    struct Draft {
      MemberId member;
      std::string place, body;
    };
    constexpr store::Sql kDrafts{"select member, place, body from draft"};
    std::vector<Draft> found;
    erasing_.store.read([&](store::Reader& reader) {
      const auto look = [&](Draft draft) {
        if (nameless(draft.body) != draft.body) found.push_back(std::move(draft));
      };
      reader.each<Draft>(kDrafts, look);
    });
    erasing_.store.write([&](store::Transaction& transaction) {
      for (const auto& draft : found) {
        transaction.run(kSetDraft, draft.member, draft.place, nameless(draft.body), draft.body);
      }
    });
  }

 private:
  std::string nameless(const std::string& body) const { return without_traces(body, traces_); }

  // Read again in the write: somebody may have changed it meanwhile.
  void put_back(const Texts& texts, const std::vector<std::int64_t>& found) {
    for (std::size_t from = 0; from < found.size(); from += kAtOnce) {
      const auto to = std::min(found.size(), from + kAtOnce);
      erasing_.store.write([&](store::Transaction& transaction) {
        for (auto at = from; at < to; ++at) {
          const auto body = transaction.one<std::string>(texts.again, found[at]);
          if (!body) continue;
          texts.put(transaction, found[at], nameless(*body), erasing_.settings.server.public_address);
        }
      });
    }
  }

  const Erasing& erasing_;
  const Traces& traces_;
};

constexpr store::Sql kOwnPosts{R"(
  select id, language from post where author = $1 and id > $2 and ($3 = 2 or deleted_at is not null)
  order by id limit $4)"};
constexpr store::Sql kOwnComments{R"(
  select id, body from comment where author = $1 and id > $2 and ($3 = 2 or deleted_at is not null)
  order by id limit $4)"};
constexpr store::Sql kOwnThreads{R"(
  select id, language from thread where author = $1 and id > $2 and ($3 = 2 or deleted_at is not null)
  order by id limit $4)"};
constexpr store::Sql kDropRevisions{"delete from post_revision where post = $1"};
constexpr store::Sql kNoRevisions{"update post set revisions = 0 where id = $1"};
// What it was called at some time stands on the timeline (27: retitled) as well.
constexpr store::Sql kForgetTitles{
    "update activity set detail = '' where verb = 27 and (actor = $1 or counterpart = $1) and detail <> ''"};
constexpr store::Sql kDropSlugs{"delete from old_thread_slug where thread = $1"};
constexpr store::Sql kSetTitle{"update thread set title = $2, slug = $3 where id = $1"};
constexpr store::Sql kSetTagTexts{"update tag_text set body = '', html = '' where author = $1"};
constexpr store::Sql kSetGroupLetters{"update group_letter set subject = $2, body = $2 where author = $1"};
constexpr store::Sql kSetSegmentLetters{"update segment_letter set subject = $2, body = $2 where author = $1"};
// Their names may tell who brought them; those that nothing shows any more are swept.
constexpr store::Sql kNamelessFiles{"update file set name = 'file', alt = '' where member = $1"};
constexpr store::Sql kUnusedFiles{"delete from file_use where file in (select id from file where member = $1)"};
constexpr store::Sql kAlone{R"(
  select id from thread where author = $1 and deleted_at is null and id > $2 and not exists (
    select 1 from post where post.thread = thread.id and post.author <> $1 and post.deleted_at is null)
  order by id limit $3)"};

struct Own {
  std::int64_t id = 0;
  std::string text;  // its language, or its words to guess it by
};

// Rows of one kind, a few in each write.
template <class Put>
void each_own(const Erasing& erasing, const store::Sql& sql, MemberId member, WordsLeft words, const Put& put) {
  std::int64_t after = 0;
  for (;;) {
    erasing.give_way();
    const auto some = erasing.store.read(
        [&](store::Reader& reader) { return reader.all<Own>(sql, member, after, words, std::int64_t{kAtOnce}); });
    if (some.empty()) return;
    erasing.store.write([&](store::Transaction& transaction) {
      for (const auto& own : some) put(transaction, own);
    });
    after = some.back().id;
  }
}

std::string removed_in(text::Language language) { return text::tr(language, "Removed by its author."); }

void empty_post(store::Transaction& transaction, const Own& post, std::string_view origin) {
  const auto language = text::parse_language(post.text).value_or(text::Language::en);
  put_post(transaction, post.id, removed_in(language), origin);
  transaction.run(kDropRevisions, post.id);
  transaction.run(kNoRevisions, post.id);
}

void empty_thread(store::Transaction& transaction, const Own& thread) {
  const auto language = text::parse_language(thread.text).value_or(text::Language::en);
  const auto title = text::tr(language, "A thread removed by its author");
  transaction.run(kDropSlugs, thread.id);
  transaction.run(kSetTitle, thread.id, title, text::slug(title));
}

// What nobody else took part in leaves no empty shell.
void delete_lonely_threads(const Erasing& erasing, MemberId member) {
  SpaceDirectory directory(erasing.store);
  const auto spaces = directory.list();
  const Viewer hand{.member = member, .role = Role::administrator, .status = MemberStatus::active};
  std::int64_t after = 0;
  for (;;) {
    const auto some = erasing.store.read(
        [&](store::Reader& reader) { return reader.all<ThreadId>(kAlone, member, after, std::int64_t{kAtOnce}); });
    if (some.empty()) return;
    erasing.store.write([&](store::Transaction& transaction) {
      const Act act{
          .timeline = erasing.timeline, .actor = hand, .spaces = *spaces, .at = now(), .source = Source::system};
      for (const auto thread : some) delete_thread(transaction, act, thread);
    });
    after = some.back().value;
  }
}

}  // namespace

void take_name_out(const Erasing& erasing, MemberId member, const Traces& traces, std::int64_t after) {
  if (traces.handle.empty()) return;
  TakingOut taking(erasing, traces);
  taking.walk(texts_of("post", put_post), after, [&](std::int64_t reached) {
    erasing.store.write([&](store::Transaction& transaction) { transaction.run(kKeepPlace, member, reached); });
  });
  const auto nothing_to_keep = [](std::int64_t) {};
  taking.walk(texts_of("comment", put_comment), 0, nothing_to_keep);
  taking.walk(texts_of("post_revision", put_revision), 0, nothing_to_keep);
  taking.walk(texts_of("tag_text", put_tag_text), 0, nothing_to_keep);
  taking.walk(texts_of("contribution", put_contribution), 0, nothing_to_keep);
  taking.walk(texts_of("group_letter", put_group_letter), 0, nothing_to_keep);
  taking.drafts();
  take_name_out_of_the_rest(erasing, traces);
}

void take_words_out(const Erasing& erasing, MemberId member, WordsLeft words) {
  const auto origin = std::string_view(erasing.settings.server.public_address);
  each_own(erasing, kOwnPosts, member, words,
           [&](store::Transaction& transaction, const Own& post) { empty_post(transaction, post, origin); });
  each_own(erasing, kOwnComments, member, words, [&](store::Transaction& transaction, const Own& comment) {
    put_comment(transaction, comment.id, removed_in(text::guess_language(comment.text, text::Language::en)), origin);
  });
  each_own(erasing, kOwnThreads, member, words,
           [&](store::Transaction& transaction, const Own& thread) { empty_thread(transaction, thread); });
  erasing.store.write([&](store::Transaction& transaction) { transaction.run(kNamelessFiles, member); });
  if (words == WordsLeft::stay) return;
  erasing.store.write([&](store::Transaction& transaction) {
    transaction.run(kSetTagTexts, member);
    transaction.run(kForgetTitles, member);
    transaction.run(kSetGroupLetters, member, removed_in(text::Language::en));
    transaction.run(kSetSegmentLetters, member, removed_in(text::Language::en));
    transaction.run(kUnusedFiles, member);
  });
  delete_lonely_threads(erasing, member);
}

}  // namespace parvis::community
