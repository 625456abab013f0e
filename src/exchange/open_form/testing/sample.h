// A community with a row of each kind, as lines of the open form: what docs/export.md shows, and what tests carry to
// and fro. Fixed values.
#pragma once

#include <string>
#include <vector>

#include "exchange/open_form/form.h"
#include "exchange/testing/dump_folder.h"

namespace parvis::exchange::testing {

struct SampleLine {
  std::string_view form;
  std::string line;
};
// At least one line for each form, parents before children.
const std::vector<SampleLine>& sample_lines();

// A store that holds these lines and nothing else, its counters recounted.
std::unique_ptr<store::Store> store_of(const std::vector<SampleLine>& lines);
// Takes out what a store holds and puts these lines in.
void refill(store::Store& store, const std::vector<SampleLine>& lines);

// The files of an export of the store with what they hold, without a disk.
using Lines = std::vector<std::pair<std::string, std::string>>;
Lines lines_of(store::Store& store, Told told);
// A store into which an export of this one was imported.
std::unique_ptr<store::Store> carried_over(store::Store& store, Told told);

}  // namespace parvis::exchange::testing
