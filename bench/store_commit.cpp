// How many durable writes the store does: `bench_store FOLDER [threads] [seconds]`. Each thread inserts one small row
// per write and waits for it to be durable. Prints writes per second, the mean batch, and the slowest of each kind.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "core/ids.h"
#include "core/store/sqlite_store.h"

using namespace parvis;
using Clock = std::chrono::steady_clock;

namespace {

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

void measure_writes(store::Store& store, int threads, double seconds) {
  const auto before = store.figures();
  std::vector<std::vector<double>> waits(static_cast<std::size_t>(threads));
  std::atomic<bool> stop{false};
  std::vector<std::thread> clients;
  const auto start = Clock::now();
  for (auto& wait : waits) {
    clients.emplace_back([&store, &stop, &wait] {
      while (!stop) {
        const auto asked = Clock::now();
        store.write([](store::Transaction& t) {
          t.run("insert into note(id, text) values ($1, $2)", next_id(),
                "some sixty bytes of text, as a small activity might have them");
        });
        wait.push_back(seconds_since(asked));
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  stop = true;
  for (auto& client : clients) client.join();
  const double elapsed = seconds_since(start);
  std::vector<double> all;
  for (const auto& wait : waits) all.insert(all.end(), wait.begin(), wait.end());
  std::sort(all.begin(), all.end());
  const auto after = store.figures();
  std::printf("%3d threads: %8.0f writes/s, batch %5.1f, median %.3f ms, p99 %.3f ms, worst %.1f ms\n", threads,
              all.size() / elapsed, double(after.writes - before.writes) / double(after.commits - before.commits),
              1e3 * all[all.size() / 2], 1e3 * all[all.size() * 99 / 100], 1e3 * all.back());
}

void measure_bulk(store::Store& store, int rows) {
  const auto start = Clock::now();
  store.write([rows](store::Transaction& t) {
    for (int i = 0; i < rows; ++i)
      t.run("insert into note(id, text) values ($1, $2)", next_id(), "a row of a large transaction");
  });
  std::printf("one write of %d rows: %.2f us a row\n", rows, 1e6 * seconds_since(start) / rows);
}

void measure_reads(store::Store& store, double seconds) {
  struct Row {
    std::int64_t id;
    std::string text;
  };
  std::int64_t pages = 0;
  const auto start = Clock::now();
  while (seconds_since(start) < seconds) {
    const auto rows = store.read(
        [](store::Reader& r) { return r.all<Row>("select id, text from note where id > $1 order by id limit 20", 0); });
    pages += rows.size() == 20;
  }
  std::printf("one read of 20 rows: %.1f us\n", 1e6 * seconds_since(start) / double(pages));
}

}  // namespace

int main(int count, char** words) {
  const std::filesystem::path folder = count > 1 ? words[1] : ".";
  const double seconds = count > 3 ? std::atof(words[3]) : 2;
  const auto path = folder / "bench_store.db";
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
  {
    const auto store = store::open_sqlite({.path = path});
    store->write([](store::Transaction& t) { t.run("create table note(id bigint primary key, text text not null)"); });
    if (count > 2) {
      measure_writes(*store, std::atoi(words[2]), seconds);
    } else {
      for (const int threads : {1, 4, 16, 64}) measure_writes(*store, threads, seconds);
    }
    const auto rows = store->read([](store::Reader& r) { return *r.one<std::uint64_t>("select count(*) from note"); });
    const auto answered = store->figures().writes - 1;  // one made the table
    std::printf("rows in the table %llu, writes answered %llu\n", static_cast<unsigned long long>(rows),
                static_cast<unsigned long long>(answered));
    if (rows != answered) return 1;
    measure_bulk(*store, 200'000);
    measure_reads(*store, 1);
  }
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
}
