// Saying what will be asked. A database that is far answers it together with what is asked before it, in one round
// trip; one that is near has nothing to gain, and nothing is done.
#pragma once

#include <any>
#include <functional>
#include <map>
#include <typeindex>

#include "core/store/store.h"

namespace parvis::store {

class Gathered;  // gather.h

// A connection whose answers come from another program.
class FarConnection {
 public:
  virtual ~FarConnection() = default;
  // Sends a bound statement that only reads.
  virtual void foresee(Statement& statement) = 0;
  // Keeps a bound statement, to be sent with others like it.
  virtual void gather(const Gathered& what, Statement& statement) = 0;

  // What somebody knows of this database and keeps with the connection, so as not to ask again: one of each type, as it
  // is made at first. It may have become wrong meanwhile; it ends with the connection.
  template <class Knowledge>
  Knowledge& kept() {
    auto& kept = kept_[std::type_index(typeid(Knowledge))];
    if (!kept.has_value()) kept = Knowledge{};
    return std::any_cast<Knowledge&>(kept);
  }

 private:
  std::map<std::type_index, std::any> kept_;
};

namespace detail {

// A statement for as long as it is bound and handed on.
class Lent {
 public:
  template <class... Args>
  Lent(Connection& connection, const Sql& sql, const Args&... args)
      : connection_(connection), statement_(connection.lend(sql)) {
    int number = 0;
    (statement_.bind(++number, to_value(args)), ...);
  }
  ~Lent() { connection_.give_back(statement_); }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  Statement& statement() { return statement_; }

 private:
  Connection& connection_;
  Statement& statement_;
};

}  // namespace detail

// This will be asked on `reader`, by `one` or `all`, before anything is changed in the tables it names. When it is not,
// that costs its answer and nothing else. The answer holds, however often it is asked, until such a change.
template <class... Args>
void foresee(Reader& reader, const Sql& sql, const Args&... args) {
  auto* far = dynamic_cast<FarConnection*>(&reader.connection());
  if (far == nullptr) return;
  detail::Lent lent(reader.connection(), sql, args...);
  far->foresee(lent.statement());
}

// As long as one lives, `Store::write` of its thread knows what its action will ask first: `questions` foresees it, and
// is called with those of the other writes of a batch, before any of them runs. `about` is a number for what the write
// is about, such as the thread it adds to: of two writes about different things, neither may change the answer to what
// the other foresees. Zero promises nothing. `questions` must not ask, and is called on the writing thread.
class Foresight {
 public:
  using Questions = std::function<void(Reader&)>;

  Foresight(std::int64_t about, Questions questions);
  ~Foresight();
  Foresight(const Foresight&) = delete;
  Foresight& operator=(const Foresight&) = delete;

  // Of the calling thread, or null.
  static const Foresight* here();

  std::int64_t about() const { return about_; }
  void foresee(Reader& reader) const { questions_(reader); }

 private:
  std::int64_t about_;
  Questions questions_;
  const Foresight* outer_;
};

}  // namespace parvis::store
