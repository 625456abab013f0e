#include "community/files/own_files.h"

#include "community/files/bringing.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kOfMember{R"(
  select id, member, created_at, kept_at, kind, name, type, alt, width, height, bytes from file
  where member = $1 and kept_at is not null and kind <= 2 and ($2 = 0 or id < $2) order by id desc limit $3)"};
constexpr store::Sql kPlaces{R"(
  select t.id, t.title, t.slug, t.language, p.number
  from file_use u join post p on p.id = u.post join thread t on t.id = p.thread
  where u.file = $1 and p.deleted_at is null and t.deleted_at is null)"};
constexpr store::Sql kDescribe{"update file set alt = $2 where id = $1"};
constexpr store::Sql kDropUses{"delete from file_use where file = $1"};
constexpr store::Sql kDropCopies{"delete from file_copy where file = $1"};
constexpr store::Sql kDrop{"delete from file where id = $1"};
constexpr store::Sql kDropPictures{"delete from member_picture where member = $1"};
constexpr store::Sql kAllOfMember{"select id from file where member = $1"};

Activity activity_about(const Act& act, Verb verb, const File& file) {
  auto activity = activity_of(act, verb, ObjectKind::file, file.id.value);
  if (file.member != act.actor.member) activity.counterpart = file.member;
  return activity;
}

void drop(store::Transaction& transaction, FileId id) {
  transaction.run(kDropUses, id);
  transaction.run(kDropCopies, id);
  transaction.run(kDrop, id);
}

}  // namespace

std::vector<File> files_of_member(store::Reader& reader, MemberId member, FileId before, int limit) {
  return reader.all<File>(kOfMember, member, before, limit);
}

std::vector<FilePlace> places_of(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, FileId file,
                                 int limit) {
  const auto query = kPlaces + only_readable(viewer, spaces, "t.space") + store::Sql(" order by p.id desc limit $2");
  return reader.all<FilePlace>(query, file, limit);
}

File file_to_change(store::Reader& reader, const Viewer& viewer, FileId id) {
  auto file = find_file(reader, id);
  if (!file || file->kind >= FileKind::face || !viewer.signed_in() ||
      (file->member != viewer.member && !viewer.is_manager()))
    throw NotFound();
  return std::move(*file);
}

Outcome<std::string> check_alt(std::string_view alt) {
  auto checked = text::check_text(alt, {.min = 0, .max = kMostAlt, .lines = text::Lines::single});
  if (checked.problem) return Mistakes{{"alt", *checked.problem}};
  return std::move(checked.value);
}

void describe_file(store::Transaction& transaction, const Act& act, FileId id, std::string_view alt) {
  const auto file = file_to_change(transaction, act.actor, id);
  if (file.alt == alt) return;
  transaction.run(kDescribe, id, alt);
  act.timeline.record(transaction, activity_about(act, Verb::file_described, file));
}

void remove_file(store::Transaction& transaction, const Act& act, FileId id) {
  const auto file = file_to_change(transaction, act.actor, id);
  drop(transaction, id);
  act.timeline.record(transaction, activity_about(act, Verb::file_removed, file));
}

void remove_files_of(store::Transaction& transaction, MemberId member) {
  transaction.run(kDropPictures, member);
  for (const auto id : transaction.all<FileId>(kAllOfMember, member)) drop(transaction, id);
}

}  // namespace parvis::community
