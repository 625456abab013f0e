#include "app/testing/whole_site.h"

#include "app/dispatch.h"
#include "app/wiring.h"
#include "community/members/api_token.h"
#include "community/members/commands.h"
#include "community/members/new_member.h"
#include "community/search/indexer.h"
#include "core/http/streamed.h"
#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"

namespace parvis::app::testing {
namespace {

std::unique_ptr<store::Store> empty_store() {
  auto store = store::open_migrated_test_store();
  store::migrate(*store);
  return store;
}

}  // namespace

std::string Reply::header(std::string_view name) const {
  for (const auto& [known, value] : headers) {
    if (known == name) return value;
  }
  return {};
}

WholeSite::WholeSite(const config::Settings& settings)
    : community_(std::make_unique<community::Community>(settings, empty_store())) {
  wire(*community_);
}

WholeSite::~WholeSite() = default;

community::MemberId WholeSite::add(const std::string& name, community::Role role) {
  return community_->store().write([&](store::Transaction& transaction) {
    const community::NewMember member{.display_name = name, .email = name + "@example.org", .role = role};
    return community::add_member(transaction, community_->timeline(), member, community::Source::command);
  });
}

community::SpaceId WholeSite::add_space(const std::string& slug, community::SpaceKind kind,
                                        community::SpaceVisibility visibility) {
  community::NewSpace space{.slug = slug, .kind = kind, .visibility = visibility};
  space.name.set(text::Language::en, slug);
  const auto id = community_->store().write([&](store::Transaction& transaction) {
    return community::create_space(transaction, community_->timeline(), space, {}, now(), community::Source::command);
  });
  community_->spaces().reload();
  return id;
}

std::string WholeSite::token(const std::string& member, community::Scope scope) {
  return community::command_add_token(community_->store(), member, scope, "test");
}

std::string WholeSite::personal_token(community::MemberId member, community::Scope scope) {
  return community_->store().write(
      [&](store::Transaction& transaction) { return community::add_token(transaction, member, scope, "test"); });
}

void WholeSite::relate(community::ThreadId thread, community::ThreadId other) {
  constexpr static store::Sql kRelate{
      "insert into related_thread (thread, other, kind, created_at) values ($1, $2, 1, 1)"};
  community_->store().write([&](store::Transaction& transaction) { transaction.run(kRelate, thread, other); });
}

void WholeSite::index() { community::index_pending(community_->store()); }

Reply WholeSite::ask(http::Method method, const std::string& target, const std::string& body, const Headers& headers) {
  http::Request request;
  request.method = method;
  request.target = target;
  const auto mark = target.find('?');
  request.path = http::percent_decode(target.substr(0, mark));
  if (mark != std::string::npos) request.query = http::decode_form(target.substr(mark + 1));
  request.host = request.authority = "square.example";
  request.remote_address = "192.0.2.7";
  request.id = "test";
  request.body = body;
  for (const auto& [name, value] : headers) request.headers.add(name, value);
  if (request.header("content-type") == "application/x-www-form-urlencoded") request.form = http::decode_form(body);
  auto response = Dispatch(*community_)(request);
  http::make_whole(response);
  auto kept_under = response.keep ? response.keep->tags : std::vector<std::string>{};
  return {response.status, std::move(response.content_type), std::move(response.body), std::move(kept_under),
          std::move(response.headers)};
}

Reply WholeSite::call(http::Method method, const std::string& path, const std::string& token, const std::string& json,
                      Headers headers) {
  if (!token.empty()) headers.emplace_back("authorization", "Bearer " + token);
  if (!json.empty()) headers.emplace_back("content-type", "application/json");
  headers.emplace_back("accept-language", "en");
  return ask(method, "/api/v1" + path, json, headers);
}

}  // namespace parvis::app::testing
