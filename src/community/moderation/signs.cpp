#include "community/moderation/signs.h"

#include <algorithm>
#include <set>

#include "core/crypto/crypto.h"
#include "core/store/setting.h"
#include "core/text/small_letters.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

constexpr char kSaltSetting[] = "lessons.salt";
constexpr store::Sql kAuthor{R"(
  select member.created_at,
         (select count(*) from (select 1 from post where author = $1 and created_at < $2 limit 20) as heard),
         (select count(*) from (select 1 from post where author = $1 and created_at < $2 and created_at > $3
                                limit 10) as lately)
  from member where member.id = $1)"};
constexpr std::int64_t kLately = 10 * kMinute;

struct AuthorThen {
  Instant created_at;
  std::int64_t posts = 0, lately = 0;
};

// Which step of a stair: the number of bounds that are reached.
template <std::size_t N>
std::string step(std::int64_t value, const std::int64_t (&bounds)[N]) {
  return std::to_string(
      std::count_if(std::begin(bounds), std::end(bounds), [&](auto bound) { return value >= bound; }));
}
constexpr std::int64_t kDays[] = {1, 3, 10, 30, 180};
constexpr std::int64_t kPosts[] = {1, 3, 10, 20};
constexpr std::int64_t kHaste[] = {1, 3, 6};
constexpr std::int64_t kLinks[] = {1, 2, 4, 8};

class Gathering {
 public:
  explicit Gathering(std::string salt) : salt_(std::move(salt)) {}
  void add(SignKind kind, std::string what, std::string said) {
    if (signs_.size() >= kMostSigns || what.empty()) return;
    auto name = std::to_string(static_cast<int>(kind)) + ":" + what;
    if (!names_.insert(name).second) return;
    const auto number = number_of(name);
    signs_.push_back({kind, std::move(what), std::move(said), number});
  }
  std::vector<Sign> take() { return std::move(signs_); }

 private:
  // The first 60 bits of its keyed hash.
  std::int64_t number_of(const std::string& name) const {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::int64_t number = 0;
    const auto hash = crypto::keyed_hash(salt_, name);
    for (const char letter : std::string_view(hash).substr(0, 10)) {
      number = number * 64 + static_cast<std::int64_t>(kLetters.find(letter));
    }
    return number;
  }
  std::string salt_;
  std::set<std::string> names_;
  std::vector<Sign> signs_;
};

// "https://www.shop.example/x" says shop.example.
std::vector<std::string> sites_in(std::string_view text) {
  std::vector<std::string> sites;
  for (auto at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3)) {
    auto host = text.substr(at + 3, 253);
    host = host.substr(0, host.find_first_of("/?#:)>] \t\r\n\"'"));
    auto site = text::small_letters(host);
    if (site.starts_with("www.")) site.erase(0, 4);
    if (site.find('.') != std::string::npos) sites.push_back(std::move(site));
  }
  return sites;
}

void add_words(Gathering& gathering, std::string_view text, text::Language language) {
  for (auto& token : text::words(text, language)) {
    if (text::is_common_word(token.word, language) || token.stem.size() < 2) continue;
    gathering.add(SignKind::word, token.stem, token.word);
  }
}

}  // namespace

std::vector<Sign> signs_of(store::Reader& reader, const SignsOf& of) {
  Gathering gathering(store::read_setting(reader, kSaltSetting).value_or(""));
  const auto then = reader.one<AuthorThen>(kAuthor, of.author, of.at, of.at - kLately).value_or(AuthorThen{});
  gathering.add(SignKind::age, step((of.at - then.created_at) / kDay, kDays), {});
  gathering.add(SignKind::heard, step(then.posts, kPosts), {});
  gathering.add(SignKind::pace, step(then.lately, kHaste), {});
  const auto sites = sites_in(of.body);
  gathering.add(SignKind::links, step(static_cast<std::int64_t>(sites.size()), kLinks), {});
  for (const auto& site : sites) gathering.add(SignKind::site, site, site);
  const auto text = std::string(of.title) + "\n" + std::string(of.body);
  add_words(gathering, text, text::guess_language(text, of.language));
  return gathering.take();
}

}  // namespace parvis::community
