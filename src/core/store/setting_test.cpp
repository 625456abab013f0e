#include "core/store/setting.h"

#include <gtest/gtest.h>

#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

class Setting : public ::testing::Test {
 protected:
  void SetUp() override {
    store->write([](Transaction& transaction) {
      transaction.run("create table setting (key text not null primary key, value text not null)");
    });
  }
  std::string kept(const char* key) {
    return store->read([&](Reader& reader) { return read_setting(reader, key); }).value_or("nothing");
  }

  std::unique_ptr<Store> store = open_test_store();
};

TEST_F(Setting, HoldsTheLastTextOfItsName) {
  EXPECT_EQ(kept("rules"), "nothing");
  store->write([](Transaction& transaction) {
    save_setting(transaction, "rules", "old");
    save_setting(transaction, "rules", "new");
    save_setting(transaction, "rules.other", "");
  });
  EXPECT_EQ(kept("rules"), "new");
  EXPECT_EQ(kept("rules.other"), "");
  store->write([](Transaction& transaction) { end_setting(transaction, "rules"); });
  EXPECT_EQ(kept("rules"), "nothing");
  EXPECT_EQ(kept("rules.other"), "");
}

TEST_F(Setting, SavedOnceStaysWhatItWas) {
  store->write([](Transaction& transaction) { save_setting_once(transaction, "secret", "first"); });
  store->write([](Transaction& transaction) { save_setting_once(transaction, "secret", "second"); });
  EXPECT_EQ(kept("secret"), "first");
}

}  // namespace
}  // namespace parvis::store
