#include "community/activity/staff_facts.h"

#include <algorithm>
#include <array>

#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

using enum Said;
using text::msgid;

constexpr std::array kRoles{NumberWords{0, msgid("Nobody must; everybody may")},
                            NumberWords{1, msgid("Member")},
                            NumberWords{2, msgid("Expert of the brand")},
                            NumberWords{3, msgid("Leader of spaces")},
                            NumberWords{4, msgid("Manager")},
                            NumberWords{5, msgid("Administrator")}};
constexpr std::array kReaders{NumberWords{1, msgid("Everybody")}, NumberWords{2, msgid("Members")},
                              NumberWords{3, msgid("Leaders and managers")},
                              NumberWords{4, msgid("Whoever is chosen")}};
constexpr std::array kOpenness{NumberWords{1, msgid("Free")}, NumberWords{2, msgid("Watched")},
                               NumberWords{3, msgid("Curated")}};
constexpr std::array kDoors{NumberWords{1, msgid("open")}, NumberWords{2, msgid("on request")},
                            NumberWords{3, msgid("by invitation")}, NumberWords{4, msgid("hidden")}};
constexpr std::array kYesNo{NumberWords{0, msgid("no")}, NumberWords{1, msgid("yes")}};

using enum Verb;
constexpr auto kName = msgid("Name"), kDescription = msgid("Description"), kRule = msgid("Rule"),
               kAmount = msgid("Amount"), kPlace = msgid("Place"), kSource = msgid("Source");

