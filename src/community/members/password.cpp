#include "community/members/password.h"

#include <array>

#include "community/members/known_passwords.h"
#include "core/crypto/crypto.h"
#include "core/text/small_letters.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

// What is tried first against every account, from lists of passwords published after thefts, in English and French.
// Small letters; those shorter than kMinPassword are stems ("password" of "Password2024!").
constexpr std::array<std::string_view, 265> kTriedFirst = {
    "000000",     "0123456789",     "0987654321",    "111111",        "1111111111", "112233",
    "11223344",   "121212",         "123123",        "123123123",     "123321",     "1234",
    "12345",      "123456",         "1234567",       "12345678",      "123456789",  "1234567890",
    "1234567891", "12345678910",    "1234qwer",      "123654",        "123654789",  "123qwe",
    "147258369",  "159753",         "1q2w3e",        "1q2w3e4r",      "1q2w3e4r5t", "1q2w3e4r5t6y",
    "1qaz2wsx",   "1qaz2wsx3edc",   "222222",        "333333",        "555555",     "654321",
    "666666",     "777777",         "789456123",     "888888",        "987654321",  "9876543210",
    "999999",     "abc123",         "abcd1234",      "abcdef",        "abcdefgh",   "access",
    "admin",      "administrateur", "administrator", "alexander",     "alexandre",  "amour",
    "andrea",     "andrew",         "angel",         "anthony",       "arsenal",    "asdasd",
    "asdfgh",     "asdfghjkl",      "asdfghjklm",    "ashley",        "azerty",     "azerty123",
    "azertyui",   "azertyuiop",     "azertyuiopq",   "babygirl",      "bailey",     "barcelona",
    "baseball",   "basketball",     "batman",        "benjamin",      "biteme",     "blink182",
    "bonjour",    "bordeaux",       "boulogne",      "bretagne",      "buster",     "butterfly",
    "camille",    "caroline",       "cartable",      "casper",        "changeme",   "charles",
    "charlie",    "charlotte",      "cheese",        "chelsea",       "chevalier",  "chocolat",
    "chocolate",  "christian",      "christophe",    "computer",      "cookie",     "correcthorsebatterystaple",
    "corvette",   "coucou",         "cristina",      "dallas",        "daniel",     "december",
    "default",    "diamond",        "doudou",        "dragon",        "elizabeth",  "emmanuel",
    "everton",    "family",         "ferrari",       "flower",        "football",   "forever",
    "france",     "franklin",       "freedom",       "friends",       "fuckoff",    "fuckyou",
    "gabriel",    "gandalf",        "garfield",      "george",        "ginger",     "guitar",
    "hannah",     "harley",         "heather",       "hello",         "helloworld", "hockey",
    "hunter",     "iceman",         "iloveyou",      "iloveyou123",   "internet",   "isabelle",
    "jasmine",    "jennifer",       "jessica",       "jesus",         "jetaime",    "jordan",
    "joshua",     "julien",         "juliette",      "justin",        "killer",     "killer123",
    "laurent",    "letmein",        "letmein123",    "liverpool",     "london",     "loulou",
    "louloute",   "lovely",         "loveme",        "madison",       "maggie",     "marine",
    "marseille",  "martin",         "master",        "matrix",        "matthew",    "maverick",
    "mercedes",   "mercedesbenz",   "merlin",        "michael",       "michelle",   "midnight",
    "monkey",     "monster",        "motdepasse",    "motdepasse123", "mustang",    "mustang123",
    "naruto",     "nathalie",       "nicolas",       "nicole",        "ninja",      "olivier",
    "orange",     "paris",          "passion",       "passw0rd",      "password",   "password1",
    "password12", "password123",    "password1234",  "password12345", "patrick",    "pepper",
    "philippe",   "pokemon",        "porsche",       "princess",      "princesse",  "purple",
    "qazwsx",     "qazwsxedc",      "qwerty",        "qwerty123",     "qwerty1234", "qwerty12345",
    "qwertyui",   "qwertyuiop",     "qwertyuiop123", "rainbow",       "ranger",     "robert",
    "rockyou",    "samantha",       "samsung",       "sandrine",      "scooter",    "secret",
    "shadow",     "skywalker",      "snoopy",        "soccer",        "soleil",     "sophie",
    "spiderman",  "starwars",       "stephane",      "stephanie",     "summer",     "sunshine",
    "superman",   "sébastien",      "tequiero",      "test",          "test123",    "testtest",
    "thomas",     "thunder",        "tigger",        "toulouse",      "trustno1",   "valentin",
    "vanessa",    "victoria",       "welcome",       "welcome1",      "welcome123", "whatever",
    "william",    "winter",         "yankees",       "yellow",        "zaq12wsx",   "zxcvbnm",
    "zxcvbnm123"};

