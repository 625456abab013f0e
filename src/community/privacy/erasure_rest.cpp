#include "community/privacy/erasure_rest.h"

#include <algorithm>

#include "community/influencers/influencer.h"
#include "community/members/biography.h"
#include "core/store/tables.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr std::int64_t kLookedThrough = 5000;  // rows of one reading

struct Column {
  std::string table, name;
  bool is_numbered = false;  // has an `id`
};

// What is walked elsewhere, made from a column that is walked, or about the member themselves.
constexpr std::string_view kElsewhere[] = {"post.body",
                                           "post.html",
                                           "comment.body",
                                           "comment.html",
                                           "tag_text.body",
                                           "tag_text.html",
                                           "post_revision.body",
                                           "contribution.body",
                                           "group_letter.body",
                                           "draft.body",
                                           "thread.slug",
                                           "old_thread_slug.slug",
                                           "member.handle",
                                           "member.display_name",
                                           "member.email",
                                           "member.biography_html",
                                           "imported_member.email",
                                           "imported_member.name",
                                           "imported_member.handle",
                                           "job.payload",
                                           "job.kind",
                                           "setting.key"};
// Never anybody's words.
constexpr std::string_view kNoWords[] = {"key",  "word", "language", "renderer", "time_zone", "reactions", "kind",
                                         "type", "sum",  "label",    "slug",     "address",   "agent"};

bool is_walked_here(const std::string& table, const std::string& column) {
  if (std::ranges::count(kElsewhere, table + "." + column) || std::ranges::count(kNoWords, column)) return false;
  return !column.ends_with("_hash") && !column.ends_with("_key");
}

std::vector<Column> columns_of(store::Reader& reader) {
  std::vector<Column> columns;
  for (const auto& table : store::tables_of(reader)) {
    const bool is_numbered = std::ranges::count(table.columns, "id") > 0;
    for (const auto& name : table.texts) {
      if (is_walked_here(table.name, name)) columns.push_back({table.name, name, is_numbered});
    }
  }
  return columns;
}

struct Row {
  std::int64_t id = 0;
  std::string text;
};

class Rest {
 public:
  Rest(const Erasing& erasing, const Traces& traces) : erasing_(erasing), traces_(traces) {}

  void walk(const Column& column) { column.is_numbered ? by_number(column) : by_value(column); }

 private:
  // Some at a time: the timeline is long.
  void by_number(const Column& column) {
    const auto table = store::Sql::name(column.table), name = store::Sql::name(column.name);
    const auto next =
        "select id, " + name + " from " + table + " where id > $1 and " + name + " <> '' order by id limit $2";
    const auto again = "select " + name + " from " + table + " where id = $1";
    for (std::int64_t after = 0;;) {
      erasing_.give_way();
      std::int64_t end = 0;
      std::vector<std::int64_t> found;
      erasing_.store.read([&](store::Reader& reader) {
        const auto look = [&](const Row& row) {
          end = row.id;
          if (tells(row.text)) found.push_back(row.id);
        };
        reader.each<Row>(next, look, after, kLookedThrough);
      });
      if (end == 0) return;
      after = end;
      if (found.empty()) continue;
      erasing_.store.write([&](store::Transaction& transaction) {
        for (const auto id : found) {
          if (const auto text = transaction.one<std::string>(again, id)) {
            put(transaction, column, id, without_traces(*text, traces_));
          }
        }
      });
    }
  }

  // Tables without numbers are small: each of their texts that tells is put right wherever it stands.
  void by_value(const Column& column) {
    const auto table = store::Sql::name(column.table), name = store::Sql::name(column.name);
    std::vector<std::string> found;
    erasing_.store.read([&](store::Reader& reader) {
      const auto look = [&](std::string text) {
        if (tells(text)) found.push_back(std::move(text));
      };
      reader.each<std::string>("select distinct " + name + " from " + table + " where " + name + " <> ''", look);
    });
    if (found.empty()) return;
    const auto set = "update " + table + " set " + name + " = $2 where " + name + " = $1";
    erasing_.store.write([&](store::Transaction& transaction) {
      for (const auto& text : found) transaction.run(set, text, without_traces(text, traces_));
    });
  }

  void put(store::Transaction& transaction, const Column& column, std::int64_t id, const std::string& text) {
    constexpr store::Sql kSetBiography{"update member set biography = $2, biography_html = $3 where id = $1"};
    if (column.table == "thread" && column.name == "title") return put_title(transaction, id, text);
    if (column.table == "member" && column.name == "biography") {
      transaction.run(kSetBiography, id, text, biography_html(text));
      return;
    }
    const auto table = store::Sql::name(column.table), name = store::Sql::name(column.name);
    transaction.run("update " + table + " set " + name + " = $2 where id = $1", id, text);
    // They are found by the words of it.
    if (column.table == "influencer") index_influencer_anew(transaction, {id});
  }

  // Its address says the title too, and so do those it had; the thread is found by its number alone.
  void put_title(store::Transaction& transaction, std::int64_t thread, const std::string& title) {
    constexpr store::Sql kSetTitle{"update thread set title = $2, slug = $3 where id = $1"};
    constexpr store::Sql kDropSlugs{"delete from old_thread_slug where thread = $1"};
    constexpr store::Sql kQueue{R"(
      insert into search_pending (post, queued_at) select id, $2 from post where thread = $1 and number = 1
      on conflict (post) do update set queued_at = excluded.queued_at)"};
    transaction.run(kSetTitle, thread, title, text::slug(title));
    transaction.run(kDropSlugs, thread);
    transaction.run(kQueue, thread, now());
  }

  bool tells(const std::string& text) const { return without_traces(text, traces_) != text; }

  const Erasing& erasing_;
  const Traces& traces_;
};

}  // namespace

void take_name_out_of_the_rest(const Erasing& erasing, const Traces& traces) {
  if (traces.handle.empty()) return;
  Rest rest(erasing, traces);
  for (const auto& column : erasing.store.read(columns_of)) rest.walk(column);
}

}  // namespace parvis::community
