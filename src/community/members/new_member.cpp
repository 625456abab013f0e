#include "community/members/new_member.h"

#include <array>

#include "community/members/biography.h"
#include "community/members/member.h"
#include "core/text/small_letters.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kInsertMember{R"(
  insert into member (id, handle, handle_key, display_name, name_key, email, email_key, email_confirmed_at,
                      password_hash, role, status, language, time_zone, title, biography, biography_html, place, website,
                      hue, created_at, last_seen_at, charter_version)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22))"};
constexpr store::Sql kIdByHandleKey{"select id from member where handle_key = $1"};
constexpr store::Sql kIdByEmailKey{"select id from member where email_key = $1"};
constexpr store::Sql kUnconfirmed{"select handle, display_name from member where id = $1 and status = 2"};
constexpr store::Sql kAdmit{R"(
  update member set status = 1, handle = $2, handle_key = $3, hue = $4, email_confirmed_at = $5 where id = $1)"};
constexpr store::Sql kAcceptCharter{R"(
  insert into charter_acceptance (member, version, accepted_at) values ($1, $2, $3) on conflict do nothing)"};
constexpr store::Sql kSetCharter{"update member set charter_version = $2 where id = $1 and charter_version < $2"};

// Who bears one of these would pass for the house, or for nobody.
constexpr std::array kReserved = {
    "abuse",    "account",    "admin",      "administrateur", "administrator", "anonymous", "api",      "assistance",
    "bot",      "brand",      "charte",     "charter",        "community",     "deleted",   "everyone", "former-member",
    "help",     "host",       "info",       "leader",         "manager",       "me",        "member",   "members",
    "modo",     "moderation", "moderateur", "moderator",      "news",          "no-reply",  "noreply",  "official",
    "officiel", "owner",      "parvis",     "postmaster",     "press",         "root",      "security", "service",
    "staff",    "support",    "system",     "systeme",        "team",          "tous",      "visitor",  "webmaster"};

std::optional<std::string> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

bool is_taken(store::Reader& reader, const std::string& key) {
  return reader.one<MemberId>(kIdByHandleKey, key).has_value();
}

// "4dm1n-" reads "admin": figures as the letters they stand for, on top of what looks alike.
std::string without_figures(std::string_view handle) {
  std::string letters;
  for (const char c : handle) {
    switch (c) {
      case '0': letters.push_back('o'); break;
      case '1': letters.push_back('i'); break;
      case '3': letters.push_back('e'); break;
      case '4': letters.push_back('a'); break;
      case '5': letters.push_back('s'); break;
      case '-':
      case '_': break;
      default: letters.push_back(c == 'l' ? 'i' : c);
    }
  }
  return handle_key(letters);
}

std::string shortened(std::string text, std::size_t room) {
  if (text.size() > room) text.resize(room);
  while (!text.empty() && (text.back() == '-' || text.back() == '_')) text.pop_back();
  return text;
}

void record_arrival(store::Transaction& transaction, const Timeline& timeline, MemberId id, Instant at, Source source) {
  add_to_tally(transaction, "members", 1);
  timeline.record(transaction, {.at = at,
                                .actor = id,
                                .verb = Verb::joined,
                                .object_kind = ObjectKind::member,
                                .object = id.value,
                                .source = source});
}

}  // namespace

std::string handle_key(std::string_view handle) {
  if (handle.empty() || handle.size() > 4 * text::kMaxHandle) return {};
  std::string plain(handle);
  for (char& c : plain) c = c == '_' ? '-' : c;
  return text::skeleton(plain);
}

// Never a handle: '~' stands in none.
std::string wished_key(MemberId member) { return "~" + id_text(member); }

std::string email_key(std::string_view email) { return text::small_letters(email); }

int hue_of(std::string_view handle) {
  // FNV-1a, so that a face never changes with the compiler (http://www.isthe.com/chongo/tech/comp/fnv/).
  std::uint32_t hash = 2166136261u;
  for (const char c : handle) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return static_cast<int>((hash ^ (hash >> 16)) % 360);
}

