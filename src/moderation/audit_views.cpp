#include "moderation/audit_views.h"

#include <algorithm>
#include <array>

#include "community/activity/activity.h"
#include "community/influencers/influencer.h"
#include "community/members/member_words.h"
#include "community/moderation/reason_words.h"
#include "community/page/sentence.h"
#include "community/threads/merge.h"
#include "core/text/dates.h"
#include "core/text/marks.h"

namespace parvis::moderation {

using namespace community;

namespace {

struct ActWords {
  Verb verb;
  const char* words;
};
// Places: {member} whom it concerns, {words} what it was done to, {space} where, {detail} what the act says of itself,
// {until}, {influencer} of the table of influencers. Managers read who did it in front.
constexpr std::array kActWords{
    ActWords{Verb::post_edited, text::msgid("changed {words} by {member}")},
    ActWords{Verb::post_deleted, text::msgid("hid {words} by {member}")},
    ActWords{Verb::comment_deleted, text::msgid("hid {words} by {member}")},
    ActWords{Verb::post_restored, text::msgid("put back {words} by {member}")},
    ActWords{Verb::comment_restored, text::msgid("put back {words} by {member}")},
    ActWords{Verb::thread_retitled, text::msgid("changed the title of {words} by {member}")},
    ActWords{Verb::thread_tagged, text::msgid("changed the tags of {words} by {member}")},
    ActWords{Verb::thread_moved, text::msgid("moved {words} by {member} to {space}")},
    ActWords{Verb::thread_closed, text::msgid("closed {words} by {member}")},
    ActWords{Verb::thread_reopened, text::msgid("reopened {words} by {member}")},
    ActWords{Verb::thread_pinned, text::msgid("pinned {words} by {member}")},
    ActWords{Verb::thread_unpinned, text::msgid("unpinned {words} by {member}")},
    ActWords{Verb::thread_related, text::msgid("linked {words} by {member} with another conversation")},
    ActWords{Verb::thread_unrelated, text::msgid("unlinked {words} by {member}")},
    ActWords{Verb::thread_deleted, text::msgid("hid the conversation {words} by {member}")},
    ActWords{Verb::thread_restored, text::msgid("put back the conversation {words} by {member}")},
    ActWords{Verb::let_through, text::msgid("let through {words} by {member}")},
    ActWords{Verb::turned_down, text::msgid("turned down a contribution by {member} in {space}")},
    ActWords{Verb::left_standing, text::msgid("left standing {words} by {member}, which was flagged")},
    ActWords{Verb::decision_undone, text::msgid("took back a decision on words by {member}")},
    ActWords{Verb::slow_mode_set, text::msgid("slowed down {words}")},
    ActWords{Verb::thread_split, text::msgid("split {words}")},
    ActWords{Verb::threads_merged, text::msgid("merged {words} with another conversation")},
    ActWords{Verb::role_changed, text::msgid("gave {member} another role")},
    ActWords{Verb::custom_role_given, text::msgid("gave {member} the role {detail}")},
    ActWords{Verb::custom_role_taken, text::msgid("took the role {detail} from {member}")},
    ActWords{Verb::warned, text::msgid("warned {member}")},
    ActWords{Verb::silenced, text::msgid("let {member} read only, {until}")},
    ActWords{Verb::suspended, text::msgid("suspended {member}, {until}")},
    ActWords{Verb::excluded, text::msgid("excluded {member}")},
    ActWords{Verb::sanction_lifted, text::msgid("ended early what held for {member}")},
    ActWords{Verb::appeal_refused, text::msgid("let stand what {member} had appealed against")},
    ActWords{Verb::appeal_granted, text::msgid("reversed what {member} had appealed against")},
    ActWords{Verb::note_written, text::msgid("wrote a note on {member}")},
    ActWords{Verb::note_removed, text::msgid("removed a note on {member}")},
    ActWords{Verb::space_created, text::msgid("opened the space {space}")},
    ActWords{Verb::space_changed, text::msgid("changed the space {space}")},
    ActWords{Verb::space_closed, text::msgid("closed the space {space}")},
    ActWords{Verb::space_reopened, text::msgid("reopened the space {space}")},
    ActWords{Verb::charter_published, text::msgid("published a version of the charter")},
    ActWords{Verb::community_changed, text::msgid("changed what the community says of itself")},
    ActWords{Verb::custom_role_made, text::msgid("made the role {detail}")},
    ActWords{Verb::custom_role_changed, text::msgid("changed the role {detail}")},
    ActWords{Verb::custom_role_removed, text::msgid("removed the role {detail}")},
    ActWords{Verb::trust_changed, text::msgid("changed what makes a newcomer")},
    ActWords{Verb::watch_changed, text::msgid("changed the words and links that are watched")},
    ActWords{Verb::moderation_changed, text::msgid("changed how the community is moderated")},
    ActWords{Verb::raid_mode_on, text::msgid("asked for more care with newcomers, {until}")},
    ActWords{Verb::raid_mode_off, text::msgid("ended the time of more care with newcomers")},
    ActWords{Verb::file_removed, text::msgid("removed a file of {member}")},
    ActWords{Verb::let_in, text::msgid("let {member} in")},
    ActWords{Verb::not_let_in, text::msgid("did not let {member} in")},
    ActWords{Verb::second_factor_removed, text::msgid("took the second factor off the account of {member}")},
    ActWords{Verb::group_admitted, text::msgid("let {member} into a group")},
    ActWords{Verb::group_turned_away, text::msgid("did not let {member} into a group")},
    ActWords{Verb::group_removed, text::msgid("put {member} out of a group")},
    ActWords{Verb::group_standing_given, text::msgid("gave {member} a standing in a group")},
    ActWords{Verb::stage_set, text::msgid("put {member} into another stage")},
    ActWords{Verb::plan_assigned, text::msgid("set {member} on a plan")},
    ActWords{Verb::plan_ended, text::msgid("took {member} off a plan")},
    ActWords{Verb::contacted, text::msgid("wrote to {member}")},
    ActWords{Verb::thanked, text::msgid("thanked {member}")},
    ActWords{Verb::circle_changed, text::msgid("put {member} into another circle")},
    ActWords{Verb::card_noted, text::msgid("changed what staff keep of {member}")},
    ActWords{Verb::leader_scored, text::msgid("corrected a score of {member}")},
    ActWords{Verb::circle_chosen, text::msgid("chose {member} for the first circle")},
    ActWords{Verb::invitation_made, text::msgid("made an invitation")},
    ActWords{Verb::invitation_ended, text::msgid("ended an invitation")},
    ActWords{Verb::arriving_changed, text::msgid("changed how one arrives")},
    ActWords{Verb::members_imported, text::msgid("brought in a file of members")},
    ActWords{Verb::import_ended, text::msgid("ended the invitations of a file of members")},
    ActWords{Verb::issuer_changed, text::msgid("changed with which other accounts one signs in")},
    ActWords{Verb::file_rules_changed, text::msgid("changed which files may be brought")},
    ActWords{Verb::purpose_changed, text::msgid("changed a purpose that members agree to")},
    ActWords{Verb::purpose_ended, text::msgid("ended a purpose that members agreed to")},
    ActWords{Verb::retention_changed, text::msgid("changed how long a kind of record is kept")},
    ActWords{Verb::group_founded, text::msgid("founded a group")},
    ActWords{Verb::group_changed, text::msgid("changed a group")},
    ActWords{Verb::group_ended, text::msgid("dissolved a group")},
    ActWords{Verb::group_letter_sent, text::msgid("wrote to a group")},
    ActWords{Verb::unit_made, text::msgid("made a unit")},
    ActWords{Verb::unit_changed, text::msgid("changed a unit")},
    ActWords{Verb::unit_removed, text::msgid("took a unit off the directory")},
    ActWords{Verb::units_imported, text::msgid("brought in a file of units")},
    ActWords{Verb::unit_kind_changed, text::msgid("changed the kinds of units")},
    ActWords{Verb::profile_field_changed, text::msgid("changed what profiles ask for")},
    ActWords{Verb::segment_made, text::msgid("made a segment")},
    ActWords{Verb::segment_changed, text::msgid("changed a segment")},
    ActWords{Verb::segment_removed, text::msgid("removed a segment")},
    ActWords{Verb::segment_letter_sent, text::msgid("wrote to a segment")},
    ActWords{Verb::journey_changed, text::msgid("changed the stages of a journey")},
    ActWords{Verb::plan_made, text::msgid("made or changed a plan")},
    ActWords{Verb::plan_removed, text::msgid("removed a plan")},
    ActWords{Verb::influencer_changed, text::msgid("changed what the table of influencers says of {influencer}")},
    ActWords{Verb::cost_recorded, text::msgid("recorded a cost")},
    ActWords{Verb::cost_changed, text::msgid("changed a cost")},
    ActWords{Verb::assumption_changed, text::msgid("changed an assumption")}};

// Of what the community says of itself, by the detail of the act.
struct DetailWords {
  std::string_view detail;
  const char* words;
};
constexpr std::array kSettingWords{
    DetailWords{"report plan", text::msgid("changed on which day the month goes out by letter")},
    DetailWords{"report reader", text::msgid("changed who receives the month by letter")},
    DetailWords{"letter cap", text::msgid("changed how many letters of the team a member gets")},
    DetailWords{"returns", text::msgid("changed what counts in the return")},
    DetailWords{"order key", text::msgid("made a key for the orders of the shop")},
    DetailWords{"order key ended", text::msgid("took away the key for the orders of the shop")},
    DetailWords{"today", text::msgid("changed the rules of Today")},
    DetailWords{"circles", text::msgid("changed the circles of the community")},
    DetailWords{"group_founders", text::msgid("changed who founds groups")}};

}  // namespace

bool has_words(Verb verb) { return std::ranges::find(kActWords, verb, &ActWords::verb) != kActWords.end(); }

namespace {

const char* words_of(const StaffAct& act) {
  // What became of somebody in the table of influencers says more than that something did.
  if (act.verb == Verb::influencer_changed) {
    if (act.detail == influencer_acts::kMade) return text::msgid("added {influencer} to the table of influencers");
    if (act.detail == influencer_acts::kStepDone) return text::msgid("took the next step with {influencer}");
    if (act.detail == influencer_acts::kRemoved) return text::msgid("removed somebody from the table of influencers");
  }
  if (act.verb == Verb::community_changed) {
    const auto setting = std::ranges::find(kSettingWords, act.detail, &DetailWords::detail);
    if (setting != kSettingWords.end()) return setting->words;
  }
  const auto found = std::ranges::find(kActWords, act.verb, &ActWords::verb);
  return found == kActWords.end() ? text::msgid("kept the community in order") : found->words;
}

std::string act_until(const Visit& visit, std::int64_t until) {
  if (until == 0) return visit.tr("until further notice");
  const auto zone = text::TimeZone::of(visit.time_zone);
  return visit.tr("until {day}", {{"day", text::day({until}, visit.language, zone)}});
}

std::string member_words(const Visit& visit, const StaffAct& act, Readers reader) {
  if (reader == Readers::everybody) return visit.tr("a member");
  return act.about_handle.empty() ? visit.tr("a former member") : act.about_name;
}

void write_member(html::Writer& out, const Visit& visit, const StaffAct& act, Readers reader) {
  const auto words = member_words(visit, act, reader);
  if (reader == Readers::everybody || act.about_handle.empty()) {
    out.text(words);
  } else {
    out.element("a", {{"href", member_path(act.about_handle)}}, words);
  }
}

void write_space(html::Writer& out, const Visit& visit, SpaceId id) {
  const auto* space = visit.spaces->find(id);
  if (!space || !may_read(visit.viewer, *space)) {
    out.text(visit.tr("a space"));
  } else {
    out.element("a", {{"href", space_path(space->slug)}}, space->name.in(visit.language));
  }
}

std::string thing_words(const Visit& visit, const StaffAct& act) {
  if (act.object_kind == ObjectKind::comment) return visit.tr("a comment");
  if (act.object_kind == ObjectKind::post && act.number > 0) {
    return visit.tr("post {number}", {{"number", act.number}});
  }
  return act.object_kind == ObjectKind::post ? visit.tr("a post") : std::string();
}

// "post 4 in <thread>"; the title of what is hidden is shown to those who manage alone.
void write_thing(html::Writer& out, const Visit& visit, const StaffAct& act, Readers reader) {
  const auto thing = thing_words(visit, act);
  const bool named = act.thread && !act.thread_title.empty() && (!act.thread_deleted || reader == Readers::manager);
  if (!named) {
    out.text(thing.empty() ? visit.tr("a conversation") : thing);
    return;
  }
  const auto path =
      act.number > 0 ? post_path(act.thread, act.thread_slug, act.number) : thread_path(act.thread, act.thread_slug);
  const auto write_title = [&] {
    write_parts(out, text::tr_parts(visit.language, "“{title}”"), [&](std::string_view) {
      out.element("a", {{"href", path}, {"lang", act.thread_language}}, text::tie_marks(act.thread_title));
    });
  };
  if (thing.empty()) return write_title();
  write_parts(out, text::tr_parts(visit.language, "{thing} in {thread}"),
              [&](std::string_view place) { place == "thing" ? static_cast<void>(out.text(thing)) : write_title(); });
}

void write_influencer(html::Writer& out, const Visit& visit, const StaffAct& act) {
  if (act.influencer.empty()) {
    out.text(visit.tr("somebody who stands there no more"));
  } else {
    out.element("a", {{"href", influencer_path(InfluencerId{act.object})}}, act.influencer);
  }
}

void write_sentence(html::Writer& out, const Visit& visit, const StaffAct& act, Readers reader) {
  out.open("p");
  if (reader == Readers::everybody) {
    out.text(visit.tr("Those who look after the community"));
  } else if (act.actor_handle.empty()) {
    out.text(visit.tr("Somebody at the command line"));
  } else {
    out.element("a", {{"href", member_path(act.actor_handle)}}, act.actor_name);
  }
  out.text(" ");
  const auto write = [&](std::string_view place) {
    if (place == "member") write_member(out, visit, act, reader);
    if (place == "space") write_space(out, visit, act.space);
    if (place == "words") write_thing(out, visit, act, reader);
    if (place == "influencer") write_influencer(out, visit, act);
    if (place == "detail") out.text(act.detail);
    if (place == "until") out.text(act_until(visit, act.amount));
  };
  const auto words = [&](std::string_view place) {
    return place == "member" ? member_words(visit, act, reader) : place == "words" ? thing_words(visit, act) : "";
  };
  write_parts(out, visit.language, text::tr_parts(visit.language, words_of(act)), write, words);
  out.close();
}

// Whether the act's detail says why.
bool has_reason(Verb verb) {
  constexpr std::array kReasoned{Verb::post_edited, Verb::post_deleted,   Verb::comment_deleted, Verb::thread_deleted,
                                 Verb::turned_down, Verb::warned,         Verb::silenced,        Verb::suspended,
                                 Verb::excluded,    Verb::appeal_refused, Verb::appeal_granted};
  return std::ranges::find(kReasoned, verb) != kReasoned.end();
}

// The words of a reason were written to one person: everybody reads the ground alone.
void write_why(html::Writer& out, const Visit& visit, const StaffAct& act, Readers reader) {
  if (!has_reason(act.verb)) return;
  if (reader == Readers::everybody) {
    if (act.ground != Ground::none) out.element("p", {{"class", "quiet small"}}, ground_words(visit, act.ground));
    return;
  }
  if (act.detail.empty()) return;
  const auto ground = parse_ground(act.detail);
  out.element("p", {{"class", "quiet small"}}, ground ? ground_words(visit, *ground) : act.detail);
}

// "is read first" of "casino: is read first", in the reader's language; what the program has no words for as it is.
std::string said_side(const Visit& visit, std::string_view text, Said said) {
  if (said != Said::in_words) return std::string(text);
  std::string all;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (!all.empty()) all += "\n";
    for (bool first = true; !line.empty(); first = false) {
      const auto part = std::min(line.find(": "), line.size());
      if (!first) all += ", ";
      all += text::phrase(visit.language, line.substr(0, part));
      line = line.substr(std::min(part + 2, line.size()));
    }
    text = text.substr(std::min(end + 1, text.size()));
  }
  return all;
}

void write_change(html::Writer& out, const Visit& visit, const ChangedFact& change) {
  out.open("div").element("dt", text::phrase(visit.language, change.what)).open("dd");
  const auto was = said_side(visit, change.was, change.said), became = said_side(visit, change.became, change.said);
  if (was.empty() && became.empty()) out.element("span", {{"class", "quiet"}}, visit.tr("changed"));
  if (!was.empty()) {
    out.element("span", {{"class", "unseen"}}, visit.tr("before:") + " ").element("del", was);
  }
  if (!was.empty() && !became.empty()) out.element("span", {{"aria-hidden", "true"}}, " → ");
  if (!became.empty()) {
    out.element("span", {{"class", "unseen"}}, visit.tr("since:") + " ").element("ins", became);
  }
  out.close().close();
}

void write_changes(html::Writer& out, const Visit& visit, const std::vector<ChangedFact>& changes) {
  if (changes.empty()) return;
  out.open("dl", {{"class", "changed"}});
  for (const auto& change : changes) write_change(out, visit, change);
  out.close();
}

// A split or a merge of the last day.
bool may_be_taken_back(const StaffAct& act) {
  return (act.verb == Verb::thread_split || act.verb == Verb::threads_merged) && act.detail.empty() &&
         now() - act.at < kTakeBackWithin;
}

void write_way_back(html::Writer& out, const Visit& visit, const StaffAct& act) {
  const auto action = "/threads/" + id_text(act.thread) + "/transfers/" + id_text(act.id) + "/removal";
  out.open("form", {{"method", "post"}, {"action", action}});
  write_form_token(out, visit);
  out.open("button", {{"class", "button"}}).text(visit.tr("Take back"));
  out.element("span", {{"class", "unseen"}}, ": " + act.thread_title).close().close();
}

}  // namespace

std::vector<ToldAct> with_changes(store::Reader& reader, std::vector<StaffAct> acts) {
  std::vector<ToldAct> told;
  std::vector<ActivityId> ids;
  for (const auto& act : acts) ids.push_back(act.id);
  const auto changes = changes_of(reader, ids);
  for (auto& act : acts) {
    told.push_back({std::move(act)});
    for (const auto& change : changes) {
      if (change.act == told.back().act.id) told.back().changes.push_back(change);
    }
  }
  return told;
}

void write_acts(html::Writer& out, const Visit& visit, const std::vector<ToldAct>& acts, Readers reader) {
  out.open("ul", {{"class", "list acts"}});
  for (const auto& [act, changes] : acts) {
    out.open("li");
    write_sentence(out, visit, act, reader);
    write_why(out, visit, act, reader);
    if (reader == Readers::manager) write_changes(out, visit, changes);
    out.open("p", {{"class", "meta"}});
    write_time(out, visit, act.at);
    out.close();
    if (reader == Readers::manager && may_be_taken_back(act)) write_way_back(out, visit, act);
    out.close();
  }
  out.close();
}

}  // namespace parvis::moderation
