#include "core/store/testing/test_store.h"

#include <unistd.h>

#include <cstdlib>
#include <vector>

#include "core/store/migrations.h"
#include "core/store/postgres_store.h"
#include "core/store/sqlite_store.h"

namespace parvis::store {
namespace {

const char* address() { return std::getenv("PARVIS_TEST_DATABASE"); }

PostgresOptions options_of(int number) {
  PostgresOptions options{.address = parse_postgres_address(address()), .connections = 4};
  options.address.schema = "test_" + std::to_string(getpid()) + "_" + std::to_string(number);
  return options;
}

// Taking rows out is much quicker than dropping and making fifty tables. The order does not matter without the triggers
// that check references, which a superuser may switch off.
constexpr const char* kEmpty = R"(
set local session_replication_role = replica;
do $$ declare name regclass; filled boolean; begin
  for name in
    select oid from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'
      and relname not in ('schema_version', 'store_writer')
  loop
    execute 'select exists (select 1 from ' || name || ')' into filled;
    if filled then execute 'delete from ' || name; end if;
  end loop;
end $$)";

struct Kept {
  PostgresOptions options;
  std::unique_ptr<Store> store;
};

// Migrated schemas wait here for the next test, with their connections; all are dropped in the end.
class Schemas {
 public:
  ~Schemas() {
    waiting_.clear();
    for (int number = 1; number <= made_; ++number) {
      try {
        drop_schema(options_of(number));
      } catch (const std::exception&) {
        // the server may be gone before the tests
      }
    }
  }
  Kept make() {
    const auto options = options_of(++made_);
    return {options, open_postgres(options)};
  }
  Kept take_migrated() {
    if (waiting_.empty()) {
      auto kept = make();
      migrate(*kept.store);
      return kept;
    }
    auto kept = std::move(waiting_.back());
    waiting_.pop_back();
    return kept;
  }
  void give_back(Kept kept) {
    if (!is_whole(*kept.store)) return;  // dropped in the end
    kept.store->write([](Transaction& t) { static_cast<PostgresConnection&>(t.connection()).run_script(kEmpty); });
    waiting_.push_back(std::move(kept));
  }

 private:
  // Whether the test left the tables as they were made.
  static bool is_whole(Store& store) {
    static const int version = carried_migrations(Database::postgres).back().version;
    try {
      return store.read([](Reader& r) { return r.one<int>("select max(version) from schema_version"); }) == version;
    } catch (const std::exception&) {
      return false;
    }
  }

  int made_ = 0;
  std::vector<Kept> waiting_;
};

Schemas& schemas() {
  static Schemas all;
  return all;
}

class LentStore : public Store {
 public:
  explicit LentStore(Kept kept) : kept_(std::move(kept)) {}
  ~LentStore() override { schemas().give_back(std::move(kept_)); }
  Figures figures() const override { return kept_.store->figures(); }

 protected:
  void run_read(const std::function<void(Reader&)>& action) override {
    kept_.store->read([&](Reader& reader) { action(reader); });
  }
  void run_write(const std::function<void(Transaction&)>& action) override {
    kept_.store->write([&](Transaction& transaction) { action(transaction); });
  }

 private:
  Kept kept_;
};

}  // namespace

bool tests_use_postgres() { return address() != nullptr; }

std::unique_ptr<Store> open_test_store() { return tests_use_postgres() ? schemas().make().store : open_memory_store(); }

std::unique_ptr<Store> open_migrated_test_store() {
  if (tests_use_postgres()) return std::make_unique<LentStore>(schemas().take_migrated());
  auto store = open_memory_store();
  migrate(*store);
  return store;
}

}  // namespace parvis::store
