#include "core/mail/incoming/report.h"

#include <algorithm>
#include <array>

#include "core/mail/incoming/reply_lines.h"

namespace parvis::mail {
namespace {

constexpr std::size_t kMostPlaces = 20;

template <std::size_t n>
bool holds_any(std::string_view text, const std::array<std::string_view, n>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// How servers say that there is nobody, where they give no better code.
bool says_nobody(std::string_view text) {
  constexpr std::array<std::string_view, 14> kNobody{"user unknown",        "unknown user",
                                                     "no such user",        "no such mailbox",
                                                     "mailbox not found",   "no mailbox here",
                                                     "does not exist",      "doesn't exist",
                                                     "n'existe pas",        "address rejected: unknown",
                                                     "recipient unknown",   "unknown recipient",
                                                     "account is disabled", "account has been disabled"};
  return holds_any(text, kNobody);
}

// "5.1.1" at the first place where three numbers stand so, of class 4 or 5.
std::string status_in(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = 0; at + 4 < text.size(); ++at) {
    if ((text[at] != '5' && text[at] != '4') || text[at + 1] != '.') continue;
    if (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '.')) continue;
    auto end = at + 2;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == at + 2 || end - at > 5 || end + 1 >= text.size() || text[end] != '.' || !is_digit(text[end + 1]))
      continue;
    auto last = end + 1;
    while (last < text.size() && is_digit(text[last])) ++last;
    if (last - end > 4 || (last + 1 < text.size() && text[last] == '.' && is_digit(text[last + 1]))) continue;
    return std::string(text.substr(at, last - at));
  }
  return {};
}

// RFC 3463: what is wrong with the address itself. A full mailbox (5.2.2), a rule about content (5.7) or size says
// nothing of whether it exists.
ReportKind kind_of(std::string_view status, std::string_view words) {
  if (!status.starts_with('5')) return ReportKind::temporary;
  constexpr std::array<std::string_view, 7> kGone{"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"};
  if (std::ranges::find(kGone, status) != kGone.end()) return ReportKind::permanent;
  const bool says_little = status == "5.0.0" || status.starts_with("5.5.") || status == "5.1.0" || status == "5.4.1";
  return says_little && says_nobody(words) ? ReportKind::permanent : ReportKind::temporary;
}

// The group of fields about one receiver (RFC 3464, section 2.3). Nothing for what was delivered or only takes longer.
std::optional<Report> of_receiver(const Headers& fields) {
  if (small_letters(fields.get("action")) != "failed") return std::nullopt;
  const auto words = small_letters(fields.get("diagnostic-code"));
  auto status = status_in(fields.get("status"));
  // 5.0.0 often stands beside a diagnosis that knows better.
  if (const auto better = status_in(words); (status.empty() || status == "5.0.0") && !better.empty()) status = better;
  return Report{kind_of(status, words), status};
}

std::optional<Report> of_delivery(std::string_view content) {
  std::optional<Report> worst;
  while (!content.empty()) {
    const auto fields = Headers::read(content);
    const auto report = of_receiver(fields);
    if (report && (!worst || report->kind == ReportKind::permanent)) worst = report;
  }
  return worst;
}

std::optional<Report> of_feedback(std::string_view content) {
  const auto type = read_field(Headers::read(content).get("feedback-type")).value;
  // "not-spam" takes a complaint back, "virus" and "auth-failure" are about something else.
  if (type != "abuse" && type != "fraud" && type != "opt-out") return std::nullopt;
  return Report{ReportKind::complaint, {}};
}

const LetterPart* part_of_type(const LetterPart& letter, std::string_view type) {
  if (letter.type.value == type) return &letter;
  for (const auto& part : letter.parts) {
    if (const auto* found = part_of_type(part, type)) return found;
  }
  return nullptr;
}

