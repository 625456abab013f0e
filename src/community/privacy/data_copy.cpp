#include "community/privacy/data_copy.h"

#include <boost/json.hpp>

#include "community/members/account.h"
#include "community/members/own_act.h"
#include "community/privacy/holding_rows.h"
#include "core/archive/zip.h"
#include "core/blobs/open_blobs.h"
#include "core/jobs/jobs.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

constexpr char kCopyJob[] = "account.copy";
constexpr char kSweepJob[] = "account.copies.sweep";

constexpr store::Sql kInsertCopy{"insert into data_copy (id, member, asked_at, expires_at) values ($1, $2, $3, $4)"};
constexpr store::Sql kInsertPart{"insert into data_copy_part (copy, number, file, size) values ($1, $2, $3, $4)"};
constexpr store::Sql kReady{"update data_copy set ready_at = $2, expires_at = $3 where id = $1 and ready_at is null"};
constexpr store::Sql kLast{R"(
  select id, asked_at, ready_at, expires_at from data_copy
  where member = $1 and expires_at > $2 order by id desc limit 1)"};
constexpr store::Sql kParts{"select number, file, size from data_copy_part where copy = $1 order by number"};
constexpr store::Sql kPart{R"(
  select number, file, size from data_copy_part
  where copy = $2 and number = $3 and exists (
    select 1 from data_copy where id = $2 and member = $1 and ready_at is not null and expires_at > $4))"};
constexpr store::Sql kWhose{"select member from data_copy where id = $1 and ready_at is null"};
constexpr store::Sql kExpired{"select id from data_copy where expires_at <= $1 order by id limit 100"};
constexpr store::Sql kOfMember{"select id from data_copy where member = $1"};
constexpr store::Sql kDropParts{"delete from data_copy_part where copy = $1"};
constexpr store::Sql kDropCopy{"delete from data_copy where id = $1"};

// Gathers files until they are as many bytes as one archive holds, then packs them.
class Packing {
 public:
  using Take = std::function<void(std::string)>;
  Packing(text::Language language, const Take& take, std::size_t part)
      : language_(language), take_(take), part_(part) {}

  void begin(std::string_view table) {
    table_ = table;
    piece_ = 1;
    content_ = "[";
  }
  void add(const std::string& json) {
    if (packed_ + content_.size() + json.size() > part_ && content_.size() > 1) {
      put();
      pack();
      content_ = "[";
    }
    content_ += content_.size() > 1 ? ",\n " : "\n ";
    content_ += json;
  }
  void end() {
    if (content_.size() > 1) put();
  }
  void finish() { pack(); }

 private:
  void put() {
    content_ += "\n]\n";
    if (!zip_) {
      zip_.emplace(now());
      zip_->add("readme.txt",
                text::tr(language_,
                         "This is everything held about you, one file for each kind of thing, as JSON. Instants are in "
                         "universal time. What only keeps secrets safe (your password, the keys of your devices) is "
                         "left out, and so are the names of other members.") +
                    "\n");
    }
    zip_->add(piece_ == 1 ? table_ + ".json" : table_ + "-" + std::to_string(piece_) + ".json", content_);
    packed_ += content_.size();
    content_.clear();
    ++piece_;
  }
  void pack() {
    if (!zip_) return;
    take_(zip_->finish());
    zip_.reset();
    packed_ = 0;
  }

  text::Language language_;
  const Take& take_;
  std::size_t part_;
  std::string table_, content_;
  int piece_ = 1;
  std::size_t packed_ = 0;
  std::optional<archive::ZipWriter> zip_;
};

std::string text_of(const boost::json::object& object, const char* key) {
  return std::string(object.at(key).as_string());
}

// Each part is a blob before the row that names it.
std::vector<DataCopyPart> make_parts(store::Store& store, blobs::Blobs& files, MemberId member, text::Language language,
                                     const std::function<void()>& give_way) {
  std::vector<DataCopyPart> parts;
  store.read([&](store::Reader& reader) {
    make_copy(reader, member, language, [&](std::string archive) {
      give_way();
      const auto blob = files.put(archive);
      parts.push_back({static_cast<std::int64_t>(parts.size()) + 1, std::string(blob.sum.hex()),
                       static_cast<std::int64_t>(blob.size)});
    });
  });
  return parts;
}