constexpr std::size_t kTellingPart = 3;      // a handle of two letters stands in too many good passwords
constexpr std::size_t kLeastDifferent = 5;   // "aaaaaaaaaa", "ababababab"
constexpr std::size_t kLeastBesideStem = 7;  // characters around a stem that make it one's own

bool is_tried_first(std::string_view word) { return std::ranges::binary_search(kTriedFirst, word); }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// "password" of "2024password!": what is left when figures and signs around it are taken off.
std::string_view stem_of(std::string_view word) {
  while (!word.empty() && !is_letter(word.front())) word.remove_prefix(1);
  while (!word.empty() && !is_letter(word.back())) word.remove_suffix(1);
  return word;
}

bool is_common(const std::string& word) {
  if (is_tried_first(word)) return true;
  const auto stem = stem_of(word);
  return !stem.empty() && word.size() - stem.size() < kLeastBesideStem && is_tried_first(stem);
}

// Known from thefts elsewhere, whatever figures and signs stand around it.
bool is_stolen(const std::string& word) {
  if (is_known_password(word)) return true;
  const auto stem = stem_of(word);
  return !stem.empty() && word.size() - stem.size() < kLeastBesideStem && is_known_password(stem);
}

bool is_monotonous(const std::string& word) {
  return std::set<char>(word.begin(), word.end()).size() < kLeastDifferent;
}

// One step from each character to the next: "abcdefghij", "9876543210".
bool is_sequence(const std::string& word) {
  for (const int step : {1, -1}) {
    bool all = true;
    for (std::size_t i = 1; i < word.size() && all; ++i) all = word[i] - word[i - 1] == step;
    if (all) return true;
  }
  return false;
}

bool contains_part(const std::string& word, std::string_view part) {
  return part.size() >= kTellingPart && word.find(text::small_letters(part)) != std::string::npos;
}

std::string without_spaces(std::string word) {
  std::erase(word, ' ');
  return word;
}

}  // namespace

std::optional<Sentence> password_problem(std::string_view password, const PasswordContext& context) {
  if (password.empty()) return Sentence{"Choose a password."};
  if (password.size() > 4 * kMaxPassword || text::count_characters(password) > kMaxPassword) {
    return Sentence{"This password is too long: at most {max} characters.", {{"max", std::to_string(kMaxPassword)}}};
  }
  if (!text::is_utf8(password) || password.find('\0') != std::string_view::npos) {
    return Sentence{"This password holds characters that cannot be read. Choose another."};
  }
  if (text::count_characters(password) < kMinPassword) {
    return Sentence{"This password is too short: at least {min} characters. A few words make a good one.",
                    {{"min", std::to_string(kMinPassword)}}};
  }
  const auto word = text::small_letters(password);
  if (is_common(word) || is_monotonous(word) || is_sequence(word)) {
    return Sentence{
        "This is one of the first passwords anybody would try. Choose another; a few words make a good one."};
  }
  if (is_stolen(word)) {
    return Sentence{"This password is known from thefts elsewhere. Choose another; a few words make a good one."};
  }
  if (contains_part(word, context.handle) || contains_part(word, context.email.substr(0, context.email.find('@')))) {
    return Sentence{"This password contains your handle or your address. Choose another."};
  }
  if (contains_part(without_spaces(word), without_spaces(std::string(context.community)))) {
    return Sentence{"This password contains the name of this community. Choose another."};
  }
  return std::nullopt;
}

std::string generate_password() {
  // 24 of 32 letters and figures that are not mistaken for one another: 120 bits, in groups to read aloud.
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789x";
  const auto random = crypto::sha256_hex(crypto::random_token());
  std::string password;
  for (std::size_t i = 0; i < 24; ++i) {
    if (i > 0 && i % 6 == 0) password.push_back('-');
    const auto byte = std::stoul(random.substr(2 * i, 2), nullptr, 16);
    password.push_back(kLetters[byte % kLetters.size()]);
  }
  return password;
}

}  // namespace parvis::community
