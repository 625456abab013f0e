#include "api/idempotency.h"

#include "core/crypto/crypto.h"
#include "core/store/gather.h"

namespace parvis::api {
namespace {

constexpr store::Sql kFind{"select request_hash, status, body from idempotency where member = $1 and key = $2"};
constexpr store::Gathered kKeep{R"(
  insert into idempotency (member, key, request_hash, status, body, created_at) values ($1, $2, $3, $4, $5, $6))"};
constexpr store::Sql kForget{R"(
  delete from idempotency where created_at < $1 and (member, key) in (
    select member, key from idempotency where created_at < $1 limit 1000))"};

struct Kept {
  std::string request_hash;
  std::int64_t status;
  std::string body;
};

// The address in the API of the object that was made.
std::string self_in(std::string_view body) {
  const auto object = json::parse(body);
  const auto* self = object.as_object().if_contains("self");
  return self ? std::string(self->as_string()) : std::string();
}

std::string key_of(const http::Request& request) {
  const auto key = request.header("idempotency-key");
  if (key.size() > kMaxKey) throw BadRequest({"The Idempotency-Key is too long."});
  return std::string(key);
}

std::string hash_of(const http::Request& request) {
  return crypto::sha256_hex(std::string(http::method_name(request.method)) + " " + request.target + "\n" +
                            request.body);
}

std::optional<Kept> find_kept(store::Reader& reader, const Visit& visit, const std::string& key,
                              const std::string& request_hash) {
  auto kept = reader.one<Kept>(kFind, visit.viewer.member, key);
  if (kept && kept->request_hash != request_hash) throw Conflict({"This Idempotency-Key was used for another call."});
  return kept;
}

http::Response response_of(std::string body, int status) {
  const auto location = status == kCreated ? self_in(body) : std::string();
  auto response = http::json(std::move(body), status);
  if (!location.empty()) response.header("Location", location);
  return response;
}

}  // namespace

void foresee_answer(const Visit& visit, store::Reader& reader) {
  if (const auto key = key_of(visit.request); !key.empty()) store::foresee(reader, kFind, visit.viewer.member, key);
}

http::Response write_once(const Visit& visit, const std::function<Answer(store::Transaction&)>& act) {
  const auto key = key_of(visit.request);
  const auto request_hash = key.empty() ? std::string() : hash_of(visit.request);
  int status = 200;
  auto body = visit.community.store().write([&](store::Transaction& transaction) {
    if (!key.empty()) {
      if (auto kept = find_kept(transaction, visit, key, request_hash)) {
        status = static_cast<int>(kept->status);
        return std::move(kept->body);
      }
    }
    const auto answer = act(transaction);
    status = answer.status;
    auto text = json::serialize(answer.body);
    if (!key.empty()) {
      store::gather(transaction, kKeep, visit.viewer.member, key, request_hash, answer.status, text, now());
    }
    return text;
  });
  return response_of(std::move(body), status);
}

std::optional<http::Response> kept_answer(const Visit& visit) {
  const auto key = key_of(visit.request);
  const bool may_write = visit.viewer.signed_in() && visit.scope >= community::Scope::write;
  if (key.empty() || !may_write) return std::nullopt;
  auto kept = visit.community.store().read(
      [&](store::Reader& reader) { return find_kept(reader, visit, key, hash_of(visit.request)); });
  if (!kept) return std::nullopt;
  return response_of(std::move(kept->body), static_cast<int>(kept->status));
}

void forget_old_answers(jobs::Runner& runner) {
  runner.every("api.forget_old_answers", kHour, [](const jobs::Job&, store::Store& store) {
    const auto before = now() - kKeptFor;
    const auto forget_some = [before](store::Transaction& transaction) { return transaction.run(kForget, before); };
    while (store.write(forget_some) > 0) {  // in pieces, so that no other write waits for a whole day's
    }
  });
}

}  // namespace parvis::api
