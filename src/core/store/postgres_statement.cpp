#include "core/store/postgres_statement.h"

#include <algorithm>
#include <utility>

#include "core/store/postgres_connection.h"
#include "core/store/postgres_value.h"
#include "core/store/storable.h"
#include "core/text/unicode.h"

namespace parvis::store {
namespace {

constexpr int kBinary = 1;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The highest n of "$n" outside of quotes and comments.
std::size_t count_parameters(std::string_view sql) {
  std::size_t highest = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\'') quoted = !quoted;
    if (quoted) continue;
    if (sql.substr(i, 2) == "--") i = std::min(sql.find('\n', i), sql.size() - 1);
    if (sql[i] != '$') continue;
    std::size_t number = 0;
    while (i + 1 < sql.size() && is_digit(sql[i + 1])) number = number * 10 + static_cast<std::size_t>(sql[++i] - '0');
    highest = std::max(highest, number);
  }
  return highest;
}

// What is to be kept was checked before; what is only looked for may be anything, and must find nothing rather than
// fail.
std::string cleaned(std::string_view text) {
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = text::decode(text, at);
    text::append_utf8(clean, decoded.valid && decoded.code != 0 ? decoded.code : U'\xFFFD');
    at += decoded.size;
  }
  return clean;
}

}  // namespace

PostgresStatement::PostgresStatement(PostgresConnection& connection, std::string_view text, Lasting lasting)
    : connection_(connection), text_(std::make_shared<std::string>(text)), lasting_(lasting), footprint_(text) {
  const auto count = count_parameters(text);
  types_.resize(count);
  numbers_.resize(count);
  values_.resize(count);
  lengths_.resize(count);
  formats_.assign(count, kBinary);
  cleaned_.resize(count);
}

PostgresStatement::~PostgresStatement() {
  if (prepared_) connection_.forget(*prepared_);
}

void PostgresStatement::bind(int number, const Value& value) {
  const auto at = static_cast<std::size_t>(number - 1);
  types_[at] = parameter_type(value);
  switch (value.kind) {
    case Value::Kind::null: values_[at] = nullptr; return;
    case Value::Kind::integer: encode_integer(value.integer, numbers_[at].data()); break;
    case Value::Kind::real: encode_real(value.real, numbers_[at].data()); break;
    case Value::Kind::text:
      if (!is_storable(value.text)) return bind(number, Value::of_text(cleaned_[at] = cleaned(value.text)));
      [[fallthrough]];
    case Value::Kind::blob:
      values_[at] = value.text.data() == nullptr ? "" : value.text.data();
      lengths_[at] = static_cast<int>(value.text.size());
      return;
  }
  values_[at] = numbers_[at].data();
  lengths_[at] = static_cast<int>(numbers_[at].size());
}

std::string PostgresStatement::bound() const {
  std::string all;
  for (std::size_t i = 0; i < types_.size(); ++i) {
    const auto length = values_[i] == nullptr ? -1 : lengths_[i];
    all.append(reinterpret_cast<const char*>(&types_[i]), sizeof types_[i]);
    all.append(reinterpret_cast<const char*>(&length), sizeof length);
    if (length > 0) all.append(values_[i], static_cast<std::size_t>(length));
  }
  return all;
}

std::vector<Parameter> PostgresStatement::taken() const {
  std::vector<Parameter> all(types_.size());
  for (std::size_t i = 0; i < types_.size(); ++i) {
    all[i].type = types_[i];
    if (values_[i] != nullptr) all[i].bytes.emplace(values_[i], static_cast<std::size_t>(lengths_[i]));
  }
  return all;
}

void PostgresStatement::bind(const std::vector<Parameter>& parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    types_[i] = parameters[i].type;
    values_[i] = parameters[i].bytes ? parameters[i].bytes->data() : nullptr;
    lengths_[i] = parameters[i].bytes ? static_cast<int>(parameters[i].bytes->size()) : 0;
  }
}

bool PostgresStatement::step() {
  if (!result_) {
    result_ = many_ && !footprint_.changes() ? connection_.open_cursor(*this) : connection_.query(*this);
    row_ = -1;
  }
  if (++row_ < PQntuples(result_.get())) return true;
  if (cursor_.empty() || row_ < PostgresConnection::kFetched) return false;
  result_ = connection_.fetch(*this);
  row_ = 0;
  return PQntuples(result_.get()) > 0;
}

Value PostgresStatement::column(int index) { return decode_field(result_.get(), row_, index); }

void PostgresStatement::reset() noexcept {
  result_.reset();
  many_ = false;
  if (!cursor_.empty()) connection_.close_cursor(std::exchange(cursor_, {}));
}

}  // namespace parvis::store
