// [blobs], [media] and [backup]: where files are kept, how pictures are made, and copies of everything.
#include "core/blobs/store_address.h"
#include "core/config/kinds.h"
#include "core/config/sections.h"

namespace parvis::config {
namespace {

std::optional<std::string> blob_store(std::string_view text) {
  if (!blobs::parse_store_address(text)) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> region_name(std::string_view text) {
  if (!blobs::is_region(text)) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> folder_path(std::string_view text) {
  if (text.empty() || has_controls(text)) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return std::nullopt;
  if (text.substr(0, 2) > "23" || text.substr(3) > "59") return std::nullopt;
  return std::string(text);
}

}  // namespace

Section blobs_section() {
  return {
      "blobs",
      "Where files are kept: what people upload.",
      {
          text(
              "store", [](auto& s) -> auto& { return s.blobs.store; }, blob_store,
              "directory, or s3://bucket or s3://bucket/prefix",
              "Where uploads are kept: directory is the folder blobs of the data directory; s3://bucket/prefix is a "
              "bucket "
              "of Amazon's S3 or of a store that speaks like it. Every node of a community must name the same."),
          text(
              "endpoint", [](auto& s) -> auto& { return s.blobs.endpoint; }, origin,
              "the store's address without a path, such as https://s3.example",
              "Where the store answers. Empty: Amazon's address for the region. http:// only within a network of your "
              "own: "
              "the secret key never travels, but what is kept does, readable."),
          text(
              "region", [](auto& s) -> auto& { return s.blobs.region; }, region_name,
              "the name of a region, such as us-east-1 or eu-west-3",
              "The region of the bucket; stores that know none take us-east-1."),
          text(
              "access_key", [](auto& s) -> auto& { return s.blobs.access_key; }, any_line,
              "the access key of the store",
              "The name of the key pair. It needs to list the bucket, and to read, write "
              "and delete below the prefix."),
          secret(
              "secret_key", [](auto& s) -> auto& { return s.blobs.secret_key; }, "the secret key of the store",
              "The other half of the key pair. Better kept in a file of its own: see secret_key_file."),
          truth(
              "path_style", [](auto& s) -> auto& { return s.blobs.path_style; },
              "Ask for https://endpoint/bucket/…, which every store knows. false asks for https://bucket.endpoint/…"),
          number(
              "connect_time", [](auto& s) -> auto& { return s.blobs.connect_time; }, 1, kMostSeconds,
              "For a connection to the store. Several attempts are made."),
          number(
              "stall_time", [](auto& s) -> auto& { return s.blobs.stall_time; }, 1, kMostSeconds,
              "Without a byte from the store, after which an attempt is given up."),
          number(
              "most_megabytes", [](auto& s) -> auto& { return s.blobs.most_megabytes; }, 1, 4096,
              "The longest file that is kept."),
      }};
}

Section media_section() {
  return {
      "media",
      "The process that reads the pictures people send and makes those that are shown: apart from the server, and "
      "limited.",
      {
          text(
              "program", [](auto& s) -> auto& { return s.media.program; }, any_line,
              "the path of the program, such as /usr/lib/parvis/parvis-media",
              "The program. Empty: parvis-media, beside this program or in ../lib/parvis. Without it no pictures can "
              "be sent."),
          number(
              "at_once", [](auto& s) -> auto& { return s.media.at_once; }, 1, 64,
              "Pictures that are made at once. Each takes one processor for a second or so; others wait."),
          number(
              "memory_megabytes", [](auto& s) -> auto& { return s.media.memory_megabytes; }, 256, 16 * 1024,
              "What one process may take. A picture that needs more is refused."),
          number(
              "time", [](auto& s) -> auto& { return s.media.time; }, 1, 600,
              "For one picture, after which the process is ended and the picture refused."),
      }};
}

Section backup_section() {
  return {
      "backup",
      "Backups: where they go, when they are made, which are kept.",
      {
          text(
              "folder", [](auto& s) -> auto& { return s.backup.folder; }, folder_path,
              "the path of a folder, such as /backups/square",
              "Where backups are written, within the data directory unless it begins with a slash. On another disk, or "
              "carried to another machine afterwards, they outlive this one."),
          number(
              "every", [](auto& s) -> auto& { return s.backup.every; }, 0, 24 * 31,
              "How often the program makes a backup by itself. 24: once a day. 0: never."),
          text(
              "at", [](auto& s) -> auto& { return s.backup.at; }, time_of_day, "a time such as 03:30",
              "The time of day, UTC, at which one of them is made; the others follow at their distance."),
          number(
              "keep_daily", [](auto& s) -> auto& { return s.backup.keep_daily; }, 1, 366,
              "Of how many days the last backup is kept. The program takes away only what it made by itself."),
          number(
              "keep_weekly", [](auto& s) -> auto& { return s.backup.keep_weekly; }, 0, 520,
              "Of how many weeks the last backup is kept."),
          number(
              "keep_monthly", [](auto& s) -> auto& { return s.backup.keep_monthly; }, 0, 240,
              "Of how many months the last backup is kept."),
          truth(
              "files", [](auto& s) -> auto& { return s.backup.files; },
              "Put the files that members uploaded into each backup. false: the store of files is kept safe by itself, "
              "and "
              "a backup holds the rest."),
          secret(
              "passphrase", [](auto& s) -> auto& { return s.backup.passphrase; }, "the passphrase of backups",
              "Backups are sealed with it, and read by nobody without it. Keep it elsewhere too: a sealed backup whose "
              "passphrase is lost is lost. Empty: they are not sealed."),
      }};
}

}  // namespace parvis::config
