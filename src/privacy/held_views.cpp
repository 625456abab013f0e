#include "privacy/held_views.h"

#include <algorithm>
#include <map>

#include "community/activity/activity.h"
#include "community/page/page.h"
#include "core/text/catalogue.h"

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
  static constexpr std::string_view kUnsaid[] = {"member",      "author", "actor", "id",   "object",
                                                 "object_kind", "source", "hue",   "role", "status",
                                                 "from_member", "part",   "x",     "y",    "lane"};
  return std::ranges::find(kUnsaid, value.column) == std::end(kUnsaid);
}

void write_value(html::Writer& out, const Visit& visit, const HeldValue& value) {
  if (value.kind == Kind::instant) return write_time(out, visit, Instant{value.number});
  if (value.kind == Kind::id && value.column == "thread") {
    out.element("a", {{"class", "link"}, {"href", "/threads/" + value.text}}, visit.tr("Open it"));
    return;
  }
  if (value.column == "verb") {
    std::string words(verb_name(static_cast<Verb>(value.number)));
    std::ranges::replace(words, '_', ' ');
    out.text(words);
    return;
  }
  out.text(value.text);
}

}  // namespace

void write_held_row(html::Writer& out, const Visit& visit, const HeldRow& row) {
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
    write_value(out, visit, value);
    out.close().close();
  }
  out.close().close();
}

}  // namespace parvis::privacy