bool is_reserved_handle(std::string_view handle) {
  static const auto kKeys = [] {
    std::set<std::string> keys;
    for (const char* word : kReserved) keys.insert(without_figures(word));
    return keys;
  }();
  return kKeys.contains(without_figures(handle));
}

bool is_handle_free(store::Reader& reader, std::string_view handle) {
  return text::is_handle(handle) && !is_taken(reader, handle_key(handle));
}

std::string free_handle(store::Reader& reader, std::string_view wish) {
  std::string base = text::is_handle(wish) ? std::string(wish) : text::handle_from(wish);
  if (base.empty() || is_reserved_handle(base)) base = "member";
  if (!is_reserved_handle(base) && is_handle_free(reader, base)) return base;
  // A few small numbers, as people do; then one that is surely free.
  for (int number = 2; number < 10; ++number) {
    const auto tail = "-" + std::to_string(number);
    auto candidate = shortened(base, text::kMaxHandle - tail.size()) + tail;
    if (is_handle_free(reader, candidate)) return candidate;
  }
  while (true) {
    const auto tail = "-" + id_text(next_id());
    auto candidate = shortened(base, text::kMaxHandle - tail.size()) + tail;
    if (is_handle_free(reader, candidate)) return candidate;
  }
}

MemberId add_member(store::Transaction& transaction, const Timeline& timeline, const NewMember& member, Source source) {
  const auto id = make_id<MemberId>();
  const bool wished = member.status == MemberStatus::unconfirmed;
  const auto handle = wished && !member.handle.empty() ? member.handle
                      : member.handle.empty()          ? free_handle(transaction, member.display_name)
                                                       : member.handle;
  const auto key = wished ? wished_key(id) : handle_key(handle);
  if (!wished && is_taken(transaction, key)) throw Conflict({"This handle is taken, or looks like one that is."});
  const auto email = or_null(member.email);
  const auto lower = email ? std::optional(email_key(*email)) : std::nullopt;
  if (lower && transaction.one<MemberId>(kIdByEmailKey, *lower)) {
    throw Conflict({"This address belongs to another account."});
  }
  const auto at = member.created_at ? member.created_at : now();
  const bool confirmed = email && member.status == MemberStatus::active;
  transaction.run(kInsertMember, id, handle, key, member.display_name, name_key(member.display_name), email, lower,
                  confirmed ? std::optional(at) : std::nullopt, or_null(member.password_hash), member.role,
                  member.status, member.language, member.time_zone, member.title, member.biography,
                  biography_html(member.biography), member.place, member.website,
                  pack_face({hue_of(handle), member.portrait}), at, member.last_seen_at ? member.last_seen_at : at,
                  std::int64_t{0});
  if (!wished) record_arrival(transaction, timeline, id, at, source);
  if (member.charter_version > 0) accept_charter(transaction, timeline, id, member.charter_version, at, source);
  return id;
}

std::string admit_member(store::Transaction& transaction, const Timeline& timeline, MemberId member, Source source) {
  struct Row {
    std::string handle, display_name;
  };
  const auto wish = transaction.one<Row>(kUnconfirmed, member);
  if (!wish) throw Conflict({"This account is confirmed already."});
  const auto handle = is_handle_free(transaction, wish->handle)
                          ? wish->handle
                          : free_handle(transaction, text::is_handle(wish->handle) ? wish->handle : wish->display_name);
  const auto at = now();
  transaction.run(kAdmit, member, handle, handle_key(handle), hue_of(handle), at);
  record_arrival(transaction, timeline, member, at, source);
  return handle;
}

void accept_charter(store::Transaction& transaction, const Timeline& timeline, MemberId member, std::int64_t version,
                    Instant at, Source source) {
  if (transaction.run(kAcceptCharter, member, version, at) == 0) return;
  transaction.run(kSetCharter, member, version);
  timeline.record(transaction, {.at = at,
                                .actor = member,
                                .verb = Verb::charter_accepted,
                                .object_kind = ObjectKind::charter,
                                .object = version,
                                .amount = version,
                                .source = source});
}

}  // namespace parvis::community
