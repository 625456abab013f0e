#include "community/files/file_sweep.h"

#include <algorithm>

#include "community/files/file.h"
#include "community/files/files.h"
#include "core/jobs/jobs.h"
#include "core/log/log.h"

namespace parvis::community {
namespace {

constexpr int kAtOnce = 100;  // of one write, so that others have their turn

struct Unused {
  FileId id;
  MemberId member;
  Instant created_at;
};
constexpr store::Sql kUnused{R"(
  select id, member, created_at from file
  where id > $1 and created_at < $2 and not exists (select 1 from file_use where file_use.file = file.id)
    and not exists (select 1 from member_picture where member_picture.file = file.id)
  order by id limit $3)"};
constexpr store::Sql kDrafts{"select body from draft where member = $1"};
constexpr store::Sql kWaiting{"select body from contribution where author = $1 and decision = 0"};
constexpr store::Sql kDropCopies{"delete from file_copy where file = $1"};
constexpr store::Sql kDrop{"delete from file where id = $1"};

// Copies of what is held about a member are kept among the files too, for days (privacy/data_copy.h).
constexpr store::Sql kNamed{R"(
  select (select count(*) from file_copy where sum = $1) + (select count(*) from data_copy_part where file = $1))"};
constexpr store::Sql kGiveUp{R"(
  insert into sum_given_up (sum, given_up_at) values ($1, $2)
  on conflict (sum) do update set given_up_at = excluded.given_up_at)"};
constexpr store::Sql kGone{"delete from sum_given_up where sum = $1"};

bool is_in_words(store::Reader& reader, const Unused& file) {
  const auto names = [address = file_path(file.id)](const std::string& body) {
    return body.find(address) != std::string::npos;
  };
  return std::ranges::any_of(reader.all<std::string>(kDrafts, file.member), names) ||
         std::ranges::any_of(reader.all<std::string>(kWaiting, file.member), names);
}

std::int64_t drop_unused(store::Store& store, Instant before) {
  std::int64_t dropped = 0;
  FileId after;
  for (std::size_t seen = kAtOnce; seen == kAtOnce;) {
    const auto [last, count, gone] = store.write([&](store::Transaction& transaction) {
      const auto files = transaction.all<Unused>(kUnused, after, before, kAtOnce);
      std::int64_t gone = 0;
      for (const auto& file : files) {
        if (is_in_words(transaction, file)) continue;
        transaction.run(kDropCopies, file.id);
        transaction.run(kDrop, file.id);
        ++gone;
      }
      return std::tuple(files.empty() ? after : files.back().id, files.size(), gone);
    });
    after = last;
    seen = count;
    dropped += gone;
  }
  return dropped;
}

class Rows : public blobs::References {
 public:
  explicit Rows(store::Store& store) : store_(store) {}

  bool give_up(const blobs::Sum& sum) override {
    return store_.write([&](store::Transaction& transaction) {
      if (transaction.one<std::int64_t>(kNamed, sum.hex()).value_or(0) > 0) return false;
      transaction.run(kGiveUp, sum.hex(), now());
      return true;
    });
  }
  void gone(const blobs::Sum& sum) override {
    store_.write([&](store::Transaction& transaction) { transaction.run(kGone, sum.hex()); });
  }

 private:
  store::Store& store_;
};

}  // namespace

FilesSwept sweep_files(store::Store& store, blobs::Blobs& blobs, Instant at) {
  FilesSwept swept{.files = drop_unused(store, at - kDay)};
  Rows rows(store);
  swept.blobs = blobs::sweep(blobs, rows);
  return swept;
}

void sweep_files_daily(Community& community) {
  auto& files = community.files();
  const auto sweep = [&files](const jobs::Job&, store::Store& store) {
    const auto swept = sweep_files(store, files.blobs(), now());
    if (swept.files == 0 && swept.blobs.removed == 0) return;
    log::info("Took away files that nothing uses",
              {{"files", swept.files}, {"blobs", swept.blobs.removed}, {"bytes", swept.blobs.bytes}});
  };
  community.jobs().every("files.sweep", kDay, sweep, jobs::Pace::lengthy);
}

}  // namespace parvis::community
