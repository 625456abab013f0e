#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"
#include "exchange/open_form/form.h"
#include "exchange/open_form/testing/sample.h"

namespace parvis::exchange {
namespace {

using ::testing::IsEmpty;

struct Column {
  std::string name;
  bool required = false;
};

// The schema is the same in both databases, and SQLite tells it in a line.
constexpr store::Sql kTables{
    "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' and name "
    "<> 'schema_version' order by name"};
constexpr store::Sql kColumns{"select name, \"notnull\" from pragma_table_info($1)"};
constexpr store::Sql kReferences{"select \"from\" || ' ' || \"table\" from pragma_foreign_key_list($1)"};

template <class RowType, class... Args>
std::vector<RowType> ask(const store::Sql& sql, const Args&... args) {
  static const auto store = [] {
    auto store = store::open_memory_store();
    store::migrate(*store);
    return store;
  }();
  return store->read([&](store::Reader& reader) { return reader.all<RowType>(sql, args...); });
}

const Form* form_of(const std::string& table) {
  for (const auto& form : forms()) {
    if (form.table.text() == table) return &form;
  }
  return nullptr;
}

bool is_left_out(const std::string& table) {
  for (const auto& one : tables_left_out()) {
    if (one.table == table) return !one.reason.empty();
  }
  return false;
}

TEST(OpenForm, TellsEveryTableOrSaysWhyNot) {
  for (const auto& table : ask<std::string>(kTables)) {
    EXPECT_NE(form_of(table) != nullptr, is_left_out(table))
        << "The table " << table
        << ": declare a file for it in src/exchange/open_form/forms_*.cpp, or name it with its "
        << "reason in tables_left_out() of form.cpp.";
  }
}

TEST(OpenForm, TellsEveryColumnOrSaysWhatItIsDerivedFrom) {
  for (const auto& form : forms()) {
    std::multiset<std::string> declared, there;
    for (const auto& field : form.fields) declared.emplace(field.column.text());
    for (const auto& derived : form.derived) {
      declared.emplace(derived.column.text());
      EXPECT_FALSE(derived.reason.empty()) << form.name << " " << derived.column.text();
    }
    for (const auto& column : ask<Column>(kColumns, form.table.text())) there.insert(column.name);
    EXPECT_EQ(declared, there) << "The columns of " << form.table.text()
                               << ": each stands in a field of the form, or under derived with its reason.";
  }
}

TEST(OpenForm, WantsWhatTheSchemaWants) {
  for (const auto& form : forms()) {
    for (const auto& column : ask<Column>(kColumns, form.table.text())) {
      for (const auto& field : form.fields) {
        if (field.column.text() != column.name || field.kind == FieldKind::subject) continue;
        EXPECT_EQ(field.presence == Presence::required, column.required) << form.name << " " << field.name;
      }
    }
  }
}

TEST(OpenForm, RefersToWhatTheSchemaRefersTo) {
  for (const auto& form : forms()) {
    std::set<std::string> declared, there;
    for (const auto& field : form.fields) {
      if (!field.refers_to.empty()) {
        declared.insert(std::string(field.column.text()) + " " + std::string(field.refers_to));
      }
    }
    for (const auto& reference : ask<std::string>(kReferences, form.table.text())) there.insert(reference);
    EXPECT_EQ(declared, there) << form.name;
  }
}

TEST(OpenForm, NamesParentsBeforeChildren) {
  std::set<std::string_view> before;
  for (const auto& form : forms()) {
    for (const auto& field : form.fields) {
      EXPECT_TRUE(field.refers_to.empty() || before.contains(field.refers_to)) << form.name << " " << field.name;
    }
    before.insert(form.table.text());
  }
}

TEST(OpenForm, ExplainsEveryFieldAndNamesNoneTwice) {
  std::set<std::string_view> names;
  for (const auto& form : forms()) {
    EXPECT_TRUE(names.insert(form.name).second) << form.name;
    std::set<std::string_view> fields;
    for (const auto& field : form.fields) {
      EXPECT_TRUE(fields.insert(field.name).second) << form.name << " " << field.name;
      EXPECT_FALSE(field.meaning.empty()) << form.name << " " << field.name;
      EXPECT_EQ(field.kind == FieldKind::word, field.words != nullptr) << form.name << " " << field.name;
    }
  }
}

TEST(OpenForm, HasASampleOfEveryFile) {
  std::set<std::string_view> sampled;
  for (const auto& line : testing::sample_lines()) sampled.insert(line.form);
  for (const auto& form : forms()) EXPECT_TRUE(sampled.contains(form.name)) << form.name;
}

}  // namespace
}  // namespace parvis::exchange
