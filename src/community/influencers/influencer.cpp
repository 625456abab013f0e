#include "community/influencers/influencer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "community/members/member.h"
#include "community/segments/condition.h"
#include "community/today/today_list.h"
#include "core/html/html.h"
#include "core/text/catalogue.h"
#include "core/text/dates.h"
#include "core/text/validate.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

constexpr std::string_view kWayNames[] = {"", "email", "phone", "meeting", "message", "event", "other"};
constexpr const char* kWayWords[] = {"",
                                     text::msgid("by e-mail"),
                                     text::msgid("by telephone"),
                                     text::msgid("in person"),
                                     text::msgid("by message"),
                                     text::msgid("at an event"),
                                     text::msgid("in another way")};
constexpr std::string_view kBasisNames[] = {"", "interest", "consent", "contract"};
constexpr const char* kBasisWords[] = {"", text::msgid("A legitimate interest: to know who is heard on what we do"),
                                       text::msgid("Their consent"), text::msgid("A contract with them")};

// The name of a choice, or its words in either language.
bool is_called(std::string_view typed, std::string_view name, const char* words) {
  if (typed == name) return true;
  const auto folded = text::fold(typed);
  return std::ranges::any_of(text::kLanguages,
                             [&](text::Language language) { return folded == text::fold(text::tr(language, words)); });
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto from = text.find_first_not_of(kBlanks);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kBlanks) - from + 1);
}

