#include "core/store/store.h"

#include <gtest/gtest.h>

#include "core/store/sqlite_store.h"

namespace parvis::store {
namespace {

TEST(Store, ReadsWhatWasWritten) {
  const auto store = open_memory_store();
  store->write([](Transaction& t) { t.run("create table note(id bigint primary key, text text not null)"); });
  store->write([](Transaction& t) { t.run("insert into note(text, id) values ($2, $1)", 7, "seven"); });
  const auto text = store->read([](Reader& r) { return r.one<std::string>("select text from note where id = $1", 7); });
  EXPECT_EQ(text, "seven");
}

}  // namespace
}  // namespace parvis::store
