// The rows of a Stack Exchange dump as values: https://meta.stackexchange.com/questions/2677 describes the files. Each
// `read_…` takes the attributes it needs and throws RefusedRow when one is missing or wrong. HTML is sanitised and
// comments are rendered here, on the reading thread, because that is most of the work. `move_by` adds a span to every
// instant of an item, where an import moves its dates. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/time/instant.h"
#include "exchange/stackexchange/dump_row.h"

namespace parvis::exchange {

struct Item {
  virtual ~Item() = default;
  virtual void move_by(std::int64_t) {}
  std::int64_t id = 0;
  std::int64_t line = 0;
};

struct UserItem : Item {
  std::string name, place, website;
  std::string biography, biography_html;
  std::string handle_wish;  // a handle made of the name; empty when nothing of it can stand in one
  Instant created_at, last_seen_at;

  void move_by(std::int64_t span) override;
};
UserItem read_user(const DumpRow& row);

struct TagItem : Item {
  std::string name;
  std::optional<std::int64_t> excerpt_post, text_post;
};
TagItem read_tag(const DumpRow& row);

enum class PostType {
  question = 1,
  answer = 2,
  orphaned_tag_text = 3,
  tag_excerpt = 4,
  tag_text = 5,
  nomination = 6,
  site_text = 7,
  privilege_text = 8
};

struct PostItem : Item {
  PostType type = PostType::question;
  std::optional<std::int64_t> owner, parent, accepted_answer;
  Instant created_at;
  std::optional<Instant> closed_at;
  std::string html, language;
  std::string excerpt;  // of a tag: its text without markup
  std::string title, slug;
  std::vector<std::string> tags;

  void move_by(std::int64_t span) override;
};
// The type alone, which says to which pass the row belongs.
PostType read_post_type(const DumpRow& row);
PostItem read_post(const DumpRow& row);

struct CommentItem : Item {
  std::int64_t post = 0, score = 0;
  std::optional<std::int64_t> user;
  Instant created_at;
  std::string body, html;

  void move_by(std::int64_t span) override { created_at = created_at + span; }
};
CommentItem read_comment(const DumpRow& row);

struct VoteItem : Item {
  std::int64_t post = 0, type = 0;
  std::optional<std::int64_t> user;
  Instant created_at;

  void move_by(std::int64_t span) override { created_at = created_at + span; }
};
VoteItem read_vote(const DumpRow& row);

struct BadgeItem : Item {
  std::int64_t user = 0;
  std::string name;
  Instant granted_at;

  void move_by(std::int64_t span) override { granted_at = granted_at + span; }
};
BadgeItem read_badge(const DumpRow& row);

struct LinkItem : Item {
  std::int64_t post = 0, related = 0, type = 0;
  Instant created_at;

  void move_by(std::int64_t span) override { created_at = created_at + span; }
};
LinkItem read_link(const DumpRow& row);

struct HistoryItem : Item {
  std::int64_t type = 0, post = 0;
  std::string revision;  // the GUID that the rows of one act share
  std::optional<std::int64_t> user;
  Instant created_at;
  std::string text, reason;

  void move_by(std::int64_t span) override { created_at = created_at + span; }
  bool is_writing() const { return type >= 1 && type <= 9; }
  bool is_first() const { return type >= 1 && type <= 3; }
};
HistoryItem read_history(const DumpRow& row);

// "<a><b>" or "|a|b|" → a, b.
std::vector<std::string> read_tag_names(std::string_view written);

}  // namespace parvis::exchange
