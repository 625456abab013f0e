#include "core/id_pair.h"

namespace parvis {

std::string pair_text(const IdPair& pair) { return id_text(pair.first) + "." + id_text(pair.second); }

std::optional<IdPair> parse_pair(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto first = parse_id(text.substr(0, dot)), second = parse_id(text.substr(dot + 1));
  return first && second ? std::optional(IdPair{*first, *second}) : std::nullopt;
}

}  // namespace parvis
