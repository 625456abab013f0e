#include "core/mail/attachment.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/crypto/base64url.h"
#include "core/errors.h"

namespace parvis::mail {
namespace {

constexpr std::size_t kMaxName = 120;

bool is_file_name(std::string_view name) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return !name.empty() && name.size() <= kMaxName && name.find_first_of("/\\\"") == std::string_view::npos &&
         std::ranges::none_of(name, is_control);
}

// Two words of RFC 2045 with a slash between them, and no parameter.
bool is_media_type(std::string_view type) {
  const auto slash = type.find('/');
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '+' || c == '-' || c == '/';
  };
  return slash != std::string_view::npos && slash > 0 && slash + 1 < type.size() &&
         type.find('/', slash + 1) == std::string_view::npos && std::ranges::all_of(type, is_plain);
}

boost::json::value parsed(std::string_view json) {
  return boost::json::parse(boost::json::string_view(json.data(), json.size()));
}

}  // namespace

void check_attachments(const Attachments& attachments) {
  if (attachments.size() > kMostAttachments) throw Fault("a letter has too many attachments");
  std::size_t bytes = 0;
  for (const auto& attachment : attachments) {
    bytes += attachment.bytes.size();
    if (!is_file_name(attachment.name)) throw Fault("an attachment has no proper name");
    if (!is_media_type(attachment.type)) throw Fault("an attachment has no proper type");
  }
  if (bytes > kMostAttachedBytes) throw Fault("the attachments of a letter are too large");
}

std::string with_attachments(std::string_view letter_json, const Attachments& attachments) {
  if (attachments.empty()) return std::string(letter_json);
  auto letter = parsed(letter_json);
  boost::json::array all;
  for (const auto& [name, type, bytes] : attachments) {
    all.push_back(boost::json::object{{"name", name}, {"type", type}, {"bytes", crypto::to_base64url(bytes)}});
  }
  letter.as_object()["attachments"] = std::move(all);
  return boost::json::serialize(letter);
}

Attachments attachments_from_json(std::string_view letter_json) {
  try {
    Attachments attachments;
    const auto letter = parsed(letter_json);
    const auto* all = letter.as_object().if_contains("attachments");
    if (!all) return attachments;
    for (const auto& value : all->as_array()) {
      const auto& one = value.as_object();
      auto bytes = crypto::from_base64url(std::string_view(one.at("bytes").as_string()));
      if (!bytes) throw Fault("one is damaged");
      attachments.push_back(
          {std::string(one.at("name").as_string()), std::string(one.at("type").as_string()), std::move(*bytes)});
    }
    return attachments;
  } catch (const std::exception& error) {
    throw Fault(std::string("the attachments of a stored letter cannot be read: ") + error.what());
  }
}

}  // namespace parvis::mail
