#include "community/files/bringing.h"

#include <chrono>
#include <thread>

#include "community/files/files.h"
#include "core/text/unicode.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kInsert{R"(
  insert into file (id, member, created_at, kind, name, type, alt, width, height, bytes)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))"};
constexpr store::Sql kInsertCopy{"insert into file_copy (file, label, sum, type, bytes) values ($1, $2, $3, $4, $5)"};
constexpr store::Sql kGivenUp{"select given_up_at from sum_given_up where sum = $1"};
constexpr store::Sql kTakeBack{"delete from sum_given_up where sum = $1"};
constexpr store::Sql kKept{"update file set kept_at = $2 where id = $1"};
constexpr store::Sql kDropCopies{"delete from file_copy where file = $1"};
constexpr store::Sql kDrop{"delete from file where id = $1 and kept_at is null"};
constexpr store::Sql kToday{"select count(*) from file where member = $1 and created_at > $2"};
constexpr store::Sql kBytes{"select coalesce(sum(bytes), 0) from file where member = $1"};

Mistakes refused(Sentence sentence) { return {{"file", std::move(sentence)}}; }

Sentence sentence_of(media::Trouble trouble) {
  using media::Trouble;
  switch (trouble) {
    case Trouble::unknown: return {"This is no picture we can show. JPEG, PNG, WebP, GIF, AVIF and HEIC are taken."};
    case Trouble::damaged:
      return {"This picture is damaged: it cannot be read to its end. Save it anew, or take another."};
    case Trouble::too_large: return {"This picture has too many pixels. Make it smaller, at most 64 million in all."};
    case Trouble::too_slow: return {"This picture takes too long to read. Save it anew, smaller, and send it again."};
    case Trouble::busy: return {"Many pictures are being made at this moment. Send it again in a minute."};
    case Trouble::absent: break;
  }
  return {"Pictures cannot be taken here at present. Those who run this place need to install the media process."};
}

// What is to be kept of a file.
struct Made {
  FileKind kind = FileKind::picture;
  std::string type;
  media::Picture picture;  // of another file, its bytes as the only copy

  std::int64_t bytes() const {
    std::size_t bytes = 0;
    for (const auto& copy : picture.copies) bytes += copy.bytes.size();
    return static_cast<std::int64_t>(bytes);
  }
};

std::string picture_type(media::PictureKind kind) { return "image/" + std::string(media::kind_name(kind)); }

media::Shape shape_of(FileKind kind) {
  if (kind == FileKind::face) return media::Shape::face;
  return kind == FileKind::cover ? media::Shape::cover : media::Shape::words;
}

Outcome<Made> make(Community& community, const FileRules& rules, const SentFile& sent) {
  if (const auto kind = media::picture_kind(sent.bytes)) {
    const auto kept_as = sent.as == FileKind::other ? FileKind::picture : sent.as;
    auto outcome = community.files().workshop().make(sent.bytes, *kind, shape_of(kept_as));
    if (const auto* trouble = std::get_if<media::Trouble>(&outcome)) return refused(sentence_of(*trouble));
    return Made{.kind = kept_as, .type = picture_type(*kind), .picture = std::move(std::get<media::Picture>(outcome))};
  }
  const bool only_pictures = rules.others == OtherFiles::refused || sent.as >= FileKind::face;
  if (only_pictures) return refused(sentence_of(media::Trouble::unknown));
  if (sent.bytes.size() > blobs::kMostInMemory) {
    return refused({"This file has more than {n} MB. Make it smaller, or choose another one.", {{"n", "16"}}});
  }
  const std::string type(media::type_of_file(sent.bytes));
  return Made{
      .kind = FileKind::other,
      .type = type,
      .picture = {.copies = {{.label = std::string(kOnlyCopy), .type = type, .bytes = std::string(sent.bytes)}}}};
}

// Bytes that the sweep gave up are gone in moments; when it died over them, they are taken back after this long, far
// longer than any removal under way may last (its time-outs are minutes).
constexpr std::int64_t kGivenUpFor = 30 * kMinute;

// Writes the row, not kept yet. False when some of its bytes are just being taken away.
bool announce(store::Transaction& transaction, const File& file, const std::vector<FileCopy>& copies) {
  for (const auto& copy : copies) {
    const auto at = transaction.one<Instant>(kGivenUp, copy.sum);
    if (at && now() - *at < kGivenUpFor) return false;
    if (at) transaction.run(kTakeBack, copy.sum);
  }
  transaction.run(kInsert, file.id, file.member, file.created_at, file.kind, file.name, file.type, file.alt, file.width,
                  file.height, file.bytes);
  for (const auto& copy : copies) transaction.run(kInsertCopy, file.id, copy.label, copy.sum, copy.type, copy.bytes);
  return true;
}

