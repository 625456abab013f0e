// One PostgreSQL connection, used by one thread at a time. Statements go out in libpq's pipeline: those whose rows
// nobody reads are only put in line, and one round trip answers all of them together with the next that is read. A
// failure of a statement in line comes out there.
#pragma once

#include <libpq-fe.h>

#include <deque>
#include <exception>
#include <set>
#include <string>
#include <vector>

#include "core/store/foresight.h"
#include "core/store/postgres_foresight.h"
#include "core/store/postgres_gathering.h"
#include "core/store/postgres_opening.h"
#include "core/store/postgres_statement.h"
#include "core/store/statement_cache.h"

namespace parvis::store {

class PostgresConnection : public Connection, public FarConnection {
 public:
  // Throws Disconnected when the server cannot be reached, Fault with a sentence when it will not do.
  PostgresConnection(const PostgresAddress& address, const PostgresTimes& times);
  ~PostgresConnection() override;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  Database database() const override { return Database::postgres; }
  Statement& lend(const Sql& sql) override;
  void give_back(Statement& statement) noexcept override { statements_.give_back(statement); }
  std::int64_t perform(Statement& statement) override;
  void foresee(Statement& statement) override;
  void gather(const Gathered& what, Statement& statement) override;
  std::int64_t changed(std::int64_t mark) override;
  void run_file(const assets::Carried& file) override;

  // Puts a command without parameters in line ("begin", "savepoint one"), also in a transaction that failed.
  void send(const char* command);
  // Runs several commands at once, outside of a pipeline, and waits.
  void run_script(const std::string& script);
  // The first field of the last answer to such commands, as text; empty when there is none or it is null.
  std::string ask(const std::string& question);
  // Waits until everything in line is answered; throws the first failure.
  void settle();
  // Sends `command` and what is in line before it, without waiting for the answers; nothing when nothing was begun.
  void finish(const char* command);
  // Commits and waits until it is durable on every server that must have it: throws Disconnected when the server gave
  // up waiting for its replicas, since then nobody can say so.
  void commit();
  // Ends the transaction, whatever became of it: never throws.
  void roll_back() noexcept;

  // Begins a snapshot or a transaction, with its first statement: forgets the failures and marks of the last one.
  void start(const char* command);
  // Whether the server is still there, as far as this machine knows; asks nothing of it.
  bool alive();
  // A statement failed: the transaction is good for nothing but rolling back.
  bool spoiled() const { return spoiled_; }
  void unspoil() { spoiled_ = false; }
  // How many statements were put in line so far, and the number of the one that failed last.
  std::int64_t sent() const { return next_; }
  std::int64_t failed() const { return failed_; }
  // Whether that one did what was gathered: then it may have been any write's.
  bool failed_in_gathering() const { return failed_ >= 0 && gathered_.contains(failed_); }
  // How many statements of this transaction were answered.
  std::int64_t answered() const { return static_cast<std::int64_t>(counts_.size()); }
  // What follows belongs to a write about this: see Foresight.
  void turn_to(std::int64_t about) { foresight_.turn_to(about); }
  // How many statements that may change something were sent or gathered.
  std::int64_t changing() const { return changing_; }

  // For PostgresStatement: sends it and waits for its rows.
  SharedResult query(PostgresStatement& statement);
  // The same through a cursor of the server, kFetched rows at a time.
  static constexpr int kFetched = 500;
  Result open_cursor(PostgresStatement& statement);
  Result fetch(const PostgresStatement& statement);
  void close_cursor(const std::string& cursor) noexcept;
  void forget(const Prepared& prepared);

  PGconn* handle() { return connection_; }

 private:
  // What was sent and is not answered yet: a statement, or the end of a line, which has no text.
  struct Awaited {
    std::shared_ptr<const std::string> text = nullptr;
    std::shared_ptr<Prepared> prepared = nullptr;  // set when it asks for this statement to be prepared
    std::shared_ptr<Foreseen> foreseen = nullptr;  // where its answer goes when nobody has asked for it yet
    bool is_end() const { return text == nullptr; }
  };

  std::string ask(const std::string& question, std::string_view shown);
  void begin_now();
  void send_plain(const char* command);
  void put_in_line(PostgresStatement& statement, std::shared_ptr<Foreseen> foreseen = nullptr);
  void put_in_line_now(PostgresStatement& statement, std::shared_ptr<Foreseen> foreseen = nullptr);
  void heed(const Footprint& footprint);
  void let_gathered_go();
  void prepare(PostgresStatement& statement);
  void await(Awaited awaited);
  void must_send(int sent, std::string_view text);
  void close_line();
  Result take_answer();
  Result take_answers();
  [[noreturn]] void fail(std::exception_ptr error);
  void leave_pipeline();
  static void take_notice(void* connection, const PGresult* notice);

  PostgresHandle handle_;
  PGconn* connection_;               // the same
  const char* beginning_ = nullptr;  // of the transaction, until its first statement is sent
  std::deque<Awaited> awaited_;
  std::int64_t next_ = 0;   // number of the next statement in line
  std::int64_t taken_ = 0;  // as many are answered
  std::int64_t first_mark_ = 0;
  std::int64_t failed_ = -1;
  std::int64_t changing_ = 0;
  std::vector<std::int64_t> counts_;  // rows changed by statement number first_mark_ and those after it
  std::vector<std::string> forgotten_;
  PostgresForesight foresight_;
  PostgresGathering gathering_{*this};
  std::set<std::int64_t> gathered_;  // numbers of statements that did what was gathered
  std::int64_t names_ = 0;
  bool spoiled_ = false;
  bool not_replicated_ = false;  // the server said that it did not wait for its replicas
  StatementCache statements_;
};

}  // namespace parvis::store
