#include "core/mail/letter.h"

#include <boost/json.hpp>

#include "core/crypto/crypto.h"
#include "core/errors.h"
#include "core/ids.h"

namespace parvis::mail {

// How a purpose stands in a letter that waits. One that waits since an earlier version is a word: a service.
struct PurposeText {
  static boost::json::value json(const Purpose& purpose) {
    if (purpose.basis() == Purpose::Basis::service) return boost::json::value(purpose.kind());
    boost::json::object object{{"kind", purpose.kind()}, {"person", purpose.person()}, {"subject", purpose.subject()}};
    if (purpose.basis() == Purpose::Basis::wish) object["wish"] = true;
    return object;
  }
  static Purpose read(const boost::json::value& value) {
    if (value.is_string()) return Purpose::service(std::string_view(value.as_string()));
    const auto& object = value.as_object();
    const auto basis = object.contains("wish") ? Purpose::Basis::wish : Purpose::Basis::consent;
    return Purpose(basis, std::string_view(object.at("kind").as_string()), object.at("person").as_int64(),
                   object.at("subject").as_int64());
  }
};

namespace {

// What may stand in an identifier of a header.
std::string plain_host(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    const bool is_plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    if (is_plain) plain.push_back(c);
  }
  return plain.empty() ? "localhost" : plain;
}

}  // namespace

void add_unsubscribe(Letter& letter, std::string_view address) {
  const bool whole = address.starts_with("https://") || address.starts_with("http://");
  if (!whole || address.find_first_of("<>, \t\r\n") != std::string_view::npos) {
    throw Fault("the address to unsubscribe at is no plain web address");
  }
  letter.headers.emplace_back("List-Unsubscribe", "<" + std::string(address) + ">");
  letter.headers.emplace_back("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
}

void add_conversation(Letter& letter, std::string_view conversation, std::string_view host) {
  const auto first = "<" + crypto::sha256_hex("conversation " + std::string(conversation)).substr(0, 32) + "@" +
                     plain_host(host) + ">";
  letter.headers.emplace_back("In-Reply-To", first);
  letter.headers.emplace_back("References", first);
}

void add_list(Letter& letter, std::string_view name, std::string_view list, std::string_view host) {
  std::string phrase;
  for (const char c : name) {
    if (c != '"' && c != '\\' && c != '<' && c != '>') phrase.push_back(c);
  }
  letter.headers.emplace_back("List-Id", phrase + " <" + plain_host(list) + "." + plain_host(host) + ">");
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
