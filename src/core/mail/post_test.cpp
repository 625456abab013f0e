#include "core/mail/post.h"

#include <gtest/gtest.h>

#include "core/log/log.h"
#include "core/mail/testing/smtp_catcher.h"
#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"

namespace parvis::mail {
namespace {

using testing::SmtpCatcher;

// Who agreed to what, as the test says.
struct Book final : Consents {
  bool agrees = true;
  bool agreed(store::Reader&, std::int64_t, std::int64_t) const override { return agrees; }
  bool wished(store::Reader&, std::string_view, std::int64_t, std::int64_t) const override { return true; }
};

class PostTest : public ::testing::Test {
 protected:
  PostTest() { store::migrate(*store); }
  static Letter some_letter() {
    return {
        .to = "ada@example.org", .subject = "S", .text = "T", .language = "en", .purpose = Purpose::service("welcome")};
  }
  static Mailer mailer_to(const SmtpCatcher& catcher) {
    return Mailer({.server = SmtpServer{.address = {"127.0.0.1", catcher.port(), Encryption::none}},
                   .from = {"", "square@mistral.example"},
                   .outbox = "/nonexistent"});
  }
  void post_one() {
    store->write([](store::Transaction& t) { post(t, some_letter()); });
  }
  jobs::Counts count() {
    return store->read([](store::Reader& r) { return jobs::counts(r); });
  }

