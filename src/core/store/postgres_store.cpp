#include "core/store/postgres_store.h"

#include <fmt/format.h>

#include "core/store/postgres_pool.h"
#include "core/store/postgres_writer.h"

namespace parvis::store {
namespace {

class PostgresStore : public Store {
 public:
  explicit PostgresStore(const PostgresOptions& options)
      : writer_(options.address, options.times),
        pool_(options.address, options.times, options.connections, options.most_wait) {}

  Figures figures() const override { return writer_.figures(); }

 protected:
  void run_read(const std::function<void(Reader&)>& action) override { pool_.run(action); }
  void run_write(const std::function<void(Transaction&)>& action) override { writer_.run(action); }

 private:
  PostgresWriter writer_;
  PostgresPool pool_;
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
