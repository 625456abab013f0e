#include "core/html/form.h"

namespace parvis::html {

void FormState::set(std::string_view name, std::string value) {
  std::erase_if(typed_, [&](const auto& pair) { return pair.first == name; });
  typed_.emplace_back(name, std::move(value));
}

std::string_view FormState::value(std::string_view name) const {
  for (const auto& [typed_name, value] : typed_) {
    if (typed_name == name) return value;
  }
  return {};
}

bool FormState::has(std::string_view name, std::string_view value) const {
  for (const auto& [typed_name, typed_value] : typed_) {
    if (typed_name == name && typed_value == value) return true;
  }
  return false;
}

void FormState::refuse(std::string_view field, Sentence message) {
  if (field.empty() || !this->message(field)) messages_.emplace_back(field, std::move(message));
}

const Sentence* FormState::message(std::string_view field) const {
  for (const auto& [refused, message] : messages_) {
    if (refused == field) return &message;
  }
  return nullptr;
}

}  // namespace parvis::html
