// What the processes that share a database say to each other: short words, told with a commit and heard by every other
// process at once ("acts", "rung 7 12"). What they mean is for those who speak. A word may be missed when the line is
// down: whoever listens is told so, and reads anew what it keeps. Over SQLite one process serves, and nothing is said.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace parvis::store {

class Transaction;  // store.h

// Says a word to every other process of this database once, and only if, the transaction is committed.
void tell(Transaction& transaction, std::string word);

// For stores: gathers what the transactions of this thread tell as long as it lives.
class Gathering {
 public:
  Gathering();
  ~Gathering();
  Gathering(const Gathering&) = delete;
  Gathering& operator=(const Gathering&) = delete;
  std::vector<std::string> take() { return std::move(words_); }

 private:
  friend void tell(Transaction& transaction, std::string word);
  std::vector<std::string> words_;
  Gathering* outer_;
};

struct Heard {
  std::vector<std::string> words;  // none: nothing was said for a while, a moment to look whether anything was missed
  bool missed = false;             // the line was down: any number of words may have been lost
};

// Called on the line's own thread, one call at a time; what it throws is logged.
using Ear = std::function<void(const Heard&)>;

// An open line; ends with its destruction, after the call under way.
class Line {
 public:
  virtual ~Line() = default;
  virtual bool is_up() const = 0;
};

}  // namespace parvis::store