const std::array kFacts{
    StaffFact{thread_retitled, msgid("Title"), "select title from thread where id = $1"},
    StaffFact{thread_tagged, msgid("Tags"), R"(
      select tag.name from thread_tag join tag on tag.id = thread_tag.tag where thread_tag.thread = $1
      order by tag.name)",
              as_list},
    StaffFact{thread_moved, msgid("Space"), R"(
      select space.name from thread join space on space.id = thread.space where thread.id = $1)",
              in_languages},
    StaffFact{slow_mode_set, msgid("Seconds between two posts of one member"),
              "select cast(seconds as text) from slow_thread where thread = $1"},

    StaffFact{role_changed, msgid("Role"), "select cast(role as text) from member where id = $1", by_number, kRoles},
    StaffFact{role_changed, msgid("Leads"), R"(
      select space.slug from space_leader join space on space.id = space_leader.space where space_leader.member = $1
      order by space.slug)",
              as_list},
    StaffFact{leader_scored, msgid("Scores set by hand"), R"(
      select case criterion when 1 then 'Charismatic' when 2 then 'Known' when 3 then 'Recognised' else 'Available' end
        || ': ' || cast(score as text)
      from leader_correction where member = $1 order by criterion)",
              as_words_list},
    StaffFact{circle_chosen, msgid("First circle"), R"(
      select cast(count(*) as text) from first_circle where member = $1)",
              by_number, kYesNo},
    StaffFact{stage_set, msgid("Stages"), R"(
      select stage.slug from stage_member join stage on stage.id = stage_member.stage where stage_member.member = $1
      order by stage.slug)",
              as_list},

    StaffFact{space_changed, kName, "select name from space where id = $1", in_languages},
    StaffFact{space_changed, kDescription, "select description from space where id = $1", in_languages},
    StaffFact{space_changed, msgid("Who reads it"), "select cast(visibility as text) from space where id = $1",
              by_number, kReaders},
    StaffFact{space_changed, msgid("Openness"), "select cast(openness as text) from space where id = $1", by_number,
              kOpenness},
    StaffFact{space_changed, msgid("Roles that read it"), R"(
      select custom_role.slug from space_reader join custom_role on custom_role.id = space_reader.role
      where space_reader.space = $1 order by custom_role.slug)",
              as_list},
    StaffFact{space_changed, msgid("Rights that differ"), R"(
      select case standing when 'newcomer' then 'Newcomers' when 'member' then 'Members' when 'expert' then 'Experts'
          when 'leader' then 'Its leaders' else standing end
        || ': ' || case action when 1 then 'Open a conversation' when 2 then 'Reply' when 3 then 'Comment'
          when 4 then 'Thank and react' when 5 then 'Vote' when 6 then 'Change one’s own words'
          when 7 then 'Delete one’s own words' when 20 then 'Change others’ words' when 21 then 'Delete others’ words'
          when 22 then 'Accept an answer to others’ questions' when 23 then 'Close and reopen' when 24 then 'Pin'
          when 25 then 'Move elsewhere' else 'Decide on what waits' end
        || ': ' || case permission when 0 then 'no' when 1 then 'once read' else 'yes' end
      from space_right where space = $1 order by standing, action)",
              as_words_list},
    StaffFact{custom_role_changed, kName, "select name from custom_role where id = $1", in_languages},
    StaffFact{trust_changed, "", "select value from setting where key = 'trust'", as_settings},
    StaffFact{community_changed, "", "select value from setting where key = 'identity'", as_settings},
    StaffFact{community_changed, "", "select value from setting where key = 'returns'", as_settings},
    StaffFact{community_changed, "", "select value from setting where key = 'today'", as_settings},
    StaffFact{community_changed, msgid("Who founds groups"), "select value from setting where key = 'group_founders'"},
    StaffFact{community_changed, "", "select value from setting where key = 'report_plan'", as_settings},
    StaffFact{community_changed, msgid("How many receive the month by letter"),
              "select cast(count(*) as text) from report_reader"},
    StaffFact{community_changed, msgid("A key for the orders of the shop"),
              "select cast(count(*) as text) from setting where key = 'returns-secret'", by_number, kYesNo},
    StaffFact{moderation_changed, "", "select value from setting where key = 'moderation'", as_settings},
    StaffFact{moderation_changed, "", "select value from setting where key = 'spam_filter'", as_settings},
    StaffFact{arriving_changed, "", "select value from setting where key = 'arriving'", as_settings},
    StaffFact{file_rules_changed, "", "select value from setting where key = 'files'", as_settings},
    StaffFact{watch_changed, msgid("Words and links to watch"), R"(
      select words || ': ' || case effect when 1 then 'is read first' else 'is refused' end
      from watched_word order by word_key)",
              as_words_list},
    StaffFact{charter_published, msgid("Version"), "select cast(max(version) as text) from charter"},
    StaffFact{issuer_changed, kName, "select name from issuer where id = $1"},
    StaffFact{issuer_changed, msgid("Address"), "select address from issuer where id = $1"},
    StaffFact{issuer_changed, msgid("Client identifier"), "select client_id from issuer where id = $1"},
    StaffFact{issuer_changed, msgid("People who come from there may join"),
              "select cast(makes_members as text) from issuer where id = $1", by_number, kYesNo},
    StaffFact{issuer_changed, msgid("In use"), "select cast(is_open as text) from issuer where id = $1", by_number,
              kYesNo},
    StaffFact{purpose_changed, kName, R"(
      select name from purpose_text where purpose = $1 order by version desc limit 1)",
              in_languages},
    StaffFact{purpose_changed, msgid("What is agreed to"), R"(
      select body from purpose_text where purpose = $1 order by version desc limit 1)",
              in_languages},
    StaffFact{purpose_ended, kName, R"(
      select purpose_text.name from purpose_text join purpose on purpose.id = purpose_text.purpose
      where purpose_text.purpose = $1 and purpose.ended_at is null order by version desc limit 1)",
              in_languages},
    StaffFact{group_changed, kName, "select name from member_group where id = $1"},
    StaffFact{group_changed, kDescription, "select description from member_group where id = $1"},
    StaffFact{group_changed, msgid("How one comes in"), "select cast(door as text) from member_group where id = $1",
              by_number, kDoors},
    StaffFact{unit_changed, kName, "select name from unit where id = $1"},
    StaffFact{unit_changed, msgid("Other names"), "select other_names from unit where id = $1"},
    StaffFact{unit_changed, kPlace, "select place from unit where id = $1"},
    StaffFact{unit_changed, msgid("Years"), R"(
      select coalesce(cast(from_year as text), '') || '–' || coalesce(cast(to_year as text), '') from unit
      where id = $1)"},
    StaffFact{unit_made, kName, "select name from unit where id = $1"},
    StaffFact{unit_removed, kName, "select name from unit where id = $1 and removed_at is null"},
    StaffFact{unit_kind_changed, kName, "select name from unit_kind where id = $1", in_languages},
    StaffFact{profile_field_changed, kName, "select name from profile_field where id = $1 and removed_at is null",
              in_languages},
    StaffFact{profile_field_changed, msgid("Hint"),
              "select hint from profile_field where id = $1 and removed_at is null", in_languages},
    StaffFact{profile_field_changed, msgid("Choices"),
              "select choices from profile_field where id = $1 and removed_at is null"},
    StaffFact{profile_field_changed, msgid("Asked for when one joins"),
              "select cast(needed as text) from profile_field where id = $1 and removed_at is null", by_number, kYesNo},
    StaffFact{segment_made, kName, "select name from segment where id = $1"},
    StaffFact{segment_made, kRule, "select condition from segment where id = $1"},
    StaffFact{segment_changed, kName, "select name from segment where id = $1"},
    StaffFact{segment_changed, kDescription, "select description from segment where id = $1"},
    StaffFact{segment_changed, kRule, "select condition from segment where id = $1"},
    StaffFact{segment_removed, kName, "select name from segment where id = $1 and removed_at is null"},
    StaffFact{segment_removed, kRule, "select condition from segment where id = $1 and removed_at is null"},
    StaffFact{journey_changed, msgid("Stages"), R"(
      select cast(stage.position as text) || '. ' || stage.slug || coalesce(' (' || segment.condition || ')', '') from stage
        left join segment on segment.id = stage.segment
      where stage.journey = $1 and stage.removed_at is null order by stage.lane, stage.position, stage.id)",
              as_list},
    StaffFact{cost_recorded, kAmount, "select cast(cents as text) from cost where id = $1"},
    StaffFact{cost_changed, msgid("What for"), "select what from cost where id = $1 and removed_at is null"},
    StaffFact{cost_changed, kAmount, "select cast(cents as text) from cost where id = $1 and removed_at is null"},
    StaffFact{assumption_changed, msgid("Low, middle and high"), R"(
      select cast(low as text) || ', ' || cast(base as text) || ', ' || cast(high as text) from assumption
      where key = $1 order by id desc limit 1)"},
    StaffFact{assumption_changed, kSource, "select source from assumption where key = $1 order by id desc limit 1"}};

