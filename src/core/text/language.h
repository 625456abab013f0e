// The languages Parvis speaks, and the choice among them for a reader. Values and pure functions; usable from any
// thread.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace parvis::text {

enum class Language { en, fr };

inline constexpr std::array<Language, 2> kLanguages = {Language::en, Language::fr};

// "en", "fr": for the lang attribute, addresses and the database.
std::string_view tag(Language language);
// How its speakers call it: "English", "Français".
std::string_view name_in_itself(Language language);
// The language of a tag of RFC 5646, whatever its region or case: "fr", "FR-ca", "en_GB". Nothing for others.
std::optional<Language> parse_language(std::string_view tag);
// The best of `available` (which is not empty) for an Accept-Language header (RFC 9110 section 12.5.4); the first of
// them when the header asks for none. Weights that cannot be read count as 1; at most 32 ranges are looked at.
Language negotiate(std::string_view accept_language, std::span<const Language> available = kLanguages);

}  // namespace parvis::text
