#include <array>

#include "community/members/portrait.h"
#include "community/page/page.h"

namespace parvis::community {
namespace {

// Drawn on 40 by 40, the face around (20, 19). Each part is a path; its colour is given apart.
constexpr std::array<const char*, 5> kSkins{"#f3cfb3", "#e6b48f", "#c98f66", "#9a6743", "#6b4530"};
constexpr std::array<const char*, 6> kHairColours{"#2b211d", "#5a3a26", "#8f5a2f", "#d3a15a", "#b9b4ac", "#a8482a"};
constexpr std::array<const char*, 8> kClothes{"#1f5f9e", "#a23b2f", "#2f6b4f", "#c98a1b",
                                              "#5b4a8a", "#33404d", "#b6506f", "#3f8a91"};

// Hair behind the head and before it, in the order of Portrait::hair.
constexpr std::array<const char*, 10> kHairBehind{
    "",
    "",
    "M9 20c0-8 5-13 11-13s11 5 11 13v11H9z",
    "M10 20c0-7 4-12 10-12s10 5 10 12v5c0 2-1 3-3 3H13c-2 0-3-1-3-3z",
    "M20 2.5a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4z",
    "M20 5.5c8 0 13 5 13 12.5 0 6-3 10-6 10H13c-3 0-6-4-6-10 0-7.5 5-12.5 13-12.5z",
    "",
    "",
    "M28 12c4 1 6 5 5 12-.4 2.6-2 3.6-3.5 3.2C31 22 30 17 28 12z",
    ""};
constexpr std::array<const char*, 10> kHairBefore{
    "",
    "M11.6 17.5c-.4-6 3-9.7 8.4-9.7s8.8 3.7 8.4 9.7"
    "c-1.4-3-2.6-4.5-4-5.2-3 .9-6 .9-8.8 0-1.4.7-2.6 2.2-4 5.2z",
    "M11.5 19c-.7-7 2.7-11.2 8.5-11.2S29.2 12 28.5 19c-1.5-2.5-2-4-2.5-6-4 2-9 2-12 0-.5 2-1 3.5-2.5 6z",
    "M11.3 19.5C10.5 12 14 7.8 20 7.8s9.5 4.2 8.7 11.7"
    "c-1-2.5-1.5-4-2-5.5-4.5.5-9-.2-12.7-2.5-.7 3-1.5 5-2.7 8z",
    "M11.5 18c-.3-6.5 3-10.2 8.5-10.2s8.8 3.7 8.5 10.2c-1.2-3.5-3.5-6-8.5-6s-7.3 2.5-8.5 6z",
    "M11 18.5c-1-6.5 3-11 9-11s10 4.5 9 11"
    "c-1-3-2-4.8-3.5-5.7-1.5.8-2.7.3-3.5-.6-1.3 1.2-2.7 1.2-4 0-.8.9-2 1.4-3.5.6-1.5.9-2.5 2.7-3.5 5.7z",
    "M11.7 16.5c0-5.5 3.3-8.7 8.3-8.7s8.3 3.2 8.3 8.7"
    "c-.8-2-1.4-3-2.3-3.7-4-.8-8-.8-12 0-.9.7-1.5 1.7-2.3 3.7z",
    "M11.4 17.5"
    "c-.8-5 1-8.5 4-9.5 4-2.5 10-1.5 12 2 1.5 2 1.7 4.5 1.2 7.5-1-3-2.2-4.5-3.6-5-3.5 1-7 .5-9.5-1-1.7 1.2-3 3-4.1 6"
    "z",
    "M11.5 18c-.3-6.5 3-10.2 8.5-10.2s8.8 3.7 8.5 10.2"
    "c-1-3-2-4.5-3.5-5.5-3 2.5-7 2-10 .3-1.5 1-2.5 2.5-3.5 5.2z",
    "M11.7 17.5c-.2-1.5-.2-3 .2-4.3.4 1 .8 1.5 1.3 1.6l-.7 2.7zm16.6 0"
    "c.2-1.5.2-3-.2-4.3-.4 1-.8 1.5-1.3 1.6l.7 2.7z"};
constexpr const char* kBeard =
    "M11.8 19c.2 6 3.5 9.8 8.2 9.8s8-3.8 8.2-9.8"
    "c-1 2.7-2.5 4-4.2 4.2-2.6-.9-5.4-.9-8 0-1.7-.2-3.2-1.5-4.2-4.2z";
constexpr const char* kMoustache = "M16 23.2c1.5-1.5 3-1.4 4-.6 1-.8 2.5-.9 4 .6-1.7.8-3 .6-4 0-1 .6-2.3.8-4 0z";
constexpr const char* kCap = "M10.8 14.5C11 8.5 14.5 6 20 6s9 2.5 9.2 8.5c-5-1.8-13.4-1.8-18.4 0z";
constexpr const char* kPeak = "M12 14.2c4-2.2 12-2.2 16 0l1.5 1.6c-5-1.6-14-1.6-19 0z";
constexpr const char* kHelmet = "M9.8 15C9.5 8 14 4.5 20 4.5S30.5 8 30.2 15c-6-2-14.4-2-20.4 0z";

enum Extra { nothing, glasses, beard, glasses_and_beard, cap, helmet, moustache };

void write_part(html::Writer& out, const char* colour, std::string_view path) {
  if (!path.empty()) out.open("path", {{"fill", colour}, {"d", path}}).close();
}

void write_headgear(html::Writer& out, int extra, const char* colour) {
  if (extra == cap) {
    write_part(out, colour, kCap);
    out.literal("<path fill=\"#fff\" opacity=\".5\" d=\"M18.8 6h2.4l.6 7.2h-3.6z\"/>");
    write_part(out, colour, kPeak);
  } else if (extra == helmet) {
    write_part(out, colour, kHelmet);
    out.literal(
        "<path stroke=\"#fff\" stroke-opacity=\".6\" stroke-width=\"1.3\" fill=\"none\" "
        "d=\"M14 12.5c.3-3 1.2-5 2.5-6.5M20 12V5.5M26 12.5c-.3-3-1.2-5-2.5-6.5\"/>");
  }
}

void write_features(html::Writer& out, int extra) {
  out.literal(
      "<path d=\"M16.7 18.6v1M23.3 18.6v1\" stroke=\"#2a1d18\" stroke-width=\"1.5\" stroke-linecap=\"round\"/>"
      "<path d=\"M17.5 23.8c1.5 1.3 3.5 1.3 5 0\" stroke=\"#2a1d18\" stroke-width=\"1.1\" "
      "stroke-linecap=\"round\" fill=\"none\" opacity=\".75\"/>");
  if (extra == glasses || extra == glasses_and_beard) {
    out.literal(
        "<path d=\"M13.7 18.9a3 3 0 1 0 6 0 3 3 0 1 0-6 0zm6.6 0a3 3 0 1 0 6 0 3 3 0 1 0-6 0zm-6.6-.4-2-.6m14.6.6 "
        "2-.6\" stroke=\"#2a2a2e\" stroke-width=\".9\" fill=\"none\"/>");
  }
}

}  // namespace

void write_portrait(html::Writer& out, const Portrait& portrait, std::string_view css_class) {
  const char* skin = kSkins[static_cast<std::size_t>(portrait.skin)];
  const char* hair = kHairColours[static_cast<std::size_t>(portrait.hair_colour)];
  const char* clothes = kClothes[static_cast<std::size_t>(portrait.clothes)];
  const auto style = static_cast<std::size_t>(portrait.hair);
  out.open("svg", {{"class", css_class}, {"viewBox", "0 0 40 40"}, {"aria-hidden", "true"}});
  write_part(out, hair, kHairBehind[style]);
  write_part(out, clothes, "M4 42c0-8 6-12 16-12s16 4 16 12z");
  write_part(out, skin, "M16.5 24h7v6c0 4-7 4-7 0z");
  out.literal("<path d=\"M16.5 27.5c2.5 1.5 4.5 1.5 7 0v1.5c-2.5 2-4.5 2-7 0z\" opacity=\".12\"/>");
  out.open("ellipse", {{"cx", 20}, {"cy", 19}, {"rx", "8.3"}, {"ry", "9.7"}, {"fill", skin}}).close();
  if (portrait.extra == beard || portrait.extra == glasses_and_beard) write_part(out, hair, kBeard);
  if (portrait.extra == moustache) write_part(out, hair, kMoustache);
  write_part(out, hair, kHairBefore[style]);
  write_headgear(out, portrait.extra, clothes);
  write_features(out, portrait.extra);
  out.close();
}

}  // namespace parvis::community
