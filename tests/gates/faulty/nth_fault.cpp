#include "nth_fault.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "orders.h"

namespace parvis::faulty {
namespace {

char what[16] = "";
long nth = 0;
bool for_ever = false;
std::atomic<long> counted{0};

void say_that_it_was_reached() {
  static constexpr char kReached[] = "faulty: the fault was reached\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kReached, sizeof(kReached) - 1);
}

}  // namespace

bool fails_now(const char* operation) {
  if (std::strcmp(operation, what) != 0) return false;
  const long number = counted.fetch_add(1) + 1;
  if (number == nth) say_that_it_was_reached();
  return for_ever ? number >= nth : number == nth;
}

void read_the_fault() {
  const auto text = order("fail");
  if (!text) return;
  char how[8] = "";
  if (std::sscanf(text->c_str(), "%15[a-z]:%ld:%7s", what, &nth, how) != 3) {
    std::fprintf(stderr, "faulty: fail=WHAT:N:HOW is not %s\n", text->c_str());
    std::exit(2);
  }
  for_ever = std::strcmp(how, "ever") == 0;
}

}  // namespace parvis::faulty
