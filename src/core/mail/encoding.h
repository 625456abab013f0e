// The encodings of mail: quoted-printable and base64 bodies (RFC 2045), encoded words in headers (RFC 2047), dates
// (RFC 5322). Whatever goes in, what comes out is ASCII in short lines, and a header never holds a line break of its
// input. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "core/time/instant.h"

namespace parvis::mail {

// Lines end in CRLF and hold at most 76 characters; the last one ends in CRLF too.
std::string quoted_printable(std::string_view text);
std::string base64_lines(std::string_view text);
// Bytes as they are: what is attached.
std::string base64_bytes(std::string_view bytes);

// One header with its name, folded, ended by CRLF. Line breaks and controls of `text` become spaces; what is not ASCII
// becomes encoded words.
std::string header_line(std::string_view name, std::string_view text);
// `Name <address>` with the name quoted or encoded, for From and To.
std::string address_line(std::string_view name, std::string_view display_name, std::string_view address);
// "Fri, 21 Nov 2025 20:00:00 +0000"
std::string mail_date(Instant at);

}  // namespace parvis::mail
