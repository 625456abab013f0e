// The headers of a letter that comes in (RFC 5322), with encoded words (RFC 2047) and parameters (RFC 2045, 2231). What
// strangers send is read within bounds: what is beyond them is not there. Pure functions.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/small_letters.h"

namespace parvis::mail {

struct Header {
  std::string name;   // in small letters
  std::string value;  // on one line, as it came
};

class Headers {
 public:
  // Takes the block of headers off `rest`, with the empty line that ends it.
  static Headers read(std::string_view& rest);

  // The first of this name, given in small letters; empty when there is none.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  const std::vector<Header>& all() const { return all_; }

 private:
  std::vector<Header> all_;
};

// "text/plain; charset=utf-8; format=flowed": the value and its parameters, names in small letters, quotes taken off.
struct FieldValue {
  std::string value;  // in small letters
  std::map<std::string, std::string, std::less<>> parameters;

  std::string_view parameter(std::string_view name) const;
};
FieldValue read_field(std::string_view field);

// =?iso-8859-1?Q?R=E9ponse?= as UTF-8; what is none stays.
std::string decode_words(std::string_view value);

// The addresses in a From, To or Delivered-To header, in small letters; those that are none (is_address) are left out.
std::vector<std::string> addresses_in(std::string_view value);

using text::small_letters;

}  // namespace parvis::mail