void announce_in_time(Community& community, const Viewer& member, const FileRules& rules, const File& file,
                      const std::vector<FileCopy>& copies) {
  constexpr int kAttempts = 20;
  constexpr std::chrono::milliseconds kPause{250};
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (attempt > 0) std::this_thread::sleep_for(kPause);
    const bool announced = community.store().write([&](store::Transaction& transaction) {
      const auto brought = brought_by(transaction, member.member, file.created_at);
      if (auto why = why_no_more(rules, member, brought, file.bytes)) throw Conflict(std::move(*why));
      return announce(transaction, file, copies);
    });
    if (announced) return;
  }
  throw Conflict({"Many pictures are being made at this moment. Send it again in a minute."});
}

void forget(Community& community, FileId id) {
  community.store().write([&](store::Transaction& transaction) {
    transaction.run(kDropCopies, id);
    transaction.run(kDrop, id);
  });
}

void keep(Community& community, Source source, File& file, const media::Picture& picture) {
  try {
    for (const auto& copy : picture.copies) community.files().blobs().put(copy.bytes);
  } catch (...) {
    forget(community, file.id);
    throw;
  }
  file.kept_at = now();
  community.store().write([&](store::Transaction& transaction) {
    transaction.run(kKept, file.id, *file.kept_at);
    community.timeline().record(transaction, {.at = file.created_at,
                                              .actor = file.member,
                                              .verb = Verb::file_uploaded,
                                              .object_kind = ObjectKind::file,
                                              .object = file.id.value,
                                              .amount = file.bytes,
                                              .source = source});
  });
}

// A name for people to read, whatever it was: one line without marks that reorder it, never a path.
std::string readable_name(std::string_view name) {
  const auto cut = text::cut_at_character(name, kMostFileName);
  auto checked = text::check_text(cut, {.min = 1, .max = kMostFileName, .lines = text::Lines::single});
  return checked.ok() ? std::move(checked.value) : std::string("file");
}

std::vector<FileCopy> copies_of(FileId id, const media::Picture& picture) {
  std::vector<FileCopy> copies;
  for (const auto& copy : picture.copies) {
    copies.push_back({.file = id,
                      .label = copy.label,
                      .sum = std::string(blobs::Sum::of(copy.bytes).hex()),
                      .type = copy.type,
                      .bytes = static_cast<std::int64_t>(copy.bytes.size())});
  }
  return copies;
}

}  // namespace

Brought brought_by(store::Reader& reader, MemberId member, Instant at) {
  return {.today = reader.one<std::int64_t>(kToday, member, at - kDay).value_or(0),
          .bytes = reader.one<std::int64_t>(kBytes, member).value_or(0)};
}

std::optional<Sentence> why_no_more(const FileRules& rules, const Viewer& member, const Brought& brought,
                                    std::int64_t bytes) {
  if (member.is_manager()) return std::nullopt;
  const auto& share = member.newcomer ? rules.newcomer : rules.member;
  if (brought.today >= share.per_day) {
    return Sentence{"You have brought {n} files today, which is as many as one may. Bring the next one tomorrow.",
                    {{"n", std::to_string(share.per_day)}}};
  }
  if (brought.bytes + bytes > share.megabytes * kMegabyte) {
    return Sentence{"Your files fill the {n} MB you have here. Take some away that you no longer need.",
                    {{"n", std::to_string(share.megabytes)}}};
  }
  return std::nullopt;
}

Outcome<File> bring_file(Community& community, const Viewer& member, Source source, const SentFile& sent) {
  const auto at = now();
  const auto [rules, brought] = community.store().read(
      [&](store::Reader& reader) { return std::pair(read_file_rules(reader), brought_by(reader, member.member, at)); });
  if (member.status != MemberStatus::active)
    throw Forbidden({"Confirm your e-mail address first: then you may write."});
  if (sent.bytes.empty()) return refused({"This file is empty. Choose another one."});
  if (static_cast<std::int64_t>(sent.bytes.size()) > rules.megabytes * kMegabyte) {
    return refused({"This file has more than {n} MB. Make it smaller, or choose another one.",
                    {{"n", std::to_string(rules.megabytes)}}});
  }
  if (auto why = why_no_more(rules, member, brought, 0)) return refused(std::move(*why));
  auto alt = text::check_text(sent.alt, {.min = 0, .max = kMostAlt, .lines = text::Lines::single});
  if (alt.problem) return Mistakes{{"alt", *alt.problem}};
  const auto made = make(community, rules, sent);
  if (!made) return made.mistakes();
  File file{.id = make_id<FileId>(),
            .member = member.member,
            .created_at = at,
            .kind = made->kind,
            .name = readable_name(sent.name),
            .type = made->type,
            .alt = std::move(alt.value),
            .width = made->picture.width,
            .height = made->picture.height,
            .bytes = made->bytes()};
  try {
    announce_in_time(community, member, rules, file, copies_of(file.id, made->picture));
  } catch (const Conflict& conflict) {
    return refused(conflict.sentence());
  }
  keep(community, source, file, made->picture);
  return file;
}

}  // namespace parvis::community
