// Makes foreign HTML safe to show: reads it with an HTML5 parser and writes anew only what is on an allow-list of
// elements, attributes and address schemes. What is written, read again, gives itself. Everything else is left out;
// the text inside unknown elements stays, that of scripts, styles and frames goes. Pure; usable from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/html/html.h"

namespace parvis::text {

// Which images stay: those of any site, or those that were brought to this one (`/files/ID`, written so, without the
// site). The others become links, so that reading a page asks nobody else.
enum class Images { any, own, none };

struct SanitiseOptions {
  // Where this site is ("https://square.example"): links there are ours. Links that begin with "/" always are.
  std::string_view origin = {};
  Images images = Images::any;
};

// The safe HTML, and what it points to, in the order of the text and without repetition.
struct Sanitised {
  html::Html html;
  std::vector<std::string> links;   // http and https addresses, and our own "/…"; at most kMaxLinks
  std::vector<std::string> images;  // likewise
};

inline constexpr std::size_t kMaxLinks = 200;

// Kept: a, blockquote, br, cite, code, del, em, h3 to h6, hr, img, kbd, li, ol, p, pre, strong, sub, sup, table, tbody,
// td, th, thead, tr, ul. Turned into these: b, i, s, strike, h1, h2, tfoot. Kept attributes: href and title on a, src,
// alt, title, width and height on img, start on ol, and the classes this program gives (mention, language-…, align-…,
// quote, task). Links to elsewhere get rel="nofollow ugc noopener"; images become https and load lazily.
Sanitised sanitise_and_read(std::string_view markup, const SanitiseOptions& options = {});
html::Html sanitise(std::string_view markup, const SanitiseOptions& options = {});

// The identifier in "/files/4q0tn0g00050", as it is written there; empty for any other address.
std::string_view own_file(std::string_view address);

// An address as it may stand in href: trimmed, odd bytes percent-encoded; empty when its scheme is not allowed.
std::string safe_address(std::string_view address);

}  // namespace parvis::text
