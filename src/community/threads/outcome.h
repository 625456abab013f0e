// What a form's answer becomes: the thing it made, or what to say beside its fields. Mistakes people make in forms are
// values; what may not be done at all is a Refusal (core/errors.h). Plain values.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/errors.h"

namespace parvis::community {

struct Mistake {
  std::string field;  // the form's name of it: "title", "body", "tags", "space", "reason"
  Sentence sentence;
};
using Mistakes = std::vector<Mistake>;

template <class Result>
class Outcome {
 public:
  Outcome(Result result) : result_(std::move(result)) {}          // NOLINT: implicit on purpose
  Outcome(Mistakes mistakes) : mistakes_(std::move(mistakes)) {}  // NOLINT: implicit on purpose

  explicit operator bool() const { return result_.has_value(); }
  const Result& operator*() const { return *result_; }
  const Result* operator->() const { return &*result_; }
  Result& operator*() { return *result_; }
  Result* operator->() { return &*result_; }
  const Mistakes& mistakes() const { return mistakes_; }

 private:
  std::optional<Result> result_;
  Mistakes mistakes_;
};

}  // namespace parvis::community
