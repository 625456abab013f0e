// A posted form carried through a detour (signing in, sending again): its fields as one text in a hidden field of the
// page in between, and back. Never a password, never a form token. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/html/html.h"
#include "core/http/request.h"

namespace parvis::community {

// Longer than this together they are not carried: the limit of a body leaves room for them twice.
inline constexpr std::size_t kMaxCarried = 400 * 1024;
inline constexpr char kCarriedField[] = "carried";       // the fields
inline constexpr char kCarriedToField[] = "carried_to";  // the path they were posted to

struct Carried {
  std::string path;  // of this site; empty: nothing is carried
  http::Fields fields;
  bool empty() const { return path.empty(); }
};

// What a request posted; nothing for a GET, or when it is too long.
Carried carried_of(const http::Request& request);
// Was there something to carry that was too long?
bool is_too_long_to_carry(const http::Request& request);
// What an earlier page carried, from the fields of its form.
Carried carried_in(const http::Fields& form);

// As hidden fields: packed for another detour, or each by itself to be posted again.
void write_packed(html::Writer& out, const Carried& carried);
void write_unpacked(html::Writer& out, const Carried& carried);
// The longest texts among the fields, to show that nothing was lost.
void write_carried_words(html::Writer& out, const Carried& carried);

}  // namespace parvis::community
