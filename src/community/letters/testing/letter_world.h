// A small square whose members can receive letters, with a clock that stands where its last act was. For tests.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "community/letters/letter_reader.h"
#include "community/letters/stopping.h"
#include "community/letters/waiting.h"
#include "community/members/session_reader.h"
#include "community/members/viewer_of.h"
#include "community/notifications/crowd.h"
#include "community/notifications/notifier.h"
#include "community/testing/test_community.h"
#include "community/threads/follow.h"
#include "core/jobs/jobs.h"
#include "core/live/hub.h"
#include "core/mail/letter.h"
#include "core/mail/post.h"

namespace parvis::community::testing {

struct LetterWorld {
  TestCommunity square;
  live::Hub hub;
  Presence presence;
  SessionReader sessions{*square.store, presence};
  Bell bell{hub, sessions};
  jobs::Runner jobs{*square.store};
  FrozenClock clock{square.last_instant()};
  std::string zone = "UTC";

  LetterWorld() {
    square.timeline.add_echo(std::make_unique<Notifier>(bell));
    tell_crowds(jobs, bell);
    to_noon();
    fold_tidings(*square.store, context(), now());  // what came before is no news
  }
  // Twelve o'clock of the day after: no quiet hours near.
  void to_noon() {
    const auto day = square.last_instant().microseconds / kDay + 1;
    while (square.last_instant().microseconds < day * kDay + 12 * kHour) square.tick();
    clock.set(square.last_instant());
  }
  void wait(std::int64_t span) {
    const auto until = square.last_instant() + span;
    while (square.last_instant() < until) square.tick();
    clock.set(square.last_instant());
  }
  Viewer member(const std::string& name, Role role = Role::member) {
    auto viewer = square.member(name, role);
    square.write([&](store::Transaction& t) {
      t.run(
          "update member set email = $2, email_key = $2, email_confirmed_at = 1, language = 'en', time_zone = $3"
          " where id = $1",
          viewer.member, viewer.handle + "@example.org", zone);
    });
    return viewer;
  }
  LetterContext context() {
    square.spaces = SpaceDirectory(*square.store).list();
    auto identity = std::make_shared<Identity>();
    identity->name = "Mistral";
    identity->time_zone = "UTC";
    identity->reactions = square.reactions;
    return {.timeline = square.timeline,
            .sender = {"Mistral", "#1f5f99", "https://square.example"},
            .identity = identity,
            .spaces = square.spaces,
            .key = stopping_key("secret")};
  }
  ThreadId opens(const Viewer& who, const std::string& title = "A thread about brakes",
                 const std::vector<std::string>& tags = {}, const std::string& body = "They squeal.") {
    wait(kMinute);
    return square.thread(who, square.talk, title, body, tags).thread;
  }
  PublishedPost replies(const Viewer& who, ThreadId thread, const std::string& body = "Clean the rims.",
                        PostId to = {}) {
    wait(kMinute);
    return square.reply(who, thread, body, to);
  }
  void wishes(const Viewer& who, const Wishes& wishes) {
    square.write([&](store::Transaction& t) { choose_wishes(t, {square.timeline, who.member, now()}, wishes); });
  }
  Wishes wishes_of(const Viewer& who) {
    return square.read([&](store::Reader& r) { return read_wishes(r, who.member); });
  }
  // What the job does now: takes in what was told, and writes what is due.
  std::int64_t tell() {
    fold_tidings(*square.store, context(), now());
    return write_due_letters(*square.store, context(), now());
  }
  // The letters that wait to be sent, the oldest first.
  std::vector<mail::Letter> letters() {
    const auto payloads = square.read([](store::Reader& r) {
      return r.all<std::string>("select payload from job where kind = $1 order by id", mail::kSendJob);
    });
    std::vector<mail::Letter> letters;
    for (const auto& payload : payloads) letters.push_back(mail::letter_from_json(payload));
    return letters;
  }
  std::vector<mail::Letter> letters_to(const Viewer& who) {
    auto all = letters();
    std::erase_if(all, [&](const auto& letter) { return letter.to != who.handle + "@example.org"; });
    return all;
  }
};

}  // namespace parvis::community::testing
