// The prepared statements of one connection, the least recently used forgotten first. A literal is found by its address
// before its text is hashed, which is what hot loops meet. A statement asked for while it is lent (a query inside the
// loop over the same query) is prepared a second time and dropped when given back. One thread at a time.
#pragma once

#include <array>
#include <functional>
#include <list>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/store/sql.h"
#include "core/store/statement.h"

namespace parvis::store {

// Whether a statement's text will come again.
enum class Lasting { yes, no };

class StatementCache {
 public:
  using Prepare = std::function<std::unique_ptr<Statement>(std::string_view text, Lasting lasting)>;
  // More than the program has queries; a bound all the same, since joined texts multiply.
  static constexpr std::size_t kLimit = 512;

  explicit StatementCache(Prepare prepare, std::size_t limit = kLimit) : prepare_(std::move(prepare)), limit_(limit) {}

  Statement& lend(const Sql& sql);
  void give_back(Statement& statement) noexcept;
  std::size_t kept() const { return entries_.size(); }

 private:
  struct Entry {
    std::unique_ptr<Statement> statement;
    bool lent = false;
  };
  using Entries = std::list<Entry>;  // most recently used first
  struct Shortcut {
    const char* begin = nullptr;
    std::size_t length = 0;
    Entries::iterator entry = {};
  };
  struct Lent {
    Statement* statement;
    Entries::iterator entry;               // end() when it is not kept
    std::unique_ptr<Statement> temporary;  // owned here when it is not kept
  };
  static constexpr std::size_t kShortcuts = 1024;

  Shortcut& shortcut(std::string_view text);
  Entries::iterator find(const Sql& sql);
  Entries::iterator keep(std::unique_ptr<Statement> statement);
  Statement& lend_temporary(std::unique_ptr<Statement> statement);
  void drop_oldest();

  Prepare prepare_;
  std::size_t limit_;
  Entries entries_;
  std::unordered_map<std::string_view, Entries::iterator> by_text_;  // views of the statements' own texts
  std::array<Shortcut, kShortcuts> shortcuts_{};
  std::vector<Lent> lent_;  // few, and given back mostly last first
};

}  // namespace parvis::store
