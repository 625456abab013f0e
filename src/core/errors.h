// Typed refusals and faults, thrown anywhere and caught once, at dispatch, which maps them to a status, a page in
// the viewer's language and a log line. What a visitor may read (`Sentence`) and what the log keeps are different
// types, so an internal text cannot leak into a page. No state; usable from any thread.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace parvis {

// A sentence for people: a message key of locales/*.po, with its named values. Translated where it is shown.
struct Sentence {
  const char* key = "";  // a string literal: the English text, as in the catalogue
  std::vector<std::pair<std::string, std::string>> values = {};
};

// Base of all refusals: something asked for cannot be given. Never a fault of ours.
class Refusal : public std::runtime_error {
 public:
  Refusal(int status, Sentence sentence, const std::string& internal = "")
      : std::runtime_error(internal.empty() ? sentence.key : internal),
        status_(status),
        sentence_(std::move(sentence)) {}
  int status() const { return status_; }
  const Sentence& sentence() const { return sentence_; }

 private:
  int status_;
  Sentence sentence_;
};

struct BadRequest : Refusal {
  explicit BadRequest(Sentence sentence, const std::string& internal = "")
      : Refusal(400, std::move(sentence), internal) {}
};
// The viewer must sign in first; pages answer with the sign-in form, the API with 401.
struct SignInNeeded : Refusal {
  explicit SignInNeeded(Sentence sentence = {"Sign in to continue."}) : Refusal(401, std::move(sentence)) {}
};
struct Forbidden : Refusal {
  explicit Forbidden(Sentence sentence = {"You may not do this here."}) : Refusal(403, std::move(sentence)) {}
};
struct NotFound : Refusal {
  explicit NotFound(Sentence sentence = {"There is nothing at this address."}) : Refusal(404, std::move(sentence)) {}
};
struct Conflict : Refusal {
  explicit Conflict(Sentence sentence) : Refusal(409, std::move(sentence)) {}
};
struct TooMany : Refusal {
  TooMany(Sentence sentence, int retry_after_seconds)
      : Refusal(429, std::move(sentence)), retry_after(retry_after_seconds) {}
  int retry_after;
};

// A fault of ours or of the machine: the database, the disk. 503, logged with its text, shown without it.
struct Fault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace parvis
