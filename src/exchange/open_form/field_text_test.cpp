#include "exchange/open_form/field_text.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <boost/json.hpp>

#include "core/store/testing/test_store.h"
#include "core/text/sanitise.h"
#include "core/text/unicode.h"
#include "exchange/open_form/line_batches.h"
#include "exchange/open_form/testing/sample.h"

namespace parvis::exchange {
namespace {

using store::Value;

rc::Gen<std::string> any_bytes() {
  return rc::gen::oneOf(
      rc::gen::arbitrary<std::string>(),
      rc::gen::element<std::string>("", std::string("\0", 1), "\"\\/\b\f\n\r\t\x7f", "\xff\xfe", "é’ \xf0\x9f\x9a\xb2",
                                    "\u2028", "{\"a\":1}", "{\"base64\":\"QQ==\"}", "[1]", "null", "{\"a\": 1}",
                                    "<script>alert(1)</script>"));
}

rc::Gen<std::int64_t> any_number(const Field& field) {
  auto edges = rc::gen::element<std::int64_t>(INT64_MIN, -1, 0, 1, (1LL << 53) + 1, INT64_MAX, 1'700'000'000'000'000,
                                              253'402'300'800'000'000, -62'135'596'800'000'001);
  if (field.words) {
    std::vector<std::int64_t> numbers;
    for (const auto& word : field.words()) numbers.push_back(word.number);
    return rc::gen::oneOf(edges, rc::gen::elementOf(numbers));
  }
  return rc::gen::oneOf(edges, rc::gen::arbitrary<std::int64_t>());
}

// It keeps no text with a zero in it, and none that is no UTF-8.
bool fits_postgres(const std::string& text) { return text::is_utf8(text) && text.find('\0') == std::string::npos; }

bool is_textual(const Field& field) {
  return field.kind == FieldKind::text || field.kind == FieldKind::html || field.kind == FieldKind::document;
}

Cell any_cell(const Field& field) {
  if (field.presence == Presence::optional && field.kind != FieldKind::subject && *rc::gen::arbitrary<bool>())
    return {};
  if (!is_textual(field)) return {Value::of_integer(*any_number(field))};
  auto text = *any_bytes();
  if (field.kind == FieldKind::html) text = text::sanitise(text).markup();
  return {Value::of_text({}), std::move(text)};
}

std::string written(const Field& field, const Cell& cell) {
  auto value = cell.value;
  if (value.kind == Value::Kind::text) value.text = cell.text;
  std::string text;
  return append_value(text, field, value) ? text : "";
}

Cell read_again(const Field& field, const std::string& text) {
  if (text.empty()) return read_value(field, nullptr);
  const auto value = boost::json::parse(text);
  return read_value(field, &value);
}

TEST(OpenFormFields, SurviveWhateverTheStoreCanHold) {
  const auto holds = rc::check([] {
    for (const auto& form : forms()) {
      for (const auto& field : form.fields) {
        const auto cell = any_cell(field);
        const auto text = written(field, cell);
        RC_LOG() << form.name << " " << field.name << ": " << text << "\n";
        const auto again = read_again(field, text);
        RC_ASSERT(again.value.kind == cell.value.kind);
        RC_ASSERT(again.value.integer == cell.value.integer);
        RC_ASSERT(again.text == cell.text);
      }
    }
  });
  EXPECT_TRUE(holds);
}

TEST(OpenFormFields, StandAsPeopleReadThem) {
  const auto text = [](FieldKind kind, const Cell& cell) {
    return written({.name = "x", .column = "x", .kind = kind}, cell);
  };
  EXPECT_EQ(text(FieldKind::instant, {Value::of_integer(1'768'046'400'250'001)}), "\"2026-01-10T12:00:00.250001Z\"");
  EXPECT_EQ(text(FieldKind::id, {Value::of_integer(1 << 30)}), "\"1000000\"");
  EXPECT_EQ(text(FieldKind::subject, {Value::of_integer(2)}), "2");
  EXPECT_EQ(text(FieldKind::subject, {Value::of_integer(0)}), "");
  EXPECT_EQ(text(FieldKind::number, {Value::of_integer(INT64_MAX)}), "\"9223372036854775807\"");
  EXPECT_EQ(text(FieldKind::face, {Value::of_integer(214)}), "{\"hue\":214}");
  EXPECT_EQ(text(FieldKind::text, {Value::of_text({}), "Ça\n\"va\""}), "\"Ça\\n\\\"va\\\"\"");
  EXPECT_EQ(text(FieldKind::text, {Value::of_text({}), "\xff"}), "{\"base64\":\"/w==\"}");
}

TEST(OpenFormFields, LetNoHtmlInThatIsNotSafe) {
  const Field field{.name = "html", .column = "html", .kind = FieldKind::html};
  EXPECT_EQ(read_again(field, R"("<p onclick=\"x()\">Hello<script>alert(1)</script></p>")").text, "<p>Hello</p>");
  const std::string own = R"(<p><a href=\"https://square.example/t/1\">here</a></p>)";
  EXPECT_EQ(read_again(field, "\"" + own + "\"").text, R"(<p><a href="https://square.example/t/1">here</a></p>)")
      << "a link of the community's own keeps looking so";
}

TEST(OpenFormRows, OfEachKindSurviveInTheDatabase) {
  const auto store = store::open_migrated_test_store();
  const auto holds = rc::check([&] {
    auto lines = testing::sample_lines();
    for (auto& [name, line] : lines) {
      const auto& form = *find_form(name);
      auto object = boost::json::parse(line).as_object();
      for (const auto& field : form.fields) {
        if (!is_textual(field) || field.name == "token_hash" || field.name == "slug") continue;
        if (!object.contains(boost::json::string_view(field.name.data(), field.name.size()))) continue;
        if (name == "settings") continue;  // the community would not open
        auto value = *any_bytes();
        if (store::tests_use_postgres() && !fits_postgres(value)) continue;
        if (field.name == "handle") value = "h" + value + object.at("id").as_string().c_str();
        if (field.name == "email") continue;
        if (field.name == "key" || field.name == "reference") continue;  // two rows may not have the same
        if (field.kind == FieldKind::html) value = text::sanitise(value).markup();
        object[boost::json::string_view(field.name.data(), field.name.size())] =
            boost::json::parse(written(field, {Value::of_text({}), value}));
      }
      line = boost::json::serialize(object);
    }
    std::map<std::string, std::string> wanted;
    for (const auto& line : lines) wanted[std::string(line.form) + ".jsonl"] += line.line + "\n";
    testing::refill(*store, lines);
    for (const auto& [file, text] : testing::lines_of(*store, Told::with_accounts)) {
      RC_ASSERT(text == wanted[file]);
    }
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace parvis::exchange
