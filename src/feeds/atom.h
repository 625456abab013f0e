// An Atom feed (RFC 4287) as a value, and its text. Identifiers are permanent addresses of this site, which stay what
// they are when a title changes. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/time/instant.h"

namespace parvis::feeds {

struct AtomCategory {
  std::string term, label;
};

struct AtomEntry {
  std::string id;       // permanent, absolute
  std::string address;  // of the page, absolute
  std::string title;
  std::string author_name;
  std::string author_address;  // empty: has no page
  Instant published, updated;
  std::string language;
  std::string html;  // sanitised when it was written; addresses in it are relative to the site
  std::vector<AtomCategory> categories;
};

struct AtomFeed {
  std::string site;  // "https://square.example": what relative addresses start from
  std::string path;  // of the feed itself
  std::string page;  // path of the page it follows
  std::string title;
  std::string subtitle;
  std::string language;
  Instant since;  // of what the feed follows: when it has no entry, its last update
  std::vector<AtomEntry> entries;
};

std::string atom_text(const AtomFeed& feed);

}  // namespace parvis::feeds
