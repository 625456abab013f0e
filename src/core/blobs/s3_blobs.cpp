#include "core/blobs/s3_blobs.h"

#include <fmt/format.h>

#include <random>
#include <thread>

#include "core/blobs/s3_answers.h"
#include "core/blobs/s3_reading.h"
#include "core/blobs/staged.h"
#include "core/log/log.h"

namespace parvis::blobs {
namespace {

constexpr int kLongestPauses = 5;  // the pause triples as many times at most

void sleep_for(std::chrono::milliseconds time) { std::this_thread::sleep_for(time); }

}  // namespace

S3Blobs::S3Blobs(S3Options options) : options_(std::move(options)), connections_(options_.server) {
  if (!options_.wait) options_.wait = sleep_for;
}

std::string S3Blobs::place() const {
  return fmt::format("the bucket {} at {}", options_.server.bucket, options_.server.endpoint);
}

void S3Blobs::refuse(const S3Answer& answer) { refuse_answer(answer, options_.server, place()); }

// Between half and all of 200 ms, 600 ms, 1.8 s, …
void S3Blobs::pause(int attempt) {
  auto longest = options_.first_pause;
  for (int i = 1; i < std::min(attempt, kLongestPauses); ++i) longest *= 3;
  thread_local std::minstd_rand random{std::random_device{}()};
  std::uniform_int_distribution<std::int64_t> some(longest.count() / 2, longest.count());
  options_.wait(std::chrono::milliseconds(some(random)));
}

S3Answer S3Blobs::ask(const S3Request& request) {
  for (int attempt = 1;; ++attempt) {
    const auto answer = connections_.ask(request);
    if (answer.is_good() || attempt >= options_.attempts || !is_worth_another(answer)) return answer;
    log::warning(
        "The blob store did not answer as it should; trying again",
        {{"method", request.method}, {"attempt", attempt}, {"status", answer.status}, {"detail", answer.detail}});
    pause(attempt);
  }
}

void S3Blobs::make_staging() {
  std::error_code error;
  std::filesystem::create_directories(options_.staging, error);
  if (error) {
    throw Misconfigured(fmt::format("The folder {} cannot be made: {}.", options_.staging.string(), error.message()));
  }
}

Blob S3Blobs::put(const Source& source) {
  make_staging();
  const FailAt never;
  const Staged staged(source, options_.staging, options_.most_bytes, never);
  const auto answer = ask({.method = "PUT",
                           .key = key_of(staged.sum()),
                           .body = S3Body{staged.descriptor(), staged.size(), staged.sum().hex()}});
  if (!answer.is_good()) refuse(answer);
  return {staged.sum(), staged.size(), answer.date ? answer.date : now()};
}

std::optional<Blob> S3Blobs::head(const Sum& sum) {
  const auto answer = ask({.method = "HEAD", .key = key_of(sum)});
  if (answer.is_good())
    return Blob{sum, static_cast<std::uint64_t>(std::max<std::int64_t>(0, answer.length)), answer.modified};
  verify();  // an answer to HEAD has no body that says why: no such bucket looks like no such object
  if (answer.arrived && answer.status == 404) return std::nullopt;
  refuse(answer);
}

void S3Blobs::read(const Sum& sum, const Range& range, const Sink& sink) {
  if (range.count == 0) {
    if (!head(sum)) throw MissingBlob(fmt::format("There is no object {} in {}.", key_of(sum), place()));
    return;
  }
  S3Reading reading(range, sink);
  for (int attempt = 1;; ++attempt) {
    const auto before = reading.given();
    const auto answer = connections_.ask(reading.next(key_of(sum), options_.most_bytes));
    if (reading.was_stopped()) return;
    if (answer.is_good() || (answer.arrived && answer.status == 416)) break;
    if (reading.given() == range.count) break;
    if (answer.status == 404 && parse_error(answer.body).code != "NoSuchBucket") {
      throw MissingBlob(fmt::format("There is no object {} in {}.", key_of(sum), place()));
    }
    if (reading.given() > before) attempt = 1;
    if (attempt >= options_.attempts || !is_worth_another(answer)) refuse(answer);
    log::warning("Reading from the blob store broke; going on where it did",
                 {{"attempt", attempt}, {"status", answer.status}, {"detail", answer.detail}});
    pause(attempt);
  }
  if (range.is_whole() && reading.sum() != sum.hex()) {
    throw DamagedBlob(fmt::format("The object {} in {} does not hold what its name says: its bytes have another sum.",
                                  key_of(sum), place()));
  }
}

void S3Blobs::remove(const Sum& sum) {
  const auto answer = ask({.method = "DELETE", .key = key_of(sum)});
  const bool is_absent = answer.arrived && answer.status == 404 && parse_error(answer.body).code != "NoSuchBucket";
  if (!answer.is_good() && !is_absent) refuse(answer);
}

void S3Blobs::list_after(const std::optional<Sum>& after, const Visit& visit) {
  std::string token;
  do {
    S3Request request{.query = {{"list-type", "2"}, {"max-keys", std::to_string(options_.page_size)}}};
    request.query.emplace_back("prefix", prefix());
    if (!token.empty()) request.query.emplace_back("continuation-token", token);
    if (token.empty() && after) request.query.emplace_back("start-after", key_of(*after));
    const auto answer = ask(request);
    if (!answer.is_good()) refuse(answer);
    const auto page = parse_page(answer.body, prefix());
    for (const auto& blob : page.blobs) {
      if (!visit(blob)) return;
    }
    if (page.next == token && !token.empty()) throw Unavailable("The store's listing goes in a circle.");
    token = page.next;
  } while (!token.empty());
}

void S3Blobs::verify() {
  const auto answer = ask({.query = {{"list-type", "2"}, {"max-keys", "1"}, {"prefix", prefix()}}});
  if (!answer.is_good()) refuse(answer);
  parse_page(answer.body, prefix());
}

}  // namespace parvis::blobs