// Parts between any of `separators`, without blanks around them and without empty ones.
std::vector<std::string> parts_of(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    if (const auto part = trimmed(text.substr(0, end)); !part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// "Tandem,  cargo bikes; tandem" as "Tandem, cargo bikes".
std::string terms_of(std::string_view typed) {
  std::vector<std::string> known;
  std::string terms;
  for (const auto& term : parts_of(typed, ",;\n")) {
    const auto key = text::fold(term);
    if (std::ranges::count(known, key)) continue;
    known.push_back(key);
    if (!terms.empty()) terms += ", ";
    terms += term;
  }
  return terms;
}

std::optional<std::string> site_in(std::string site) {
  if (site.find("://") == std::string::npos) site = "https://" + site;
  const bool is_web = site.starts_with("https://") || site.starts_with("http://");
  if (!is_web || site.size() > kMaxSite) return std::nullopt;
  const auto host = site.substr(site.find("://") + 3);
  const auto domain = host.substr(0, host.find_first_of(":/?#"));
  const auto dot = domain.find('.');
  const bool has_domain = dot != std::string::npos && dot > 0 && !domain.ends_with('.');
  if (!has_domain || site.find_first_of("\"<>\\@") != std::string::npos) return std::nullopt;
  const auto is_control = [](unsigned char byte) { return byte < 0x20 || byte == 0x7f; };
  if (std::ranges::any_of(site, is_control) || !html::is_safe_address(site)) return std::nullopt;
  return site;
}

// Reads one of them after the other; what is wrong stands beside its field.
class Reading {
 public:
  Reading(store::Reader& reader, const TypedInfluencer& typed, std::int64_t today, InfluencerId id)
      : reader_(reader), typed_(typed), today_(today), id_(id) {}

  ReadInfluencer read() {
    read_person();
    read_sites();
    words_.specialities = checked("specialities", terms_of(typed_.specialities), {.max = kMaxInfluencerTerms});
    words_.places = checked("places", terms_of(typed_.places), {.max = kMaxInfluencerTerms});
    words_.notes = checked("notes", typed_.notes, {.max = kMaxInfluencerNotes, .lines = text::Lines::many});
    read_contact();
    read_step();
    words_.source = checked("source", typed_.source, {.max = kMaxSource});
    if (!trimmed(typed_.basis).empty()) {
      const auto basis = parse_basis(trimmed(typed_.basis));
      if (!basis) wrong("basis", {"Choose one from the list."});
      words_.basis = basis.value_or(Basis::interest);
    }
    return {std::move(words_), std::move(mistakes_)};
  }

 private:
  void wrong(const char* field, Sentence sentence) { mistakes_.push_back({field, std::move(sentence)}); }
  std::string checked(const char* field, std::string_view typed, const text::TextRule& rule) {
    auto result = text::check_text(typed, rule);
    if (result.problem) wrong(field, *result.problem);
    return std::move(result.value);
  }

  // Exactly this handle: a look-alike is somebody else.
  MemberId named(const char* field, std::string_view typed) {
    auto handle = trimmed(typed);
    if (handle.starts_with('@')) handle.remove_prefix(1);
    if (handle.empty()) return {};
    const auto member = member_named(reader_, handle);
    if (!member) wrong(field, {"There is no member “{words}”.", {{"words", std::string(handle)}}});
    return member.value_or(MemberId{});
  }

  // Who has it to do finds it in Today.
  MemberId of_team(const char* field, std::string_view typed) {
    const auto member = named(field, typed);
    if (!member) return member;
    if (is_of_team(*find_member(reader_, member))) return member;
    wrong(field, {"Name somebody of the team."});
    return {};
  }

  void read_person() {
    words_.member = named("member", typed_.member);
    auto name = std::string(trimmed(typed_.name));
    if (words_.member) {
      if (name.empty()) name = find_member(reader_, words_.member)->display_name;
      const auto known = influencer_of(reader_, words_.member);
      if (known && *known != id_) wrong("member", {"This member stands in the table already."});
    }
    words_.name = checked("name", name, {.min = 1, .max = kMaxInfluencerName});
  }

  void read_sites() {
    std::vector<std::string> known;
    for (const auto& typed : parts_of(typed_.sites, " ,;\t\r\n")) {
      auto site = site_in(typed);
      if (!site) {
        wrong("sites",
              {"This is not the address of a site: “{site}”. Write it like https://example.org.", {{"site", typed}}});
        continue;
      }
      const auto key = site_key(*site);
      if (std::ranges::count(known, key)) continue;
      known.push_back(key);
      words_.sites.push_back(std::move(*site));
    }
    if (words_.sites.size() > kMostSites) {
      wrong("sites", {"At most {most} sites.", {{"most", std::to_string(kMostSites)}}});
    }
  }

  std::optional<std::int64_t> day(const char* field, std::string_view typed) {
    typed = trimmed(typed);
    if (typed.empty()) return std::nullopt;
    const auto day = parse_calendar_day(typed);
    if (!day) wrong(field, {"Write the day like 2026-11-17."});
    return day;
  }

  void read_contact() {
    words_.contact_day = day("contact_day", typed_.contact_day);
    words_.contact_by = named("contact_by", typed_.contact_by);
    const auto way = trimmed(typed_.contact_way);
    if (!way.empty()) {
      const auto known = parse_contact_way(way);
      if (!known) wrong("contact_way", {"Choose one from the list."});
      words_.contact_way = known.value_or(ContactWay::unknown);
    }
    if (words_.contact_day && *words_.contact_day > today_) wrong("contact_day", {"This day is still to come."});
    const bool says_more = words_.contact_by || words_.contact_way != ContactWay::unknown;
    if (says_more && trimmed(typed_.contact_day).empty()) wrong("contact_day", {"Say on which day that was."});
  }

  void read_step() {
    words_.next_what = checked("next_what", trimmed(typed_.next_what), {.max = kMaxNextStep});
    words_.next_day = day("next_day", typed_.next_day);
    words_.next_who = of_team("next_who", typed_.next_who);
    if (words_.next_what.empty() && (words_.next_day || words_.next_who)) {
      wrong("next_what", {"Say what is to be done."});
    }
  }

  store::Reader& reader_;
  const TypedInfluencer& typed_;
  std::int64_t today_;
  InfluencerId id_;
  InfluencerWords words_;
  Mistakes mistakes_;
};

std::optional<int> number_in(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string_view contact_way_name(ContactWay way) { return kWayNames[static_cast<std::size_t>(way)]; }
const char* contact_way_words(ContactWay way) { return kWayWords[static_cast<std::size_t>(way)]; }

std::optional<ContactWay> parse_contact_way(std::string_view name) {
  for (const auto way : kContactWays) {
    if (is_called(name, contact_way_name(way), contact_way_words(way))) return way;
  }
  return std::nullopt;
}

std::string_view basis_name(Basis basis) { return kBasisNames[static_cast<std::size_t>(basis)]; }
const char* basis_words(Basis basis) { return kBasisWords[static_cast<std::size_t>(basis)]; }

std::optional<Basis> parse_basis(std::string_view name) {
  for (const auto basis : kBases) {
    if (is_called(name, basis_name(basis), basis_words(basis))) return basis;
  }
  return std::nullopt;
}

std::optional<std::int64_t> parse_calendar_day(std::string_view typed) {
  const auto parts = parts_of(typed, "-/.");
  if (parts.size() != 3) return std::nullopt;
  const bool year_first = parts[0].size() == 4;
  const auto year = number_in(parts[year_first ? 0 : 2]), month = number_in(parts[1]),
             day = number_in(parts[year_first ? 2 : 0]);
  if (!year || !month || !day || *year < 1970 || *year > 2200) return std::nullopt;
  if (*month > 12 || *day > 31) return std::nullopt;  // the calendar counts both in a byte
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::string calendar_day(std::int64_t day) { return text::day_in_figures(start_of(day), text::TimeZone()); }

std::string site_key(std::string_view address) {
  if (const auto scheme = address.find("://"); scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  const auto host_ends = std::min(address.find_first_of("/?#"), address.size());
  std::string key;
  for (const char letter : address.substr(0, host_ends)) {
    key += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter);
  }
  if (key.starts_with("www.")) key.erase(0, 4);
  key += address.substr(host_ends);
  while (key.ends_with('/')) key.pop_back();
  return key;
}

std::string influencer_path(InfluencerId id) { return "/cockpit/influencers/" + id_text(id); }

ReadInfluencer read_influencer(store::Reader& reader, const TypedInfluencer& typed, std::int64_t today,
                               InfluencerId id) {
  return Reading(reader, typed, today, id).read();
}

TypedInfluencer typed_of(const Influencer& influencer) {
  const auto& words = influencer.words;
  std::string sites;
  for (const auto& site : words.sites) sites += (sites.empty() ? "" : "\n") + site;
  const auto day = [](const std::optional<std::int64_t>& day) { return day ? calendar_day(*day) : std::string(); };
  return {.name = words.name,
          .member = influencer.member.handle,
          .sites = std::move(sites),
          .specialities = words.specialities,
          .places = words.places,
          .notes = words.notes,
          .contact_day = day(words.contact_day),
          .contact_by = influencer.contact_by.handle,
          .contact_way = std::string(contact_way_name(words.contact_way)),
          .next_what = words.next_what,
          .next_day = day(words.next_day),
          .next_who = influencer.next_who.handle,
          .basis = std::string(basis_name(words.basis)),
          .source = words.source};
}

}  // namespace parvis::community