  Book book;
  FrozenClock clock{*parse_rfc3339("2026-03-01T12:00:00Z")};
  log::Capture log;
  std::unique_ptr<store::Store> store = store::open_migrated_test_store();
};

TEST_F(PostTest, SendsALetterAfterItsTransaction) {
  const SmtpCatcher catcher;
  const Mailer mailer = mailer_to(catcher);
  jobs::Runner runner(*store);
  deliver_posted(runner, mailer, book);
  EXPECT_THROW(store->write([](store::Transaction& t) {
    post(t, some_letter());
    throw NotFound();
  }),
               NotFound);
  post_one();
  EXPECT_EQ(runner.run_due(), 1);
  ASSERT_EQ(catcher.caught().size(), 1u);
  EXPECT_EQ(catcher.caught()[0].to, "ada@example.org");
  EXPECT_EQ(count().waiting, 0);
}

TEST_F(PostTest, TriesAgainWithTheSameLetterUntilTheServerIsBack) {
  jobs::Runner runner(*store);
  std::optional<Mailer> mailer;
  runner.on(kSendJob, [&](const jobs::Job& job, store::Store&) { mailer->deliver(letter_from_json(job.payload)); });
  const SmtpCatcher busy(SmtpCatcher::Replies{{"message", "451 later"}});
  const SmtpCatcher back;
  post_one();
  mailer.emplace(mailer_to(busy));
  runner.run_due();
  EXPECT_EQ(count().waiting, 1);
  clock.set(now() + kHour);
  mailer.emplace(mailer_to(back));
  runner.run_due();
  EXPECT_EQ(back.caught().size(), 1u);
  EXPECT_EQ(count().waiting, 0);
}

TEST_F(PostTest, ForgetsALetterThatIsRefusedForGood) {
  const SmtpCatcher catcher(SmtpCatcher::Replies{{"RCPT", "550 nobody here"}});
  const Mailer mailer = mailer_to(catcher);
  jobs::Runner runner(*store);
  deliver_posted(runner, mailer, book);
  post_one();
  runner.run_due();
  EXPECT_EQ(count().waiting, 0);
  EXPECT_EQ(count().failed, 0);
}

struct CountedReach final : Reach {
  mutable int refusals = 0;
  bool may_go(store::Reader&, const Letter&) const override { return true; }
  std::string return_path(store::Reader&, std::string_view) const override { return {}; }
  void refused(store::Store&, const Letter&) const override { ++refusals; }
};

TEST_F(PostTest, HoldsAgainstAnAddressOnlyWhatIsSaidOfIt) {
  const auto refusals = [&](const char* reply) {
    const SmtpCatcher catcher(SmtpCatcher::Replies{{"RCPT", reply}});
    const Mailer mailer = mailer_to(catcher);
    const auto reach = std::make_shared<CountedReach>();
    jobs::Runner runner(*store);
    deliver_posted(runner, mailer, book, reach);
    post_one();
    runner.run_due();
    EXPECT_EQ(count().waiting, 0) << "it is not tried again";
    return reach->refusals;
  };
  EXPECT_EQ(refusals("550 5.1.1 nobody here"), 1);
  EXPECT_EQ(refusals("554 5.7.1 relaying denied"), 0);
  EXPECT_EQ(refusals("550 5.4.5 your quota is used up"), 0);
}

TEST_F(PostTest, SendsNothingThatItsReaderDidNotAgreeTo) {
  const SmtpCatcher catcher;
  const Mailer mailer = mailer_to(catcher);
  jobs::Runner runner(*store);
  deliver_posted(runner, mailer, book);
  const auto purpose = [&] { return store->read([&](store::Reader& r) { return book.purpose(r, "monthly", 7, 8); }); };
  ASSERT_TRUE(purpose());
  const auto send = [&](const Purpose& why) {
    store->write([&](store::Transaction& t) {
      auto letter = some_letter();
      letter.purpose = why;
      if (why.basis() == Purpose::Basis::consent) {
        EXPECT_THROW(post(t, letter), Fault) << "it has a door of its own";
      }
      post_agreed(t, letter);
    });
  };
  send(*purpose());
  runner.run_due();
  ASSERT_EQ(catcher.caught().size(), 1u);
  // Withdrawn between writing the letter and sending it.
  send(*purpose());
  book.agrees = false;
  runner.run_due();
  EXPECT_EQ(catcher.caught().size(), 1u);
  EXPECT_EQ(count().waiting, 0);
  EXPECT_FALSE(purpose()) << "and no further letter can be written";
  post_one();
  runner.run_due();
  EXPECT_EQ(catcher.caught().size(), 2u) << "a service needs no consent";
}

TEST_F(PostTest, SendsWhatIsAwaitedBeforeWhatIsOnlyWished) {
  const SmtpCatcher catcher;
  const Mailer mailer = mailer_to(catcher);
  jobs::Runner runner(*store);
  deliver_posted(runner, mailer, book);
  const auto monthly = store->read([&](store::Reader& r) { return book.purpose(r, "monthly", 7, 8); });
  store->write([&](store::Transaction& t) {
    auto letter = some_letter();
    letter.purpose = *monthly;
    letter.subject = "monthly";
    post_agreed(t, letter);
  });
  clock.set(now() + kMinute);
  post_one();
  runner.run_due();
  ASSERT_EQ(catcher.caught().size(), 2u);
  EXPECT_EQ(catcher.caught()[0].message.find("monthly"), std::string::npos);
}

TEST_F(PostTest, DropsNewsThatIsHoursOld) {
  const SmtpCatcher catcher;
  const Mailer mailer = mailer_to(catcher);
  jobs::Runner runner(*store);
  deliver_posted(runner, mailer, book);
  const auto sent_after = [&](const char* kind, std::int64_t span) {
    const auto before = catcher.caught().size();
    store->write([&](store::Transaction& t) {
      auto letter = some_letter();
      letter.purpose = *book.wish(t, kind, 7, 0);
      post(t, letter);
    });
    clock.set(now() + span);
    runner.run_due();
    EXPECT_EQ(count().waiting, 0);
    return catcher.caught().size() - before;
  };
  EXPECT_EQ(sent_after("told", kHour), 1u);
  EXPECT_EQ(sent_after("told", 40 * kHour), 1u) << "an answer is worth a letter still";
  EXPECT_EQ(sent_after("told", 49 * kHour), 0u);
  EXPECT_EQ(sent_after("digest", 3 * kHour), 0u);
  EXPECT_EQ(sent_after("group_letter", 3 * kHour), 1u) << "stands nowhere else";
}

TEST_F(PostTest, AsksWhetherNewsStandsOnceItIsHoursOld) {
  struct TakenBack : Reach {
    bool may_go(store::Reader&, const Letter&) const override { return true; }
    bool stands(store::Reader&, const Letter&, Instant) const override { return false; }
    std::string return_path(store::Reader&, std::string_view) const override { return {}; }
    void refused(store::Store&, const Letter&) const override {}
  };
  const SmtpCatcher catcher;
  const Mailer mailer = mailer_to(catcher);
  jobs::Runner runner(*store);
  deliver_posted(runner, mailer, book, std::make_shared<TakenBack>());
  const auto send_after = [&](const char* kind, std::int64_t span) {
    store->write([&](store::Transaction& t) {
      auto letter = some_letter();
      letter.purpose = *book.wish(t, kind, 7, 0);
      post(t, letter);
    });
    clock.set(now() + span);
    runner.run_due();
    return catcher.caught().size();
  };
  EXPECT_EQ(send_after("told", kHour), 1u);
  EXPECT_EQ(send_after("told", 3 * kHour), 1u) << "some of it was taken back";
  EXPECT_EQ(send_after("group_letter", 3 * kHour), 2u) << "stands nowhere else";
}

TEST_F(PostTest, RefusesALetterToNobody) {
  store->write([](store::Transaction& t) {
    Letter letter = some_letter();
    letter.to = "nobody";
    EXPECT_THROW(post(t, letter), Fault);
  });
}

}  // namespace
}  // namespace parvis::mail
