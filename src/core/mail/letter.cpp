#include "core/mail/letter.h"

#include <boost/json.hpp>

#include "core/errors.h"
#include "core/ids.h"

namespace parvis::mail {

// How a purpose stands in a letter that waits. One that waits since an earlier version is a word: a service.
struct PurposeText {
  static boost::json::value json(const Purpose& purpose) {
    if (purpose.basis() == Purpose::Basis::service) return boost::json::value(purpose.kind());
    return boost::json::object{{"kind", purpose.kind()}, {"person", purpose.person()}, {"subject", purpose.subject()}};
  }
  static Purpose read(const boost::json::value& value) {
    if (value.is_string()) return Purpose::service(std::string_view(value.as_string()));
    const auto& object = value.as_object();
    return Purpose(Purpose::Basis::consent, std::string_view(object.at("kind").as_string()),
                   object.at("person").as_int64(), object.at("subject").as_int64());
  }
};

void add_unsubscribe(Letter& letter, std::string_view address) {
  const bool whole = address.starts_with("https://") || address.starts_with("http://");
  if (!whole || address.find_first_of("<>, \t\r\n") != std::string_view::npos) {
    throw Fault("the address to unsubscribe at is no plain web address");
  }
  letter.headers.emplace_back("List-Unsubscribe", "<" + std::string(address) + ">");
  letter.headers.emplace_back("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
}

std::string to_json(const Letter& letter) {
  boost::json::array headers;
  for (const auto& [name, value] : letter.headers) headers.push_back(boost::json::array{name, value});
  boost::json::object object{{"to", letter.to},
                             {"subject", letter.subject},
                             {"text", letter.text},
                             {"html", letter.html},
                             {"language", letter.language},
                             {"from_name", letter.from_name},
                             {"headers", std::move(headers)},
                             {"purpose", PurposeText::json(letter.purpose)},
                             {"reply_to", letter.reply_to},
                             {"id", letter.id.empty() ? id_text(next_id()) : letter.id}};
  return boost::json::serialize(object);
}

Letter letter_from_json(std::string_view json) {
  try {
    const auto value = boost::json::parse(boost::json::string_view(json.data(), json.size()));
    const auto& object = value.as_object();
    const auto text = [&](const char* name) { return std::string(object.at(name).as_string()); };
    Letter letter{.to = text("to"),
                  .subject = text("subject"),
                  .text = text("text"),
                  .html = text("html"),
                  .language = text("language"),
                  .from_name = text("from_name"),
                  .purpose = PurposeText::read(object.at("purpose")),
                  .id = text("id")};
    if (const auto* reply_to = object.if_contains("reply_to")) letter.reply_to = reply_to->as_string();
    for (const auto& header : object.at("headers").as_array()) {
      const auto& pair = header.as_array();
      letter.headers.emplace_back(pair.at(0).as_string(), pair.at(1).as_string());
    }
    return letter;
  } catch (const std::exception& error) {
    throw Fault(std::string("a stored letter cannot be read: ") + error.what());
  }
}

}  // namespace parvis::mail
