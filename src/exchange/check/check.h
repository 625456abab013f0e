// Whether what the database holds is sound: its file, the references between rows, every counter against what it
// counts, every act on the timeline against what it was about. Reads everything and changes nothing; each step is a
// snapshot of its own, so that the community may go on meanwhile.
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/store.h"

namespace parvis::exchange {

// One thing to examine: a sentence for each problem, none when all is well.
struct CheckStep {
  std::string name;  // "counters"
  std::function<std::vector<std::string>(store::Reader&)> run;
};

// File and references, counters, timeline, order of posts. Callers add what other parts of the program keep (the search
// index).
std::vector<CheckStep> community_checks();

struct CheckResult {
  std::vector<std::string> problems;  // "counters: …", in the order of the steps
  std::vector<std::string> notes;     // worth knowing, and no fault: an import that waits to be taken up
  bool sound() const { return problems.empty(); }
};
CheckResult check(store::Store& store, const std::vector<CheckStep>& steps,
                  const std::function<void(std::string_view step)>& on_step = {});

// Prints problems and notes one on a line, then the verdict; answers the exit code: 0 when sound, 1 otherwise.
int print_check(const CheckResult& result, std::FILE* out);

}  // namespace parvis::exchange
