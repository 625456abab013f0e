// A text without one member's name: what others wrote stays theirs, but no longer says who they wrote to. Pure.
#pragma once

#include <string>
#include <string_view>

namespace parvis::community {

// What tells of a member in a text: their handle (without @) and their address, which may be empty.
struct Traces {
  std::string handle;
  std::string email;
};

// `markdown` with each @mention of the handle, each link to their page and each mention of the address replaced by
// `nobody` ("a former member"). Equal to `markdown` when it tells nothing of them.
std::string without_traces(std::string_view markdown, const Traces& traces, std::string_view nobody);

// The same, saying "a former member" in the language of the text. Quick where nothing is to be replaced.
std::string without_traces(const std::string& text, const Traces& traces);

// Does the name stand there as a word, or as words, of its own? As it is written: "Rose" is not "rose".
bool names_person(std::string_view text, std::string_view name);
// The name a text was signed or filled with by the program, as "a former member" in the language of the text.
std::string without_name(const std::string& text, std::string_view name);

}  // namespace parvis::community
