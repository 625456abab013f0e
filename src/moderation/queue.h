// What waits for a decision of one viewer, in one list: contributions to be let through and words that were flagged,
// the oldest first, each with what somebody must know to decide. Functions over a Reader; any thread.
#pragma once

#include <variant>

#include "community/moderation/appeal.h"
#include "community/moderation/lesson.h"
#include "community/moderation/moderation_case.h"
#include "community/moderation/sanction.h"
#include "moderation/contribution_views.h"

namespace parvis::moderation {

inline constexpr int kItemsPerPage = 50;
inline constexpr std::size_t kMostTicked = 2 * kItemsPerPage;  // the script adds the next page before one is at its end

// What is known of an author to those who decide.
struct AuthorRecord {
  std::int64_t posts = 0;
  Instant joined_at;
  std::int64_t turned_down = 0, hidden = 0;  // decided before
};

struct Item {
  std::variant<community::Contribution, community::ModerationCase> what;
  Surroundings around;
  AuthorRecord record;
  std::vector<community::Flag> flags;
  std::vector<community::Sign> suspicious = {};  // why it looked like spam, when that is why it waits

  const community::Contribution* contribution() const { return std::get_if<community::Contribution>(&what); }
  const community::ModerationCase* flagged() const { return std::get_if<community::ModerationCase>(&what); }
  std::int64_t id() const;
  std::string name() const;     // "case:ID": as forms of several name it
  std::string address() const;  // where its decision is posted
};

// An appeal with what it is about.
struct Heard {
  community::Appeal appeal;
  std::optional<community::ModerationCase> flagged;
  std::optional<community::Contribution> contribution;
  std::optional<community::Sanction> sanction;
  Surroundings around;
  bool only_one = false;  // who looks decided first, and nobody else can
};

struct Queue {
  std::vector<Heard> appeals;  // on the first page, or on a page of theirs
  bool more_appeals = false;
  std::vector<Item> items;
  std::int64_t count = 0;  // of all pages, appeals among them
  bool has_more = false;
  bool undoes = false;  // there is a decision of the viewer's to take back
};
// Items after the one of this identifier, when it is not zero; appeals after this one, on a page of theirs.
struct QueuePlace {
  std::int64_t after = 0;
  community::AppealId appeals_after;
};
Queue read_queue(store::Reader& reader, const community::Visit& visit, const QueuePlace& place);

}  // namespace parvis::moderation
