// How the lines of an answer are told apart: quoted, the line above a quotation, what mail programs add below. Pure
// functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::mail {

using Lines = std::vector<std::string>;
Lines lines_of(std::string_view text);

// Each line as the questions below look at it: in small letters, without blanks at its ends. Empty for one so long that
// no mail program has written it.
Lines plain_lines(const Lines& lines);

bool is_blank_line(std::string_view line);
bool is_quoted_line(std::string_view line);
// "On Mon, 5 Jan 2026 at 10:00, Ana <ana@…> wrote:", "Le lun. 5 janv. 2026 à 10:00, Ana a écrit :", over up to four
// lines from `at` on: how many, zero when it is none.
std::size_t attribution_length(const Lines& lines, const Lines& plain, std::size_t at);
// Below it stands the letter that is answered, without marks: "-----Original Message-----", "De : … Envoyé : …".
bool begins_original(const Lines& plain, std::size_t at);
// "-- ": what follows is a signature.
bool is_signature_mark(std::string_view line);
// "Sent from my iPhone", "Envoyé de mon iPhone", "Get Outlook for Android".
bool is_added_by_program(std::string_view plain);

}  // namespace parvis::mail
