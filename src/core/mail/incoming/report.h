// What a letter reports about one of ours: that it could not be delivered (RFC 3464, and the plain words of common
// servers) or that its reader calls it unwanted (RFC 5965). Read conservatively: what is not recognised is no report.
// Who it is about is not taken from here, where anybody may write anything, but from the sealed address it came to
// (reply_address.h). Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/mail/incoming/incoming_letter.h"

namespace parvis::mail {

enum class ReportKind {
  permanent,  // there is no such address, or nobody reads it any more
  temporary,  // given up for now: full, blocked, unreachable
  complaint,
};

struct Report {
  ReportKind kind = ReportKind::temporary;
  std::string status;  // "5.1.1", or empty
};
std::optional<Report> read_report(const LetterPart& letter);

// The status in what a server replies to a letter (RFC 3463); "5.1.1" where its words say better that there is nobody.
// Empty when it says none.
std::string status_of_reply(std::string_view reply);
// Does a status say something of the receiver, and not of the letter, its sender or the server itself?
bool is_about_receiver(std::string_view status);

// The local parts at `domain` that the letter came to, by the marks servers leave on it and its own head; and those it
// quotes of the letter reported on. Each once, in this order.
std::vector<std::string> places_of(const LetterPart& letter, std::string_view domain);

}  // namespace parvis::mail
