#include "core/store/postgres_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "core/log/log.h"
#include "core/store/may_lag.h"
#include "core/store/postgres_aside.h"
#include "core/store/postgres_pool.h"
#include "core/store/postgres_replica.h"
#include "core/store/postgres_words.h"
#include "core/store/postgres_writer.h"
#include "core/store/shared.h"

namespace parvis::store {
namespace {

constexpr Sql kTell{"select pg_notify($1, $2)"};

class PostgresStore : public Store, public Shared {
 public:
  explicit PostgresStore(const PostgresOptions& options)
      : options_(options),
        writer_(options.address, options.times),
        pool_(options.address, options.times, options.connections, options.most_wait),
        aside_(options.address, options.times) {
    if (options.replica) {
      replica_ =
          std::make_unique<PostgresReplica>(*options.replica, options.times, options.connections, options.most_wait);
    }
  }

  Figures figures() const override { return writer_.figures(); }
  int node() const override { return writer_.turn().node(); }
  bool is_own(std::int64_t id) const override { return writer_.turn().own_ids().has(id); }

  void heard_up_to(std::int64_t id) override {
    for (auto known = heard_.load(); known < id && !heard_.compare_exchange_weak(known, id);) continue;
  }
  std::optional<ReplicaFigures> replica_figures() override {
    if (!replica_) return std::nullopt;
    return replica_->figures();
  }

  void tell(const std::string& word) noexcept override {
    try {
      aside_.run([&](Transaction& transaction) {
        for (const auto& notice : notices_of(writer_.turn().writer(), {word})) {
          transaction.run(kTell, notice_channel(options_.address), notice);
        }
      });
    } catch (const std::exception& error) {
      log::warning("A word to the other nodes is lost", {{"what", error.what()}});
    }
  }

  std::unique_ptr<Line> listen(Ear ear) override {
    return std::make_unique<PostgresLine>(options_.address, options_.times, writer_.turn().writer(), std::move(ear));
  }

 protected:
  void run_read(const std::function<void(Reader&)>& action) override {
    const auto known = std::max(heard_.load(), writer_.turn().committed());
    if (replica_ && MayLag::here() && replica_->run(action, known)) return;
    pool_.run(action);
  }
  void run_write(const std::function<void(Transaction&)>& action) override { writer_.run(action); }
  void run_aside(const std::function<void(Transaction&)>& action) override { aside_.run(action); }

 private:
  const PostgresOptions options_;
  PostgresWriter writer_;
  PostgresPool pool_;
  PostgresAside aside_;
  std::unique_ptr<PostgresReplica> replica_;
  std::atomic<std::int64_t> heard_{0};  // the greatest identifier that another process told of
};

}  // namespace

std::unique_ptr<Store> open_postgres(const PostgresOptions& options) {
  return std::make_unique<PostgresStore>(options);
}

bool holds_tables(const PostgresOptions& options) {
  PostgresConnection connection(options.address, options.times);
  return !connection.ask("select to_regclass('" + options.address.schema + ".schema_version')").empty();
}

void drop_schema(const PostgresOptions& options) {
  PostgresConnection connection(options.address, options.times);
  connection.run_script("drop schema if exists \"" + options.address.schema + "\" cascade");
}

void rename_schema(const PostgresOptions& options, const std::string& name) {
  PostgresConnection connection(options.address, options.times);
  connection.run_script(fmt::format(
      "begin; drop table if exists \"{0}\".store_writer; drop schema if exists \"{0}\"; alter schema \"{1}\" rename to "
      "\"{0}\"; commit",
      name, options.address.schema));
}

}  // namespace parvis::store
