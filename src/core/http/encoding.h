// Content encoding and validators: gzip by libdeflate, and what a request says it accepts and already has. Pure
// functions; each thread keeps its own compressors.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace parvis::http {

constexpr std::size_t kWorthCompressing = 1024;  // below, the answer fits one packet anyway

// RFC 9110 section 12.5.3: gzip (or *) with a weight above zero.
bool accepts_gzip(std::string_view accept_encoding);
// Is a body of this type made smaller by gzip?
bool is_compressible(std::string_view content_type);
// An answer that holds a member's secrets and text sent by others would tell, by its compressed length, when the two
// resemble each other (BREACH); random padding in the gzip header drowns that in noise.
enum class Padding { none, random };
// `level` 1 (fast) to 12 (small).
std::string gzip(std::string_view plain, int level, Padding padding = Padding::none);
// A weak validator of these bytes: W/"…" (weak, since the plain and the compressed form share it).
std::string entity_tag(std::string_view bytes);
// RFC 9110 section 13.1.2: does If-None-Match name this tag (weak comparison)?
bool matches(std::string_view if_none_match, std::string_view etag);

}  // namespace parvis::http
