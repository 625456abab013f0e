// A drawn portrait of a member: which of a few drawn parts make it. With the hue of its ground it travels as the one
// number the column `member.hue` keeps, so that every row that shows a face has it: 0 to 359 is a hue alone (the face
// shows an initial), from 360 on a portrait stands on it, and far above a picture that they brought. Values and pure
// functions.
#pragma once

#include <optional>
#include <string_view>

namespace parvis::community {

struct Portrait {
  int skin = 0;         // 0 to 4
  int hair = 0;         // 0 to 9: none, short, long, bob, bun, curls, cropped, swept, ponytail, thinning
  int hair_colour = 0;  // 0 to 5
  int extra = 0;        // 0 to 6: none, glasses, beard, glasses and beard, cap, helmet, moustache
  int clothes = 0;      // 0 to 7

  friend bool operator==(const Portrait&, const Portrait&) = default;
};

struct Face {
  int hue = 0;  // degrees, 0 to 359
  std::optional<Portrait> portrait;
  std::optional<int> picture = {};  // the number of one that the member brought (files/member_picture.h)
};

// Five figures in the order of the fields, as in "20310"; nothing when one is missing or too great.
std::optional<Portrait> parse_portrait(std::string_view figures);

// The number that is kept, and what it says; any number gives a face.
int pack_face(const Face& face);
Face unpack_face(int kept);

}  // namespace parvis::community
