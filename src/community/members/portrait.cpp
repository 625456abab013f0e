#include "community/members/portrait.h"

#include <array>

namespace parvis::community {
namespace {

constexpr int kHues = 360;
constexpr int kPictures = 1'000'000'000;  // the drawn ones end at some six million

struct Part {
  int Portrait::*value;
  int count;
};
constexpr std::array<Part, 5> kParts{{{&Portrait::skin, 5},
                                      {&Portrait::hair, 10},
                                      {&Portrait::hair_colour, 6},
                                      {&Portrait::extra, 7},
                                      {&Portrait::clothes, 8}}};

}  // namespace

std::optional<Portrait> parse_portrait(std::string_view figures) {
  if (figures.size() != kParts.size()) return std::nullopt;
  Portrait portrait;
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    const int value = figures[i] - '0';
    if (value < 0 || value >= kParts[i].count) return std::nullopt;
    portrait.*kParts[i].value = value;
  }
  return portrait;
}

int pack_face(const Face& face) {
  if (face.picture) return kPictures + *face.picture;
  int kept = 0;
  if (face.portrait) {
    for (const auto& part : kParts) kept = kept * part.count + (*face.portrait).*part.value;
    ++kept;
  }
  return kept * kHues + (face.hue % kHues + kHues) % kHues;
}

Face unpack_face(int kept) {
  Face face{.hue = (kept % kHues + kHues) % kHues};
  if (kept >= kPictures) {
    face.picture = kept - kPictures;
    return face;
  }
  int drawn = kept / kHues;
  if (drawn <= 0) return face;
  --drawn;
  Portrait portrait;
  for (auto part = kParts.rbegin(); part != kParts.rend(); ++part) {
    portrait.*part->value = drawn % part->count;
    drawn /= part->count;
  }
  if (drawn == 0) face.portrait = portrait;
  return face;
}

}  // namespace parvis::community