void run_copy_job(const jobs::Job& job, store::Store& store, const config::Settings& settings,
                  const std::function<void()>& give_way) {
  const auto payload = boost::json::parse(job.payload).as_object();
  const auto id = payload.at("copy").as_int64();
  const auto member = store.read([&](store::Reader& reader) { return reader.one<MemberId>(kWhose, id); });
  if (!member) return;
  const auto language = text::parse_language(text_of(payload, "language")).value_or(text::Language::en);
  const auto files = blobs::open_blobs(settings);
  const auto parts = make_parts(store, *files, *member, language, give_way);
  const Sender sender{text_of(payload, "community"), text_of(payload, "brand"), text_of(payload, "origin"), {}};
  store.write([&](store::Transaction& transaction) {
    const auto at = now();
    if (transaction.run(kReady, id, at, at + kKeepCopyFor) == 0) return;
    for (const auto& part : parts) transaction.run(kInsertPart, id, part.number, part.blob, part.size);
    const auto account = find_account(transaction, *member);
    if (account && !account->email.empty()) send_copy_ready(transaction, sender, recipient_of(*account, language));
    jobs::finish(transaction, job);
  });
}

void drop(store::Store& store, blobs::Blobs& files, const std::vector<DataCopyId>& copies) {
  for (const auto copy : copies) {
    const auto parts = store.read([&](store::Reader& reader) { return parts_of(reader, copy); });
    // The bytes first: a row that outlives its file is found again, a file that outlives its row is not.
    for (const auto& part : parts) {
      if (const auto sum = blobs::Sum::parse(part.blob)) files.remove(*sum);
    }
    store.write([&](store::Transaction& transaction) {
      transaction.run(kDropParts, copy);
      transaction.run(kDropCopy, copy);
    });
  }
}

}  // namespace

std::int64_t count_all_held(store::Reader& reader, MemberId member) {
  std::int64_t rows = 0;
  for (const auto& holding : holdings()) {
    if (rows > kMostRowsAtOnce) break;
    if (holding.is_personal()) rows += count_held(reader, holding, member, kMostRowsAtOnce + 1 - rows);
  }
  return rows;
}

void make_copy(store::Reader& reader, MemberId member, text::Language language,
               const std::function<void(std::string archive)>& take, std::size_t part) {
  Packing packing(language, take, part);
  for (const auto& holding : holdings()) {
    if (!holding.is_personal()) continue;
    packing.begin(holding.table);
    each_held(reader, holding, member, language, [&](const std::string& json) { packing.add(json); });
    packing.end();
  }
  packing.finish();
}

std::optional<std::string> make_small_copy(store::Reader& reader, MemberId member, text::Language language) {
  struct IsLarge {};
  std::optional<std::string> only;
  try {
    make_copy(
        reader, member, language,
        [&](std::string archive) {
          if (only) throw IsLarge();
          only = std::move(archive);
        },
        kMostBytesAtOnce);
  } catch (const IsLarge&) {
    return std::nullopt;
  }
  return only ? only : std::optional(std::string());
}

std::optional<DataCopy> last_copy(store::Reader& reader, MemberId member, Instant at) {
  return reader.one<DataCopy>(kLast, member, at);
}

std::vector<DataCopyPart> parts_of(store::Reader& reader, DataCopyId copy) {
  return reader.all<DataCopyPart>(kParts, copy);
}

std::optional<DataCopyPart> find_part(store::Reader& reader, MemberId member, DataCopyId copy, std::int64_t number,
                                      Instant at) {
  return reader.one<DataCopyPart>(kPart, member, copy, number, at);
}

void ask_for_copy(store::Transaction& transaction, const AccountAct& act, MemberId member) {
  if (last_copy(transaction, member)) return;
  const auto id = make_id<DataCopyId>();
  const auto at = now();
  transaction.run(kInsertCopy, id, member, at, at + kKeepCopyFor);
  const boost::json::object payload{{"copy", id.value},
                                    {"language", text::tag(act.language)},
                                    {"community", act.sender.community},
                                    {"brand", act.sender.brand},
                                    {"origin", act.sender.origin}};
  jobs::enqueue(transaction, kCopyJob, boost::json::serialize(payload));
  record_own(transaction, act.timeline, member, Verb::data_asked, act.source);
}

void drop_copies(store::Store& store, const config::Settings& settings, Instant until) {
  const auto files = blobs::open_blobs(settings);
  for (;;) {
    const auto expired = store.read([&](store::Reader& reader) { return reader.all<DataCopyId>(kExpired, until); });
    if (expired.empty()) return;
    drop(store, *files, expired);
  }
}

void drop_copies_of(store::Store& store, const config::Settings& settings, MemberId member) {
  const auto copies = store.read([&](store::Reader& reader) { return reader.all<DataCopyId>(kOfMember, member); });
  if (!copies.empty()) drop(store, *blobs::open_blobs(settings), copies);
}

void make_copies(jobs::Runner& runner, const config::Settings& settings) {
  runner.on(
      kCopyJob,
      [&runner, &settings](const jobs::Job& job, store::Store& store) {
        run_copy_job(job, store, settings, [&runner] { jobs::give_way(runner); });
      },
      jobs::Pace::lengthy);
  runner.every(
      kSweepJob, kHour, [&settings](const jobs::Job&, store::Store& store) { drop_copies(store, settings, now()); },
      jobs::Pace::lengthy);
}

}  // namespace parvis::community
