#include "core/store/postgres_connection.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/store/postgres_error.h"

namespace parvis::store {
namespace {

constexpr int kBinary = 1;
// Answers are taken at the latest when so many wait, so that neither side has to keep much.
constexpr std::size_t kMostAwaited = 1024;

std::int64_t rows_changed(const PGresult* result) {
  const std::string_view text = PQcmdTuples(const_cast<PGresult*>(result));
  std::int64_t rows = 0;
  std::from_chars(text.data(), text.data() + text.size(), rows);
  return rows;
}

}  // namespace

PostgresConnection::PostgresConnection(const PostgresAddress& address, const PostgresTimes& times)
    : handle_(open_handle(address, times)),
      connection_(handle_.get()),
      statements_([this](std::string_view text, Lasting lasting) {
        return std::make_unique<PostgresStatement>(*this, text, lasting);
      }) {
  PQsetNoticeReceiver(connection_, take_notice, this);
  PQenterPipelineMode(connection_);
}

PostgresConnection::~PostgresConnection() = default;

// "canceling wait for synchronous replication": a cancelled commit says that it went well, with this warning beside it.
// Its words are in the server's language, the place it comes from is not.
void PostgresConnection::take_notice(void* connection, const PGresult* notice) {
  const char* from = PQresultErrorField(notice, PG_DIAG_SOURCE_FUNCTION);
  if (from != nullptr && std::string_view(from) == "SyncRepWaitForLSN") {
    static_cast<PostgresConnection*>(connection)->not_replicated_ = true;
  }
}

Statement& PostgresConnection::lend(const Sql& sql) {
  if (spoiled_) throw Fault("a statement of this transaction failed before: " + std::string(sql.text()));
  return statements_.lend(sql);
}

void PostgresConnection::await(Awaited awaited) {
  awaited_.push_back(std::move(awaited));
  ++next_;
}

void PostgresConnection::must_send(int sent, std::string_view text) {
  if (sent == 0) fail(postgres_error(connection_, nullptr, text));
}

void PostgresConnection::prepare(PostgresStatement& statement) {
  auto prepared = std::make_shared<Prepared>();
  prepared->name = "p" + std::to_string(++names_);
  prepared->types = statement.types_;
  if (statement.prepared_) forget(*statement.prepared_);
  must_send(PQsendPrepare(connection_, prepared->name.c_str(), statement.text_->c_str(),
                          static_cast<int>(prepared->types.size()), prepared->types.data()),
            *statement.text_);
  await({.text = statement.text_, .prepared = prepared});
  statement.prepared_ = std::move(prepared);
}

void PostgresConnection::put_in_line(PostgresStatement& statement, std::shared_ptr<Foreseen> foreseen) {
  heed(statement.footprint_);
  put_in_line_now(statement, std::move(foreseen));
}

void PostgresConnection::put_in_line_now(PostgresStatement& statement, std::shared_ptr<Foreseen> foreseen) {
  begin_now();
  if (awaited_.size() >= kMostAwaited) settle();
  const auto count = static_cast<int>(statement.types_.size());
  if (statement.lasting_ == Lasting::no) {
    must_send(
        PQsendQueryParams(connection_, statement.text_->c_str(), count, statement.types_.data(),
                          statement.values_.data(), statement.lengths_.data(), statement.formats_.data(), kBinary),
        *statement.text_);
  } else {
    const auto* prepared = statement.prepared_.get();
    if (prepared == nullptr || prepared->state == Prepared::State::failed || prepared->types != statement.types_) {
      prepare(statement);
    }
    must_send(PQsendQueryPrepared(connection_, statement.prepared_->name.c_str(), count, statement.values_.data(),
                                  statement.lengths_.data(), statement.formats_.data(), kBinary),
              *statement.text_);
  }
  await({.text = statement.text_, .foreseen = std::move(foreseen)});
}

void PostgresConnection::send(const char* command) {
  begin_now();
  let_gathered_go();
  send_plain(command);
}

void PostgresConnection::send_plain(const char* command) {
  must_send(PQsendQueryParams(connection_, command, 0, nullptr, nullptr, nullptr, nullptr, kBinary), command);
  await({.text = std::make_shared<std::string>(command)});
}

SharedResult PostgresConnection::query(PostgresStatement& statement) {
  if (const auto foreseen = foresight_.find(statement)) {
    if (!foreseen->answer) settle();
    return foreseen->answer;
  }
  put_in_line(statement);
  return take_answers();
}

Result PostgresConnection::open_cursor(PostgresStatement& statement) {
  heed(statement.footprint_);
  begin_now();
  statement.cursor_ = "c" + std::to_string(++names_);
  const auto text = "declare " + statement.cursor_ + " no scroll cursor for " + *statement.text_;
  must_send(
      PQsendQueryParams(connection_, text.c_str(), static_cast<int>(statement.types_.size()), statement.types_.data(),
                        statement.values_.data(), statement.lengths_.data(), statement.formats_.data(), kBinary),
      text);
  await({.text = std::make_shared<std::string>(text)});
  return fetch(statement);
}

Result PostgresConnection::fetch(const PostgresStatement& statement) {
  send(fmt::format("fetch {} from {}", kFetched, statement.cursor_).c_str());
  return take_answers();
}

void PostgresConnection::close_cursor(const std::string& cursor) noexcept {
  if (spoiled_) return;  // the end of the transaction closes it
  try {
    send(("close " + cursor).c_str());
  } catch (const std::exception&) {
    // likewise
  }
}

std::int64_t PostgresConnection::perform(Statement& statement) {
  put_in_line(static_cast<PostgresStatement&>(statement));
  return next_ - 1;
}

std::int64_t PostgresConnection::changed(std::int64_t mark) {
  if (mark >= taken_) settle();
  return counts_.at(static_cast<std::size_t>(mark - first_mark_));
}

void PostgresConnection::settle() {
  if (!awaited_.empty()) take_answers();
}

// The server answers up to here, and goes on after it even when something before it failed.
void PostgresConnection::close_line() {
  if (!awaited_.empty() && awaited_.back().is_end()) return;
  if (PQpipelineSync(connection_) == 0) fail(postgres_error(connection_, nullptr, "sending"));
  awaited_.push_back({});
}

// Waits for everything in line and gives the answer of the last statement.
Result PostgresConnection::take_answers() {
  close_line();
  Result last;
  while (!awaited_.empty()) {
    const bool is_end = awaited_.front().is_end();
    auto answer = take_answer();
    if (!is_end) last = std::move(answer);
  }
  return last;
}

Result PostgresConnection::take_answer() {
  const Awaited awaited = std::move(awaited_.front());
  awaited_.pop_front();
  Result answer(PQgetResult(connection_));
  if (awaited.is_end()) {
    if (answer && PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC) return answer;
    fail(postgres_error(connection_, answer.get(), "waiting"));
  }
  if (!answer || !is_good(answer.get())) {
    if (awaited.prepared) awaited.prepared->state = Prepared::State::failed;
    fail(postgres_error(connection_, answer.get(), *awaited.text));
  }
  Result(PQgetResult(connection_));  // the null that ends each answer
  if (awaited.prepared) awaited.prepared->state = Prepared::State::ready;
  ++taken_;
  counts_.push_back(rows_changed(answer.get()));
  if (!awaited.foreseen) return answer;
  awaited.foreseen->answer = std::move(answer);
  return nullptr;
}

// Passes over what followed the failure, so that a rollback can be sent.
void PostgresConnection::fail(std::exception_ptr error) {
  spoiled_ = true;
  failed_ = awaited_.empty() ? next_ : taken_;
  auto ends = std::ranges::count_if(awaited_, [](const Awaited& awaited) { return awaited.is_end(); });
  if (ends == 0 && PQstatus(connection_) == CONNECTION_OK && PQpipelineSync(connection_) == 1) ++ends;
  while (ends > 0 && PQstatus(connection_) == CONNECTION_OK) {
    const Result answer(PQgetResult(connection_));
    if (answer && PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC) --ends;
  }
  for (const auto& awaited : awaited_) {
    if (awaited.prepared) awaited.prepared->state = Prepared::State::failed;
  }
  awaited_.clear();
  taken_ = next_;
  std::rethrow_exception(error);
}

void PostgresConnection::finish(const char* command) {
  let_gathered_go();
  if (std::exchange(beginning_, nullptr) != nullptr) return;  // nothing was asked
  send(command);
  close_line();
  if (PQflush(connection_) < 0) fail(postgres_error(connection_, nullptr, command));
}

void PostgresConnection::commit() {
  not_replicated_ = false;
  send("set local statement_timeout to 0");  // a commit may wait for replicas as long as it must
  send("commit");
  settle();
  if (not_replicated_) throw Disconnected("The database did not wait for its replicas to have a commit.");
}

void PostgresConnection::start(const char* command) {
  spoiled_ = false;
  settle();
  counts_.clear();
  first_mark_ = taken_ = next_;
  foresight_.clear();
  gathering_.clear();
  gathered_.clear();
  beginning_ = command;
}

void PostgresConnection::begin_now() {
  if (beginning_ == nullptr) return;
  const auto* command = std::exchange(beginning_, nullptr);
  const auto forgotten = std::exchange(forgotten_, {});
  for (const auto& name : forgotten) send_plain(("deallocate " + name).c_str());
  // What stands in one line with it is one transaction for the server, which has then begun already.
  if (!forgotten.empty()) close_line();
  send_plain(command);
}

void PostgresConnection::roll_back() noexcept {
  foresight_.clear();
  gathering_.clear();
  if (std::exchange(beginning_, nullptr) != nullptr) return;
  for (const bool undone : {false, true}) {
    try {
      if (PQstatus(connection_) != CONNECTION_OK) break;
      if (undone) send("rollback");
      settle();
    } catch (const std::exception&) {
      // What was in line is undone anyway; when the connection is gone, so is the transaction.
    }
  }
  spoiled_ = false;
}

bool PostgresConnection::alive() {
  try {
    settle();
  } catch (const std::exception&) {
    return false;
  }
  if (PQstatus(connection_) != CONNECTION_OK) return false;
  pollfd socket{.fd = PQsocket(connection_), .events = POLLIN, .revents = 0};
  // Nobody was asked anything: what comes is the server's farewell.
  return ::poll(&socket, 1, 0) == 0;
}

void PostgresConnection::forget(const Prepared& prepared) {
  if (prepared.state != Prepared::State::failed) forgotten_.push_back(prepared.name);
}

}  // namespace parvis::store