constexpr std::array kSettings{
    SettingWords{"posts", msgid("Threads or replies a newcomer writes first")},
    SettingWords{"days", msgid("Days since they joined")},
    SettingWords{"links", msgid("Links to elsewhere in one contribution")},
    SettingWords{"names", msgid("People named in one contribution")},
    SettingWords{"name", msgid("Name")},
    SettingWords{"tagline", msgid("The line on its front page")},
    SettingWords{"description", msgid("What the community is for")},
    SettingWords{"languages", msgid("The languages of its pages")},
    SettingWords{"time_zone", msgid("Time zone")},
    SettingWords{"brand_color", msgid("Colour")},
    SettingWords{"reactions", msgid("Reactions"), false},
    SettingWords{"currency", msgid("Currency")},
    SettingWords{"path_days", msgid("Days before an order")},
    SettingWords{"prospect_acts", msgid("How often they write there")},
    SettingWords{"prospect_days", msgid("Within how many days")},
    SettingWords{"pause_days", msgid("Days before the same member counts again")},
    SettingWords{"spaces", msgid("Where people ask before they buy"), false},
    SettingWords{"hold_out", msgid("Left alone by chance, of a hundred")},
    SettingWords{"birthday", msgid("Where members note their birthday"), false},
    SettingWords{"purpose", msgid("Personal letters rest on the consent to")},
    SettingWords{"day", msgid("On which day the month goes out by letter")},
    SettingWords{"from", msgid("From which month on"), false},
    SettingWords{"public_log", msgid("A public log of what was done")},
    SettingWords{"strike_days", msgid("Days a warning counts as a strike")},
    SettingWords{"on", msgid("What looks like spam is read first")},
    SettingWords{"percent", msgid("From how likely on, in per cent")},
    SettingWords{"door", msgid("Who may join")},
    SettingWords{"questions", msgid("Questions"), false},
    SettingWords{"member_seats", msgid("How many people each member may invite")},
    SettingWords{"second_factor_from", msgid("Who must sign in with a second factor"), true, kRoles},
    SettingWords{"welcome_by", msgid("Who welcomes newcomers"), false},
    SettingWords{"welcome", msgid("Words of welcome")},
    SettingWords{"introductions", msgid("Where newcomers introduce themselves"), false},
    SettingWords{"others", msgid("Take other files too")},
    SettingWords{"megabytes", msgid("Megabytes of one file, as it is sent")},
    SettingWords{"newcomer_per_day", msgid("Files a newcomer may bring in a day")},
    SettingWords{"newcomer_megabytes", msgid("Megabytes a newcomer has in all")},
    SettingWords{"member_per_day", msgid("Files another member may bring in a day")},
    SettingWords{"member_megabytes", msgid("Megabytes another member has in all")}};

struct ValueWords {
  std::string_view value;
  const char* words;
};
constexpr std::array kValues{ValueWords{"open", msgid("Everybody")}, ValueWords{"approval", msgid("Whoever is let in")},
                             ValueWords{"invitation", msgid("The invited")}};

}  // namespace

std::span<const StaffFact> staff_facts() { return kFacts; }

const SettingWords* setting_words(std::string_view key) {
  const auto found = std::ranges::find(kSettings, key, &SettingWords::key);
  return found == kSettings.end() ? nullptr : &*found;
}

const char* value_words(std::string_view value) {
  const auto found = std::ranges::find(kValues, value, &ValueWords::value);
  return found == kValues.end() ? nullptr : found->words;
}

}  // namespace parvis::community