bool is_of_a_server(const LetterPart& letter) {
  if (letter.headers.has("x-failed-recipients") || letter.headers.get("return-path") == "<>") return true;
  const auto from = addresses_in(letter.headers.get("from"));
  return std::ranges::any_of(from, [](const std::string& address) {
    return address.starts_with("mailer-daemon@") || address.starts_with("postmaster@");
  });
}

// qmail, Exim and older ones: prose, with the words of the refusing server.
std::optional<Report> of_prose(const LetterPart& letter) {
  if (!is_of_a_server(letter)) return std::nullopt;
  const auto* plain = find_part(letter, "text/plain");
  if (!plain) return std::nullopt;
  const auto words = small_letters(std::string_view(plain->content).substr(0, 8 * 1024));
  constexpr std::array<std::string_view, 9> kFailed{
      "could not be delivered",  "couldn't be delivered", "wasn't able to deliver",
      "was not able to deliver", "delivery failed",       "delivery to the following",
      "undeliverable",           "permanent error",       "n'a pas pu \u00eatre"};
  if (!holds_any(words, kFailed)) return std::nullopt;
  constexpr std::array<std::string_view, 4> kOnlyLate{"will be retried", "will keep trying", "warning message only",
                                                      "do not need to resend"};
  if (holds_any(words, kOnlyLate)) return std::nullopt;
  const auto status = status_in(words);
  if (status.empty()) return Report{says_nobody(words) ? ReportKind::permanent : ReportKind::temporary, {}};
  return Report{kind_of(status, words), status};
}

void add_places(std::vector<std::string>& places, std::string_view text, std::string_view domain) {
  for (const auto& address : addresses_in(text)) {
    const auto at = address.rfind('@');
    auto local = address.substr(0, at);
    if (address.substr(at + 1) != domain || places.size() == kMostPlaces) continue;
    if (std::ranges::find(places, local) == places.end()) places.push_back(std::move(local));
  }
}

// The letter reported on, or what is left of it.
void add_quoted(std::vector<std::string>& places, const LetterPart& letter, std::string_view domain) {
  for (const auto& part : letter.parts) {
    if (part.type.value == "message/rfc822" || part.type.value == "text/rfc822-headers" ||
        part.type.value == "message/feedback-report" || part.type.value == "message/delivery-status") {
      for (const auto& line : lines_of(std::string_view(part.content).substr(0, 32 * 1024))) {
        if (line.find('@') != std::string::npos) add_places(places, line, domain);
      }
    }
    add_quoted(places, part, domain);
  }
}

}  // namespace

std::string status_of_reply(std::string_view reply) {
  const auto words = small_letters(reply);
  const auto status = status_in(words);
  const bool is_nobody = status.empty() ? says_nobody(words) : kind_of(status, words) == ReportKind::permanent;
  return is_nobody && !is_about_receiver(status) ? "5.1.1" : status;
}

bool is_about_receiver(std::string_view status) {
  // Any other address, the sender's.
  if (status == "5.1.0" || status == "5.1.7" || status == "5.1.8") return false;
  return status.starts_with("5.1.") || status.starts_with("5.2.");
}

std::optional<Report> read_report(const LetterPart& letter) {
  if (const auto* feedback = part_of_type(letter, "message/feedback-report")) return of_feedback(feedback->content);
  if (const auto* delivery = part_of_type(letter, "message/delivery-status")) return of_delivery(delivery->content);
  return of_prose(letter);
}

std::vector<std::string> places_of(const LetterPart& letter, std::string_view domain) {
  std::vector<std::string> places;
  const auto small = small_letters(domain);
  for (const auto* name : {"x-original-to", "delivered-to", "envelope-to", "x-envelope-to", "to", "cc"}) {
    for (const auto& header : letter.headers.all()) {
      if (header.name == name) add_places(places, header.value, small);
    }
  }
  if (letter.type.value == "multipart/report") add_quoted(places, letter, small);
  return places;
}

}  // namespace parvis::mail
