// The configuration of the program, as one typed value. It comes from, each overruling the one before: the defaults
// below, one TOML file, environment variables (PARVIS_SERVER_PORT for [server] port), and the command line. A secret
// may also be read from a file (`password_file`, PARVIS_MAIL_PASSWORD_FILE). Whatever is wrong stops the start with one
// sentence that says what to write. The table behind it, with the words of docs/configuration.md, is in table.h.
// Read once at start, then constant: share it freely between threads.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/log/log.h"
#include "core/secret.h"

namespace parvis::config {

struct Settings {
  struct Server {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;   // 0: any free port
    std::string public_address;  // "https://square.example", no trailing slash; empty: as each request's Host says
    unsigned io_threads = 2;
    unsigned workers = 4;
    unsigned writers = 32;
    bool trust_forwarded = false;
    std::chrono::seconds drain_notice{0};  // from SIGTERM, while only /ready says no
  } server;

  // Named and preset as http::Limits, where the reasons stand.
  struct Limits {
    std::size_t head_bytes = 16 * 1024;
    std::size_t body_bytes = 1024 * 1024;
    std::size_t upload_bytes = 24 * 1024 * 1024;
    std::chrono::seconds head_time{10};
    std::chrono::seconds body_time{30};
    std::chrono::seconds upload_time{120};
    std::chrono::seconds idle_time{60};
    std::chrono::seconds write_time{30};
    std::size_t connections_per_address = 256;
    std::size_t connections = 30'000;
    std::size_t waiting_requests = 1024;
    std::size_t uploads = 8;
    std::size_t uploads_per_address = 3;
  } limits;

  // A file, within the data directory unless absolute, or postgresql://…, which may hold a password.
  Secret database{"community.db"};

  // Of a database that is postgresql://.
  struct Postgresql {
    unsigned connections = 12;
    std::chrono::seconds wait_time{10};
    std::chrono::seconds connect_time{5};
    std::chrono::seconds statement_time{30};
    std::chrono::seconds turn_time{30};
    Secret replica;  // that may answer visitors; empty: none
  } postgresql;

  // What is done before and when the disk is full.
  struct Disk {
    std::size_t ballast_megabytes = 16;
    std::size_t warn_below_megabytes = 1024;
  } disk;

  // Where files are kept: what people upload.
  struct Blobs {
    std::string store = "directory";  // or "s3://bucket/prefix"
    std::string endpoint;             // of another S3-compatible store than Amazon's; empty: Amazon's for the region
    std::string region = "us-east-1";
    std::string access_key;
    Secret secret_key;
    bool path_style = true;  // https://endpoint/bucket/…, not https://bucket.endpoint/…
    std::chrono::seconds connect_time{5};
    std::chrono::seconds stall_time{30};
    std::size_t most_megabytes = 64;
  } blobs;

  // The process that reads and makes pictures (core/media).
  struct Media {
    std::string program;  // empty: parvis-media, where this program is or in ../lib/parvis
    unsigned at_once = 2;
    std::size_t memory_megabytes = 1024;
    std::chrono::seconds time{30};
  } media;

  struct Backup {
    std::string folder = "backups";  // within the data directory unless absolute
    std::chrono::hours every{0};     // 0: never by itself
    std::string at = "03:30";        // UTC; one of them is made at this time
    unsigned keep_daily = 7, keep_weekly = 4, keep_monthly = 6;
    bool files = true;  // the blobs too
    Secret passphrase;  // empty: not sealed
  } backup;

  // A serving program bounds the time of each statement; a command takes as long as it needs.
  bool serves = false;
  std::chrono::seconds statement_time() const { return serves ? postgresql.statement_time : std::chrono::seconds(0); }

  struct Mail {
    std::string url;  // empty: letters are kept as files in <data>/outbox
    std::string user;
    Secret password;
    std::string from;     // empty: no-reply at the host of public_address
    std::string contact;  // where people write to those who run the community; empty: no address is named
  } mail;

  // How letters come in (community/incoming).
  struct Incoming {
    std::string domain;   // of the addresses for answers and reports; empty: none are given
    std::string folder;   // a Maildir; empty: none
    std::string mailbox;  // imaps://host/INBOX; empty: none
    std::string user;
    Secret password;
    std::chrono::seconds every{30};
    Secret webhook;  // what calls of the webhook are signed with; empty: all are refused
    unsigned failures = 5;
  } incoming;

  struct Log {
    log::Level level = log::Level::info;
    log::Format format = log::Format::logfmt;
  } log;

  struct Watch {
    Secret token;                          // empty: nobody may read the metrics
    std::chrono::milliseconds slow{1000};  // a request that takes longer is logged with its queries
  } watch;

  struct Cache {
    std::size_t page_megabytes = 64;
  } cache;

  // How often one may do something; 0: as often as one likes.
  struct Rates {
    unsigned sign_ups_per_address_per_hour = 10;
    unsigned sign_ins_per_address_per_quarter_hour = 60;
    unsigned sign_ins_per_account_per_quarter_hour = 10;
    unsigned letters_per_account_per_hour = 5;
    unsigned posts_per_member_per_minute = 10;
    unsigned threads_per_member_per_hour = 20;
    unsigned reactions_per_member_per_minute = 60;
    unsigned searches_per_address_per_minute = 60;
    unsigned api_calls_per_token_per_minute = 600;
  } rates;

  std::filesystem::path data_dir;

  std::filesystem::path database_file() const { return data_dir / database.reveal(); }
  std::filesystem::path backup_folder() const { return data_dir / backup.folder; }
  std::filesystem::path outbox() const { return data_dir / "outbox"; }
};

// What is wrong with the configuration, in one sentence for the administrator.
struct ConfigurationError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Environment = std::map<std::string, std::string>;
// From the command line: {"server.port", "8081"}, {"database", "postgresql://…"}.
using Overrides = std::vector<std::pair<std::string, std::string>>;

Environment process_environment();

// Reads everything. Without `file`, <data_dir>/parvis.toml is read when it exists; a file that is named must exist.
// Throws ConfigurationError.
Settings load_settings(const std::filesystem::path& data_dir, const std::optional<std::filesystem::path>& file = {},
                       const Overrides& overrides = {}, const Environment& environment = process_environment());

// What a file holds that holds a secret and nothing else, without the ends of its last lines. Throws
// ConfigurationError.
Secret read_secret_file(const std::filesystem::path& file);

// docs/configuration.md and deploy/parvis.toml.example, made from the table; a test compares them with the files.
std::string configuration_page();
std::string example_file();

}  // namespace parvis::config
