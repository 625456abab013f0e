// Spaces: places with one purpose. There are few and they change rarely, so all of them are held in memory as one
// immutable list, replaced whole when one changes. `SpaceDirectory` is owned by the Community; any thread may ask it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/activity/activity.h"
#include "community/rights/rights.h"
#include "community/types.h"
#include "core/store/store.h"
#include "core/text/language.h"

namespace parvis::community {

// A text in each language the community speaks; stored as JSON.
class LocalText {
 public:
  LocalText() = default;
  static LocalText from_json(std::string_view json);  // {} when it is no such JSON
  std::string to_json() const;
  void set(text::Language language, std::string text) { texts_[language] = std::move(text); }
  // In this language, else in any; empty when there is none.
  const std::string& in(text::Language language) const;
  // In this language alone, for forms that ask for each.
  std::string_view only_in(text::Language language) const;
  friend bool operator==(const LocalText&, const LocalText&) = default;

 private:
  std::map<text::Language, std::string> texts_;
};

struct Space {
  SpaceId id;
  std::string slug;
  SpaceKind kind = SpaceKind::discussion;
  SpaceVisibility visibility = SpaceVisibility::everyone;
  std::int64_t position = 0;
  LocalText name;
  LocalText description;
  bool closed = false;  // readable, but nothing more is written there
  Openness openness = Openness::free;
  Rights rights;                           // who may do what here
  std::vector<CustomRoleId> readers = {};  // of a space whose visibility is `chosen`
};

// A role of the community's own making. What it gives stands in the rights of the spaces.
struct CustomRole {
  CustomRoleId id;
  std::string slug;
  LocalText name;
};
// What its column is called in forms, the API and the database: "role:testers".
std::string standing_of(const CustomRole& role);

class SpaceList {
 public:
  explicit SpaceList(std::vector<Space> spaces, std::vector<CustomRole> roles = {})
      : spaces_(std::move(spaces)), roles_(std::move(roles)) {}
  const std::vector<Space>& all() const { return spaces_; }  // by position
  const Space* find(SpaceId id) const;
  const Space* find(std::string_view slug) const;
  const std::vector<CustomRole>& roles() const { return roles_; }  // in the order they were made
  const CustomRole* find_role(std::string_view slug) const;

 private:
  std::vector<Space> spaces_;
  std::vector<CustomRole> roles_;
};

// As the database has them now: what a change is held against, since another node may have changed them a moment ago.
SpaceList stored_spaces(store::Reader& reader);

// Acts after which the directory is to be read again.
bool touches_spaces(Verb verb);

class SpaceDirectory {
 public:
  explicit SpaceDirectory(store::Store& store);
  std::shared_ptr<const SpaceList> list() const;
  void reload();  // after a space was made or changed

 private:
  store::Store& store_;
  std::mutex reloading_;  // one at a time, so that an older list never takes the place of a newer
  mutable std::mutex mutex_;
  std::shared_ptr<const SpaceList> list_;
};

// Makes a space at the end of the list and records it. Conflict when the slug is taken.
struct NewSpace {
  std::string slug;
  SpaceKind kind = SpaceKind::discussion;
  SpaceVisibility visibility = SpaceVisibility::everyone;
  LocalText name;
  LocalText description;
  Openness openness = Openness::free;
};
SpaceId create_space(store::Transaction& transaction, const Timeline& timeline, const NewSpace& space, MemberId actor,
                     Instant at, Source source);

// What changes with every post, and so is not in the directory.
struct SpaceFigures {
  SpaceId id;
  std::int64_t threads = 0, posts = 0;
  Instant last_activity_at;
};
std::vector<SpaceFigures> space_figures(store::Reader& reader);

}  // namespace parvis::community
