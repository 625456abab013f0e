#include "exchange/generate/generate.h"

#include "community/spaces/space.h"
#include "core/text/catalogue.h"
#include "exchange/generate/load_writer.h"
#include "exchange/generate/unit_load.h"

namespace parvis::exchange {
namespace {

constexpr std::int64_t kTwoYears = 730 * kDay;
constexpr double kCountersShare = 0.03;  // of the whole time; for the forecast only

class Generation {
 public:
  Generation(store::Store& store, const GenerateOptions& options)
      : store_(store),
        options_(options),
        until_(options.until ? options.until : now()),
        schedule_(make_schedule({.members = options.members,
                                 .threads = options.threads,
                                 .posts = options.posts,
                                 .seed = options.seed,
                                 .from = until_ - kTwoYears,
                                 .until = until_})),
        writer_(schedule_, {.seed = options.seed, .until = until_, .gestures = options.gestures}) {}

  GenerateResult run() {
    store_.write([&](store::Transaction& transaction) { writer_.begin(transaction, until_ - kTwoYears); });
    batches(options_.members, "members",
            [&](store::BulkRows& rows, std::size_t member) { writer_.write_member(rows, member); });
    batches(options_.posts, "posts", [&](store::BulkRows& rows, std::size_t post) { writer_.write_post(rows, post); });
    show("counters", options_.posts, 1 - kCountersShare);
    store_.write([&](store::Transaction& transaction) { writer_.end(transaction); });
    show("counters", options_.posts, 1);
    auto result = writer_.result();
    if (options_.units > 0)
      result.largest = generate_units(store_, {options_.units, options_.services, options_.seed, until_});
    result.seconds = seconds();
    return result;
  }

 private:
  // The writer goes forward only, so a batch cannot be written a second time.
  template <class Write>
  void batches(std::size_t all, std::string_view stage, const Write& write) {
    for (std::size_t begin = 0; begin < all; begin += options_.batch_posts) {
      const auto end = std::min(all, begin + options_.batch_posts);
      bool tried = false;
      store_.write([&](store::Transaction& transaction) {
        if (std::exchange(tried, true)) throw Fault("the database asked to repeat a batch of the load");
        store::BulkRows rows(transaction);
        for (auto each = begin; each < end; ++each) write(rows, each);
        writer_.put_in(rows);
      });
      const bool posts = stage == "posts";
      show(stage, posts ? end : 0,
           posts ? static_cast<double>(end) / static_cast<double>(all) * (1 - kCountersShare) : 0);
    }
  }

  void show(std::string_view stage, std::size_t rows, double share) const {
    if (!options_.on_progress) return;
    options_.on_progress({.stage = stage,
                          .rows = static_cast<std::int64_t>(rows),
                          .seconds = seconds(),
                          .share = share,
                          .unit = "posts"});
  }
  double seconds() const { return std::chrono::duration<double>(Clock::now() - began_).count(); }

  using Clock = std::chrono::steady_clock;
  Clock::time_point began_ = Clock::now();
  store::Store& store_;
  const GenerateOptions& options_;
  Instant until_;
  Schedule schedule_;
  LoadWriter writer_;
};

}  // namespace

void require_sense(const GenerateOptions& options) {
  if (options.members == 0 || options.threads == 0)
    throw BadRequest({"A load needs at least one member and one thread."});
  if (options.posts < options.threads)
    throw BadRequest({"There cannot be fewer posts than threads: each has a first one."});
  if (options.members > UINT32_MAX || options.posts > UINT32_MAX)
    throw BadRequest({"That is more than can be generated."});
}

GenerateResult generate(store::Store& store, const GenerateOptions& options) {
  require_sense(options);
  return Generation(store, options).run();
}

std::string generate_summary(const GenerateResult& result) {
  const auto number = [](std::size_t n) {
    return text::format_number(text::Language::en, static_cast<std::int64_t>(n));
  };
  const auto rate = result.seconds > 0 ? static_cast<double>(result.posts) / result.seconds : 0;
  const auto largest = result.largest ? "Of the units, most served in: /units/" + id_text(result.largest) + "\n" : "";
  return fmt::format(
      "{} members, {} threads, {} posts, {} comments, {} reactions, {} votes in {:.1f} s: {} posts a second.\n"
      "The longest thread holds {} posts: /threads/{}\n{}",
      number(result.members), number(result.threads), number(result.posts), number(result.comments),
      number(result.reactions), number(result.votes), result.seconds, number(static_cast<std::size_t>(rate)),
      number(result.longest_thread), id_text(result.longest), largest);
}

}  // namespace parvis::exchange
