#include "privacy/held_views.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "community/activity/activity.h"
#include "community/page/page.h"
#include "community/units/time_served.h"
#include "community/visibility/viewer.h"
#include "core/text/catalogue.h"
#include "core/text/dates.h"
#include "privacy/act_words.h"

namespace parvis::privacy {

using namespace community;

namespace {

using Kind = HeldValue::Kind;

// The names of columns as people say them. What has none here is shown by the schema's own.
const char* name_of(std::string_view column) {
  using text::msgid;
  static const std::map<std::string_view, const char*> names{
      {"at", msgid("When")},
      {"day", msgid("Day")},
      {"made_at", msgid("When")},
      {"written_at", msgid("When")},
      {"last_at", msgid("Last")},
      {"next_at", msgid("Next")},
      {"since_at", msgid("Since")},
      {"entered_at", msgid("Since")},
      {"left_at", msgid("Until")},
      {"acts", msgid("Acts")},
      {"segment", msgid("Segment")},
      {"stage", msgid("Stage")},
      {"next", msgid("Next stage")},
      {"journey", msgid("Journey")},
      {"unit", msgid("Unit")},
      {"member_group", msgid("Group")},
      {"badge", msgid("Badge")},
      {"role", msgid("Role")},
      {"field", msgid("Field")},
      {"answer", msgid("Answer")},
      {"issuer", msgid("Account at")},
      {"purpose", msgid("Purpose")},
      {"first_month", msgid("From")},
      {"last_month", msgid("Until")},
      {"as_what", msgid("As what")},
      {"since", msgid("Since")},
      {"quarter", msgid("Sub-community, by number")},
      {"partners", msgid("With how many people you exchange")},
      {"name", msgid("Name")},
      {"created_at", msgid("When")},
      {"sent_at", msgid("When")},
      {"asked_at", msgid("Asked for")},
      {"ready_at", msgid("Ready")},
      {"expires_at", msgid("Ends")},
      {"edited_at", msgid("Changed")},
      {"updated_at", msgid("Changed")},
      {"deleted_at", msgid("Deleted")},
      {"decided_at", msgid("Decided")},
      {"granted_at", msgid("Given")},
      {"accepted_at", msgid("Accepted")},
      {"read_at", msgid("Read")},
      {"used_at", msgid("Used")},
      {"last_seen_at", msgid("Seen last")},
      {"last_used_at", msgid("Used last")},
      {"last_activity_at", msgid("Last word")},
      {"email_confirmed_at", msgid("Address confirmed")},
      {"address", msgid("Network address")},
      {"agent", msgid("Browser")},
      {"email", msgid("E-mail address")},
      {"handle", msgid("Handle")},
      {"display_name", msgid("Name")},
      {"place", msgid("Place")},
      {"website", msgid("Site")},
      {"language", msgid("Language")},
      {"time_zone", msgid("Time zone")},
      {"charter_version", msgid("Version of the charter")},
      {"version", msgid("Version")},
      {"title", msgid("Title")},
      {"body", msgid("Text")},
      {"biography", msgid("About you")},
      {"reason", msgid("Reason")},
      {"label", msgid("Label")},
      {"tags", msgid("Tags")},
      {"thread", msgid("Thread")},
      {"post", msgid("Post")},
      {"space", msgid("Space")},
      {"number", msgid("Number")},
      {"kind", msgid("Kind")},
      {"verb", msgid("What")},
      {"detail", msgid("Detail")},
      {"count", msgid("How often")},
      {"comments", msgid("Comments")},
      {"up", msgid("Votes for")},
      {"down", msgid("Votes against")},
      {"reactions", msgid("Reactions")},
      {"revisions", msgid("Changes")},
      {"amount", msgid("How much")},
      {"words", msgid("Choice")},
      {"posts", msgid("Posts")},
      {"threads", msgid("Threads")},
      {"solutions", msgid("Accepted answers")},
      {"thanks_received", msgid("Thanks received")},
      {"thanks_given", msgid("Thanks given")},
  };
  const auto found = names.find(column);
  return found == names.end() ? nullptr : found->second;
}

bool is_words(const HeldValue& value) {
  return value.kind == Kind::text && (value.column == "body" || value.column == "biography");
}
// Whose row it is goes without saying, and what is empty says nothing.
bool is_worth_saying(const HeldValue& value) {
  if (value.kind == Kind::nothing || value.text.empty()) return false;
  if (is_words(value)) return false;
  // Numbers that say "none", and what only machines read, are in the copy one takes away.
  if ((value.kind == Kind::number || value.kind == Kind::instant) && value.number == 0) return false;
  if (value.column == "last_month" && value.number >= kOpenEnd) return false;
  if (value.column == "role") return value.kind == Kind::id;  // one the community made; others are numbers
  static constexpr std::string_view kUnsaid[] = {"member",      "author", "actor", "id",     "object",
                                                 "object_kind", "source", "hue",   "status", "from_member",
                                                 "part",        "x",      "y",     "lane"};
  return std::ranges::find(kUnsaid, value.column) == std::end(kUnsaid);
}

// "March 1998": units are stated by the month, counted from the year 0.
std::string month_words(const Visit& visit, std::int64_t month) {
  const std::chrono::sys_days first{std::chrono::year(static_cast<int>(month / 12)) /
                                    std::chrono::month(static_cast<unsigned>(month % 12) + 1) / 1};
  return text::month_and_year(Instant{first.time_since_epoch().count() * kDay}, visit.language, text::TimeZone());
}

// A space of which the reader may know: it may have been closed to them, and renamed, since.
std::string space_words(const Visit& visit, SpaceId id) {
  const auto* space = visit.spaces->find(id);
  if (!space || !may_read(visit.viewer, *space)) return visit.tr("one you no longer read");
  return space->name.in(visit.language);
}

void write_value(html::Writer& out, const Visit& visit, const HeldValue& value, const HeldNames& names) {
  if (value.column == "day") {  // counted from 1970, without an hour
    return static_cast<void>(out.text(text::day(Instant{value.number}, visit.language, text::TimeZone())));
  }
  if (value.column == "first_month" || value.column == "last_month") {
    return static_cast<void>(out.text(month_words(visit, value.number)));
  }
  if (value.kind == Kind::instant || (value.kind == Kind::id && value.column == "since")) {
    return write_time(out, visit, Instant{value.number});
  }
  if (value.kind == Kind::id && (value.column == "thread" || value.column == "post")) {
    const auto* where = value.column == "thread" ? "/threads/" : "/posts/";
    out.element("a", {{"class", "link"}, {"href", where + value.text}}, visit.tr("Open it"));
    return;
  }
  if (value.kind == Kind::id && value.column == "space") {
    return static_cast<void>(out.text(space_words(visit, SpaceId{value.number})));
  }
  if (value.column == "verb") return static_cast<void>(out.text(visit.tr(act_words(static_cast<Verb>(value.number)))));
  const auto name = names.of(value.column, value.number);
  out.text(name.empty() ? std::string_view(value.text) : name);
}

}  // namespace

void write_held_row(html::Writer& out, const Visit& visit, const HeldRow& row, const HeldNames& names) {
  out.open("li");
  for (const auto& value : row) {
    if (is_words(value) && !value.text.empty()) out.element("p", {{"class", "words"}}, value.text);
  }
  out.open("dl", {{"class", "held"}});
  for (const auto& value : row) {
    if (!is_worth_saying(value)) continue;
    out.open("div");
    if (const auto* name = name_of(value.column)) {
      out.element("dt", visit.tr(name));
    } else {
      std::string name_in_schema(value.column);
      std::ranges::replace(name_in_schema, '_', ' ');
      out.element("dt", name_in_schema);
    }
    out.open("dd");
    write_value(out, visit, value, names);
    out.close().close();
  }
  out.close().close();
}

}  // namespace parvis::privacy
