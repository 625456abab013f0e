#include "community/letters/stopping.h"

#include <charconv>

#include "community/groups/membership.h"
#include "core/crypto/crypto.h"
#include "core/crypto/sealed.h"

namespace parvis::community {
namespace {

constexpr std::size_t kLongest = 90;

constexpr store::Sql kPurposeSlug{"select slug from purpose where id = $1"};
constexpr store::Sql kHasMember{"select status from member where id = $1"};

std::optional<Stop> read_what(MemberId member, std::string_view stops) {
  using What = Stop::What;
  if (stops.empty()) return std::nullopt;
  const auto rest = stops.substr(1);
  if (stops == "d") return Stop{What::digests, member, 0};
  if (stops == "a") return Stop{What::all, member, 0};
  if (stops[0] == 't') {
    std::int64_t topics = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), topics);
    if (read.ec != std::errc() || read.ptr != rest.data() + rest.size()) return std::nullopt;
    return Stop{What::topics, member, topics};
  }
  const auto id = parse_id(rest);
  if (!id) return std::nullopt;
  if (stops[0] == 'g') return Stop{What::group, member, *id};
  if (stops[0] == 'p') return Stop{What::purpose, member, *id};
  return std::nullopt;
}

// Each answers whether anything changed.
bool change_wishes(store::Transaction& transaction, const StopAct& act, const Stop& stop, StopHow how) {
  const auto before = read_wishes(transaction, stop.member);
  auto wishes = before;
  if (how == StopHow::all || stop.what == Stop::What::all) {
    if (!wishes.stopped_at) wishes.stopped_at = act.at;
  } else if (stop.what == Stop::What::digests) {
    wishes.reading = Frequency::never;
    for (auto& topic : wishes.topics) {
      if (topic.by_letter != Frequency::at_once) topic.by_letter = Frequency::never;
    }
  } else {
    for (const auto topic : kAllTopics) {
      if (stop.subject & bit_of(topic)) wishes.of(topic).by_letter = Frequency::never;
    }
  }
  choose_wishes(transaction, {act.timeline, stop.member, act.at, Source::letter}, wishes);
  return !(wishes == before);
}

bool leave_group_letters(store::Transaction& transaction, const Stop& stop) {
  const GroupId group{stop.subject};
  if (!receives_letters(transaction, group, stop.member)) return false;
  choose_letters(transaction, group, stop.member, Letters::no);
  return true;
}

bool withdraw(store::Transaction& transaction, const StopAct& act, const Stop& stop) {
  const auto slug = transaction.one<std::string>(kPurposeSlug, stop.subject);
  const auto purpose = slug ? find_purpose(transaction, *slug) : std::nullopt;
  if (!purpose || !has_agreed(transaction, stop.member, purpose->id)) return false;
  say_consent(transaction,
              {.timeline = act.timeline,
               .member = stop.member,
               .way = ConsentWay::letter,
               .language = act.language,
               .proof = act.proof,
               .at = act.at},
              *purpose, purpose->version, Agrees::no);
  return true;
}

bool change(store::Transaction& transaction, const StopAct& act, const Stop& stop, StopHow how) {
  if (how == StopHow::these && stop.what == Stop::What::group) return leave_group_letters(transaction, stop);
  if (how == StopHow::these && stop.what == Stop::What::purpose) return withdraw(transaction, act, stop);
  return change_wishes(transaction, act, stop, how);
}

}  // namespace

std::int64_t bit_of(Topic topic) { return std::int64_t{1} << static_cast<int>(topic); }

std::string stopping_key(std::string_view secret) { return crypto::keyed_hash(secret, "letters that are ended"); }

std::string stop_topics(std::int64_t topics) { return "t" + std::to_string(topics); }
std::string stop_digests() { return "d"; }
std::string stop_group(GroupId group) { return "g" + id_text(group); }
std::string stop_purpose(PurposeId purpose) { return "p" + id_text(purpose); }

std::string stopping_token(std::string_view key, MemberId member, std::string_view stops) {
  return crypto::sealed(key, id_text(member) + "." + std::string(stops));
}

std::string stopping_address(std::string_view origin, std::string_view key, MemberId member, std::string_view stops) {
  return std::string(origin) + "/letters/stop/" + stopping_token(key, member, stops);
}

std::optional<Stop> read_stop(std::string_view key, std::string_view token) {
  const auto words = token.size() > kLongest ? std::nullopt : crypto::opened(key, token);
  const auto point = words ? words->find('.') : std::string_view::npos;
  if (point == std::string_view::npos) return std::nullopt;
  const auto member = parse_id(words->substr(0, point));
  if (!member) return std::nullopt;
  return read_what({*member}, words->substr(point + 1));
}

void stop_letters(store::Transaction& transaction, const StopAct& act, const Stop& stop, StopHow how) {
  const auto status = transaction.one<MemberStatus>(kHasMember, stop.member);
  if (!status || *status == MemberStatus::former || !change(transaction, act, stop, how)) return;
  constexpr std::string_view kNames[] = {"topics", "digests", "group", "purpose", "all"};
  const auto name = how == StopHow::all ? std::string_view("all") : kNames[static_cast<std::size_t>(stop.what)];
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = stop.member,
                                    .verb = Verb::unsubscribed,
                                    .object_kind = ObjectKind::member,
                                    .object = stop.member.value,
                                    .detail = std::string(name),
                                    .source = Source::letter});
}

}  // namespace parvis::community
