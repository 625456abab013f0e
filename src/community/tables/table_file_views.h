// What the pages about files of a table have in common: the field that sends one, a line of the list, what a try says.
// Functions over what the page has read; any thread.
#pragma once

#include <string>

#include "community/tables/table_file.h"
#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::community {

// Of how many are or would be new (`made`), each kind has its own words: "3 new units".
std::string shown_file_name(const Visit& visit, const TableFile& file);
void write_table_file_line(html::Writer& out, const Visit& visit, const TableFile& file, std::string_view path,
                           std::string_view made);
// The form that sends a file to `path`; `id` of its field.
void write_table_sending(html::Writer& out, const Visit& visit, const html::FormState& state, std::string_view path,
                         std::string_view id);
// What a try would do; the caller goes on with the refused lines and closes the section.
void open_tried(html::Writer& out, const Visit& visit, const TableOutcome& outcome, std::string_view made);
// What became of it.
void write_outcome(html::Writer& out, const Visit& visit, const TableFile& file, std::string_view made);
// The way to have the refused lines as a file.
void write_refused_link(html::Writer& out, const Visit& visit, std::string_view path, std::int64_t refused);
// "Try it out", and once that was done and something is new or changed, "Bring them in".
void write_table_steps(html::Writer& out, html::Form& form, const Visit& visit, const TableOutcome* tried);

}  // namespace parvis::community
