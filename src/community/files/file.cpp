#include "community/files/file.h"

#include <algorithm>

#include "community/threads/post_text.h"
#include "core/media/picture.h"
#include "core/text/markdown.h"
#include "core/text/markdown_escape.h"
#include "core/text/sanitise.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

constexpr store::Sql kFind{R"(
  select id, member, created_at, kept_at, kind, name, type, alt, width, height, bytes from file
  where id = $1 and kept_at is not null)"};
constexpr store::Sql kCopy{"select file, label, sum, type, bytes from file_copy where file = $1 and label = $2"};
constexpr store::Sql kUses{R"(
  select t.space, p.author, case when p.deleted_at is null and t.deleted_at is null then 0 else 1 end
  from file_use u join post p on p.id = u.post join thread t on t.id = p.thread
  where u.file = $1 order by u.post limit 200)"};
constexpr store::Sql kChosen{"select count(*) from member_picture where file = $1"};
constexpr store::Sql kWaiting{R"(
  select space, body from contribution where author = $1 and decision = 0)"};
constexpr store::Sql kSayFirst{"update file set alt = $2 where id = $1 and member = $3 and alt = ''"};
constexpr store::Sql kUse{"insert into file_use (file, post) values ($1, $2) on conflict (file, post) do nothing"};

struct Use {
  SpaceId space;
  MemberId author;
  bool gone = false;
};

bool may_see(const Viewer& viewer, const SpaceList& spaces, const Use& use) {
  const auto* space = spaces.find(use.space);
  if (!space || !may_read(viewer, *space)) return false;
  return !use.gone || sees_deleted(viewer, spaces, use.space) || (viewer.signed_in() && use.author == viewer.member);
}

struct Waiting {
  SpaceId space;
  std::string body;
};

// Who decides on words that wait sees what they show.
bool waits_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const File& file) {
  const auto decides = [&](const Space& space) { return may(viewer, space, Action::decide); };
  if (!viewer.signed_in() || std::ranges::none_of(spaces.all(), decides)) return false;
  const auto address = file_path(file.id);
  return std::ranges::any_of(reader.all<Waiting>(kWaiting, file.member), [&](const Waiting& waiting) {
    const auto* space = spaces.find(waiting.space);
    return space && decides(*space) && waiting.body.find(address) != std::string::npos;
  });
}

}  // namespace

std::string file_path(FileId id) { return "/files/" + id_text(id); }

std::optional<File> find_file(store::Reader& reader, FileId id) { return reader.one<File>(kFind, id); }

std::optional<FileCopy> find_copy(store::Reader& reader, const File& file, std::string_view label) {
  if (!label.empty()) return reader.one<FileCopy>(kCopy, file.id, label);
  if (file.kind == FileKind::other) return reader.one<FileCopy>(kCopy, file.id, kOnlyCopy);
  const int width = static_cast<int>(std::min<std::int64_t>(file.width, media::kPlainWidth));
  return reader.one<FileCopy>(kCopy, file.id, media::copy_label(width, "jpg"));
}

Seen seen(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const File& file) {
  const auto uses = reader.all<Use>(kUses, file.id);
  const auto any = [&](const Viewer& who) {
    return std::ranges::any_of(uses, [&](const Use& use) { return may_see(who, spaces, use); });
  };
  const bool chosen = file.kind >= FileKind::face && reader.one<std::int64_t>(kChosen, file.id).value_or(0) > 0;
  if (chosen || any(Viewer{})) return Seen::by_all;
  const bool own = viewer.signed_in() && viewer.member == file.member;
  return own || any(viewer) || waits_for(reader, viewer, spaces, file) ? Seen::by_viewer : Seen::no;
}

std::string markdown_of(const File& file) {
  const bool picture = file.kind == FileKind::picture;
  return (picture ? "![" : "[") + text::escaped(picture ? file.alt : file.name) + "](" + file_path(file.id) + ")";
}

namespace {

void measure(std::string& html, const File& file) {
  const auto opening = "<img src=\"" + file_path(file.id) + "\"";
  const auto measures = " width=\"" + std::to_string(file.width) + "\" height=\"" + std::to_string(file.height) + "\"";
  constexpr std::string_view kLazy = " loading=\"lazy\">";
  for (auto at = html.find(opening); at != std::string::npos; at = html.find(opening, at + 1)) {
    const auto end = html.find(kLazy, at);
    if (end != std::string::npos && end < html.find('>', at)) html.insert(end, measures);
  }
}

}  // namespace

bool names_files(std::string_view html) { return html.find("=\"/files/") != std::string_view::npos; }

namespace {

std::vector<FileId> files_in(std::string_view html) {
  std::vector<FileId> files;
  constexpr std::string_view kOpening = "=\"";
  for (auto at = html.find("=\"/files/"); at != std::string_view::npos; at = html.find("=\"/files/", at + 1)) {
    const auto value = html.substr(at + kOpening.size());
    const auto id = parse_id(text::own_file(value.substr(0, value.find('"'))));
    const FileId file{id.value_or(0)};
    if (file && files.size() < kMaxFiles && std::ranges::find(files, file) == files.end()) files.push_back(file);
  }
  return files;
}

std::string said_of(const std::string& html, const File& file) {
  const auto at = html.find("<img src=\"" + file_path(file.id) + "\"");
  if (at == std::string::npos) return {};
  const auto tag = html.substr(at, html.find('>', at) + 1 - at);
  return std::string(text::cut_at_character(text::plain_text(stored_html(tag)), kMostAlt));
}

}  // namespace

std::string use_files(store::Transaction& transaction, const Act& act, PostId post, std::string html) {
  for (const auto id : files_in(html)) {
    const auto file = find_file(transaction, id);
    if (!file || seen(transaction, act.actor, act.spaces, *file) == Seen::no) continue;
    transaction.run(kUse, file->id, post);
    if (file->kind != FileKind::picture) continue;
    // What its owner says of it here is what it shows, as long as they said nothing else.
    if (const auto said = said_of(html, *file); !said.empty() && file->alt.empty()) {
      transaction.run(kSayFirst, file->id, said, act.actor.member);
    }
    measure(html, *file);
  }
  return html;
}

}  // namespace parvis::community
