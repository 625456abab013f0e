// A migrated store in memory, its timeline and the few things that tests about members ask again and again.
#pragma once

#include <string>
#include <vector>

#include "community/activity/activity.h"
#include "community/members/account_act.h"
#include "community/members/accounts.h"
#include "community/members/new_member.h"
#include "core/crypto/crypto.h"
#include "core/mail/letter.h"
#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"

namespace parvis::community::testing {

// A hash that costs nothing: only tests make one.
inline std::string cheap_hash(const std::string& password) {
  return crypto::hash_password(Secret(password), crypto::Strength::cheap);
}

class MemberWorld {
 public:
  MemberWorld() { store::migrate(*store); }

  template <class Action>
  auto write(Action&& action) {
    return store->write(std::forward<Action>(action));
  }
  template <class Action>
  auto read(Action&& action) {
    return store->read(std::forward<Action>(action));
  }

  MemberId insert(const NewMember& member) {
    return write([&](store::Transaction& t) { return add_member(t, timeline, member, Source::command); });
  }
  // An active member who may sign in with "correct horse".
  MemberId add(const std::string& name, Role role = Role::member) {
    return insert({.display_name = name,
                   .email = text_of(name) + "@example.org",
                   .password_hash = cheap_hash("correct horse"),
                   .role = role});
  }
  std::string open(MemberId member, const Device& device = {"192.0.2.1", "test"}) {
    return write([&](store::Transaction& t) { return open_session(t, timeline, member, device); });
  }
  AccountAct act(text::Language language = text::Language::en) {
    return {timeline, {"Mistral", "#1f5f99", "https://square.example"}, language, {"192.0.2.1", "test"}, Source::page};
  }

  // The letters that wait to be sent, the oldest first.
  std::vector<mail::Letter> letters() {
    constexpr store::Sql kLetters{"select payload from job where kind = 'mail.send' order by id"};
    std::vector<mail::Letter> letters;
    for (const auto& json : read([&](store::Reader& r) { return r.all<std::string>(kLetters); })) {
      letters.push_back(mail::letter_from_json(json));
    }
    return letters;
  }
  // The token of the address in a letter: what follows `path`.
  static std::string token_in(const mail::Letter& letter, const std::string& path) {
    const auto at = letter.text.find(path);
    return at == std::string::npos ? "" : letter.text.substr(at + path.size(), 43);
  }
  std::int64_t count(Verb verb) {
    constexpr store::Sql kCount{"select count(*) from activity where verb = $1"};
    return read([&](store::Reader& r) { return r.one<std::int64_t>(kCount, verb).value_or(0); });
  }

  std::unique_ptr<store::Store> store = store::open_migrated_test_store();
  Timeline timeline;
  Accounts accounts{*store, timeline};

 private:
  static std::string text_of(const std::string& name) {
    std::string out;
    for (const char c : name) out.push_back(c == ' ' ? '.' : c);
    return out;
  }
};

}  // namespace parvis::community::testing
