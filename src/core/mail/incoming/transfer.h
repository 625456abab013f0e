// What letters do to text so that it travels: quoted-printable and base64 (RFC 2045), character sets other than UTF-8.
// Lenient, as what arrives is: what is no encoding stays as it is. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace parvis::mail {

std::string decode_base64(std::string_view text);
std::string decode_quoted_printable(std::string_view text);
// `mark` and two hexadecimal digits as the byte they stand for.
std::string decode_escapes(std::string_view text, char mark);

// UTF-8 without NUL. What is not in `charset`, or in no charset that is known, is read as UTF-8 when it is that, else
// as Windows-1252, of which ISO-8859-1 and ASCII are parts.
std::string to_utf8(std::string_view bytes, std::string_view charset);

}  // namespace parvis::mail
