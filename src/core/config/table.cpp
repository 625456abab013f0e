// Long because: it is the one table of every setting, with the words of its documentation.
#include "core/config/table.h"

#include <fmt/format.h>

#include <boost/url.hpp>
#include <charconv>
#include <type_traits>

#include "core/blobs/store_address.h"
#include "core/config/backup.h"
#include "core/config/blob_settings.h"
#include "core/config/disk.h"
#include "core/config/ending.h"
#include "core/config/replica.h"
#include "core/mail/address.h"
#include "core/mail/server_address.h"

namespace parvis::config {
namespace {

constexpr std::int64_t kMostThreads = 256;
constexpr std::int64_t kMostSeconds = 3600;
constexpr std::int64_t kMostRate = 1'000'000;

std::optional<std::int64_t> parse_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string toml_text(std::string_view text) {
  std::string out;
  log::append_json(out, text);  // TOML's basic strings take JSON's escapes
  return out;
}

template <class At>
Key number(const char* section, const char* name, At at, std::int64_t least, std::int64_t most, const char* about) {
  using Place = std::remove_reference_t<decltype(at(std::declval<Settings&>()))>;
  using std::chrono::hours, std::chrono::milliseconds, std::chrono::seconds;
  constexpr const char* kUnit = std::is_same_v<Place, seconds>        ? "of seconds "
                                : std::is_same_v<Place, hours>        ? "of hours "
                                : std::is_same_v<Place, milliseconds> ? "of milliseconds "
                                                                      : "";
  return {.section = section,
          .name = name,
          .kind = Kind::number,
          .expected = fmt::format("a number {}from {} to {}", kUnit, least, most),
          .about = about,
          .read =
              [=](Settings& settings, std::string_view text) {
                const auto value = parse_number(text);
                if (!value || *value < least || *value > most) return false;
                at(settings) = static_cast<Place>(*value);
                return true;
              },
          .shown =
              [=](const Settings& settings) {
                if constexpr (requires { at(settings).count(); }) {
                  return std::to_string(at(settings).count());
                } else {
                  return std::to_string(at(settings));
                }
              }};
}

template <class At>
Key rate(const char* name, At at, const char* about) {
  return number("rates", name, at, 0, kMostRate, about);
}

template <class At>
Key truth(const char* section, const char* name, At at, const char* about) {
  return {.section = section,
          .name = name,
          .kind = Kind::truth,
          .expected = "true or false",
          .about = about,
          .read =
              [=](Settings& settings, std::string_view text) {
                at(settings) = text == "true";
                return text == "true" || text == "false";
              },
          .shown = [=](const Settings& settings) { return std::string(at(settings) ? "true" : "false"); }};
}

// `accept` turns what was written into what is kept, or refuses it.
using Accept = std::optional<std::string> (*)(std::string_view);

template <class At>
Key text(const char* section, const char* name, At at, Accept accept, const char* expected, const char* about) {
  return {.section = section,
          .name = name,
          .kind = Kind::text,
          .expected = expected,
          .about = about,
          .read =
              [=](Settings& settings, std::string_view text) {
                auto kept = accept(text);
                if (!kept) return false;
                at(settings) = std::move(*kept);
                return true;
              },
          .shown = [=](const Settings& settings) { return toml_text(at(settings)); }};
}

bool has_controls(std::string_view text) {
  return text.find_first_of(std::string_view("\0\r\n\t", 4)) != std::string_view::npos;
}

std::optional<std::string> any_line(std::string_view text) {
  if (has_controls(text)) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> ip_address(std::string_view text) {
  if (boost::urls::parse_ipv4_address(text) || boost::urls::parse_ipv6_address(text)) return std::string(text);
  return std::nullopt;
}

std::optional<std::string> origin(std::string_view text) {
  if (text.empty()) return std::string();
  const auto url = boost::urls::parse_uri(text);
  if (!url || (url->scheme() != "http" && url->scheme() != "https")) return std::nullopt;
  if (url->host().empty() || url->has_userinfo() || url->has_query() || url->has_fragment()) return std::nullopt;
  if (url->path() != "" && url->path() != "/") return std::nullopt;
  boost::urls::url kept(*url);
  kept.set_path("");
  kept.normalize_scheme();
  kept.normalize_authority();
  return std::string(kept.buffer());
}

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

std::optional<std::string> mail_server(std::string_view text) {
  if (!text.empty() && !mail::parse_server_address(text)) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> mailbox(std::string_view text) {
  if (!text.empty() && !mail::parse_mailbox(text)) return std::nullopt;
  return std::string(text);
}

std::optional<std::string> bare_address(std::string_view text) {
  if (!text.empty() && !mail::is_address(text)) return std::nullopt;
  return std::string(text);
}

std::vector<Key> server_keys() {
  return {
      text(
          "server", "address", [](auto& s) -> auto& { return s.server.address; }, ip_address,
          "an IP address of this machine, such as 127.0.0.1, 0.0.0.0 or ::",
          "Where the program listens. 127.0.0.1 is reached from this machine only: right behind a proxy. 0.0.0.0 is "
          "reached from everywhere."),
      number(
          "server", "port", [](auto& s) -> auto& { return s.server.port; }, 0, 65535,
          "The port it listens on. 0 takes any free port."),
      text(
          "server", "public_address", [](auto& s) -> auto& { return s.server.public_address; }, origin,
          "the site's address without a path, such as https://square.example",
          "The site's address as people type it. Links in letters and feeds begin with it. Empty: links begin with "
          "the host name each request asked for, which is right only on one's own machine."),
      number(
          "server", "io_threads", [](auto& s) -> auto& { return s.server.io_threads; }, 1, kMostThreads,
          "Threads that read and write sockets and answer from the page cache."),
      number(
          "server", "workers", [](auto& s) -> auto& { return s.server.workers; }, 1, kMostThreads,
          "Threads that make pages. Twice the number of processors is a good start."),
      number(
          "server", "writers", [](auto& s) -> auto& { return s.server.writers; }, 1, kMostThreads,
          "Threads that take what changes something. Each waits for the disk, and those that wait together share one "
          "write to it: more of them make a busy community faster, not slower."),
      truth(
          "server", "trust_forwarded", [](auto& s) -> auto& { return s.server.trust_forwarded; },
          "Believe the headers X-Forwarded-For and X-Forwarded-Proto. Only behind a proxy of your own that sets them: "
          "otherwise anyone can pretend to come from anywhere."),
      number(
          "server", "drain_notice", [](auto&) -> auto& { return ending().notice; }, 0, 600,
          "Seconds from SIGTERM during which all is served as before and only /ready says no, so that a load balancer "
          "looks elsewhere before connections are refused. A little more than it takes to notice; 0 without one."),
  };
}

std::vector<Key> limit_keys() {
  return {
      number(
          "limits", "head_bytes", [](auto& s) -> auto& { return s.limits.head_bytes; }, 1024, 1024 * 1024,
          "The headers of one request. A browser's fit in 8 kB."),
      number(
          "limits", "body_bytes", [](auto& s) -> auto& { return s.limits.body_bytes; }, 64 * 1024, 1024 * 1024 * 1024,
          "The body of one request. A post is at most 64 kB of text, which a form may send three times as long."),
      number(
          "limits", "head_time", [](auto& s) -> auto& { return s.limits.head_time; }, 1, kMostSeconds,
          "For the headers of a request to arrive. Slow headers are an old attack."),
      number(
          "limits", "body_time", [](auto& s) -> auto& { return s.limits.body_time; }, 1, kMostSeconds,
          "For the body of a request to arrive, over a poor mobile line too."),
      number(
          "limits", "idle_time", [](auto& s) -> auto& { return s.limits.idle_time; }, 1, kMostSeconds,
          "Between two requests of one connection."),
      number(
          "limits", "write_time", [](auto& s) -> auto& { return s.limits.write_time; }, 1, kMostSeconds,
          "For an answer to be taken by a reader that may never read."),
      number(
          "limits", "connections_per_address", [](auto& s) -> auto& { return s.limits.connections_per_address; }, 1,
          1'000'000, "Connections open at once from one address. A company behind one address must fit."),
      number(
          "limits", "connections", [](auto& s) -> auto& { return s.limits.connections; }, 1, 1'000'000,
          "Connections open at once in all. Each needs a file descriptor."),
      number(
          "limits", "waiting_requests", [](auto& s) -> auto& { return s.limits.waiting_requests; }, 1, 1'000'000,
          "Requests that wait for a worker. Beyond it the answer is 503 at once, with the time to come back."),
  };
}

Key database() {
  return {.section = "",
          .name = "database",
          .kind = Kind::secret,
          .expected = "the path of a file, such as community.db, or postgresql://user:password@host/database",
          .about =
              "What holds the community: an SQLite file, within the data directory unless it begins with a "
              "slash, or a PostgreSQL database (15 or newer), whose address may name the schema, as in "
              "postgresql://parvis@db.example/square?schema=parvis, and take libpq's options. An address with a "
              "password is better kept in a file of its own: see database_file.",
          .read =
              [](Settings& settings, std::string_view text) {
                settings.database = Secret(std::string(text));
                const bool is_address = text.find("://") != std::string_view::npos;
                const bool is_known = text.starts_with("postgresql://") || text.starts_with("postgres://");
                return !text.empty() && !has_controls(text) && (is_known || !is_address);
              },
          .shown = [](const Settings& settings) { return toml_text(settings.database.reveal()); }};
}

std::vector<Key> postgresql_keys() {
  return {
      number(
          "postgresql", "connections", [](auto& s) -> auto& { return s.postgresql.connections; }, 1, kMostThreads,
          "Connections that read; two more write and listen. The server's max_connections must hold those of all "
          "nodes."),
      number(
          "postgresql", "wait_time", [](auto& s) -> auto& { return s.postgresql.wait_time; }, 1, kMostSeconds,
          "For one of these connections to come free. Beyond it the answer is 503."),
      number(
          "postgresql", "connect_time", [](auto& s) -> auto& { return s.postgresql.connect_time; }, 1, kMostSeconds,
          "For the server to take a connection."),
      number(
          "postgresql", "statement_time", [](auto& s) -> auto& { return s.postgresql.statement_time; }, 1, kMostSeconds,
          "For one statement of a page, so that none holds a connection for ever. Commands may take as long as they "
          "need."),
      number(
          "postgresql", "turn_time", [](auto& s) -> auto& { return s.postgresql.turn_time; }, 1, kMostSeconds,
          "For the turn to write, which the nodes of a community take one after the other."),
  };
}

template <class At>
Key secret(const char* section, const char* name, At at, const char* expected, const char* about) {
  return {.section = section,
          .name = name,
          .kind = Kind::secret,
          .expected = expected,
          .about = about,
          .read =
              [=](Settings& settings, std::string_view text) {
                at(settings) = Secret(std::string(text));
                return !has_controls(text);
              },
          .shown = [](const Settings&) { return std::string("\"\""); }};
}

Key replica_key() {
  return {
      .section = "postgresql",
      .name = "replica",
      .kind = Kind::secret,
      .expected = "postgresql://user:password@host/database, or nothing",
      .about =
          "A replica that follows the database: lists, searches and feeds of visitors are read there, as long as it "
          "holds everything this process knows of; otherwise from the database itself. The schema is the same.",
      .read =
          [](Settings&, std::string_view text) {
            replica() = Secret(std::string(text));
            const bool is_known = text.starts_with("postgresql://") || text.starts_with("postgres://");
            return text.empty() || (!has_controls(text) && is_known);
          },
      .shown = [](const Settings&) { return toml_text(replica().reveal()); }};
}

std::vector<Key> disk_keys() {
  return {
      number(
          "disk", "ballast_megabytes", [](auto&) -> auto& { return disk().ballast_megabytes; }, 0, 65536,
          "A file beside the database that only takes room, given back when the disk is full, so that deleting still "
          "works. 0: none."),
      number(
          "disk", "warn_below_megabytes", [](auto&) -> auto& { return disk().warn_below_megabytes; }, 0, 1'000'000'000,
          "When less is free, the log and the managers are told. 0: they are told when the disk is full."),
  };
}

std::vector<Key> blob_keys() {
  return {
      text(
          "blobs", "store", [](auto&) -> auto& { return blob_settings().store; }, blob_store,
          "directory, or s3://bucket or s3://bucket/prefix",
          "Where uploads are kept: directory is the folder blobs of the data directory; s3://bucket/prefix is a bucket "
          "of Amazon's S3 or of a store that speaks like it. Every node of a community must name the same."),
      text(
          "blobs", "endpoint", [](auto&) -> auto& { return blob_settings().endpoint; }, origin,
          "the store's address without a path, such as https://s3.example",
          "Where the store answers. Empty: Amazon's address for the region. http:// only within a network of your own: "
          "the secret key never travels, but what is kept does, readable."),
      text(
          "blobs", "region", [](auto&) -> auto& { return blob_settings().region; }, region_name,
          "the name of a region, such as us-east-1 or eu-west-3",
          "The region of the bucket; stores that know none take us-east-1."),
      text(
          "blobs", "access_key", [](auto&) -> auto& { return blob_settings().access_key; }, any_line,
          "the access key of the store",
          "The name of the key pair. It needs to list the bucket, and to read, write "
          "and delete below the prefix."),
      secret(
          "blobs", "secret_key", [](auto&) -> auto& { return blob_settings().secret_key; },
          "the secret key of the store",
          "The other half of the key pair. Better kept in a file of its own: see secret_key_file."),
      truth(
          "blobs", "path_style", [](auto&) -> auto& { return blob_settings().path_style; },
          "Ask for https://endpoint/bucket/…, which every store knows. false asks for https://bucket.endpoint/…"),
      number(
          "blobs", "connect_time", [](auto&) -> auto& { return blob_settings().connect_time; }, 1, kMostSeconds,
          "For a connection to the store. Several attempts are made."),
      number(
          "blobs", "stall_time", [](auto&) -> auto& { return blob_settings().stall_time; }, 1, kMostSeconds,
          "Without a byte from the store, after which an attempt is given up."),
      number(
          "blobs", "most_megabytes", [](auto&) -> auto& { return blob_settings().most_megabytes; }, 1, 4096,
          "The longest file that is kept."),
  };
}

std::vector<Key> backup_keys() {
  return {
      text(
          "backup", "folder", [](auto&) -> auto& { return backup().folder; }, folder_path,
          "the path of a folder, such as /backups/square",
          "Where backups are written, within the data directory unless it begins with a slash. On another disk, or "
          "carried to another machine afterwards, they outlive this one."),
      number(
          "backup", "every", [](auto&) -> auto& { return backup().every; }, 0, 24 * 31,
          "How often the program makes a backup by itself. 24: once a day. 0: never."),
      text(
          "backup", "at", [](auto&) -> auto& { return backup().at; }, time_of_day, "a time such as 03:30",
          "The time of day, UTC, at which one of them is made; the others follow at their distance."),
      number(
          "backup", "keep_daily", [](auto&) -> auto& { return backup().keep_daily; }, 1, 366,
          "Of how many days the last backup is kept. The program takes away only what it made by itself."),
      number(
          "backup", "keep_weekly", [](auto&) -> auto& { return backup().keep_weekly; }, 0, 520,
          "Of how many weeks the last backup is kept."),
      number(
          "backup", "keep_monthly", [](auto&) -> auto& { return backup().keep_monthly; }, 0, 240,
          "Of how many months the last backup is kept."),
      truth(
          "backup", "files", [](auto&) -> auto& { return backup().files; },
          "Put the files that members uploaded into each backup. false: the store of files is kept safe by itself, and "
          "a backup holds the rest."),
      secret(
          "backup", "passphrase", [](auto&) -> auto& { return backup().passphrase; }, "the passphrase of backups",
          "Backups are sealed with it, and read by nobody without it. Keep it elsewhere too: a sealed backup whose "
          "passphrase is lost is lost. Empty: they are not sealed."),
  };
}

std::vector<Key> mail_keys() {
  return {
      text(
          "mail", "url", [](auto& s) -> auto& { return s.mail.url; }, mail_server,
          "the mail server as smtps://host, smtp://host or smtp+plain://host, with :port where it differs, without "
          "user and password, which have keys of their own",
          "The server that takes letters. smtps:// is TLS from the start (port 465); smtp:// turns to TLS before "
          "anything "
          "is said (port 587), but on this very machine (localhost) speaks plainly (port 25); smtp+plain:// never uses "
          "TLS: only within a network of your own. Empty: letters are kept as files in the outbox folder of the data "
          "directory, and the log says so."),
      text(
          "mail", "user", [](auto& s) -> auto& { return s.mail.user; }, any_line, "the user name for the mail server",
          "The user name for the mail server. Empty: none is given."),
      secret(
          "mail", "password", [](auto& s) -> auto& { return s.mail.password; }, "the password of the mail server",
          "The password for the mail server. Better kept in a file of its own: see password_file."),
      text(
          "mail", "from", [](auto& s) -> auto& { return s.mail.from; }, mailbox,
          "an address such as square@example.org or The square <square@example.org>",
          "Whom letters come from. Needed as soon as url is given."),
      text(
          "mail", "contact", [](auto& s) -> auto& { return s.mail.contact; }, bare_address,
          "an address such as team@square.example",
          "Where people write to those who run the community: named at the foot of pages, where something goes wrong, "
          "and where answers to letters go. Empty: no address is named."),
  };
}

Key log_level() {
  return {.section = "log",
          .name = "level",
          .kind = Kind::text,
          .expected = "debug, info, warning, error or off",
          .about = "The least important kind of line that is written.",
          .read =
              [](Settings& settings, std::string_view text) {
                const auto level = log::parse_level(text);
                if (level) settings.log.level = *level;
                return level.has_value();
              },
          .shown = [](const Settings& settings) { return toml_text(log::level_name(settings.log.level)); }};
}

Key log_format() {
  return {.section = "log",
          .name = "format",
          .kind = Kind::text,
          .expected = "logfmt or json",
          .about = "How a line is written: logfmt for people, json for programs.",
          .read =
              [](Settings& settings, std::string_view text) {
                const auto format = log::parse_format(text);
                if (format) settings.log.format = *format;
                return format.has_value();
              },
          .shown = [](const Settings& s) { return toml_text(s.log.format == log::Format::json ? "json" : "logfmt"); }};
}

std::vector<Key> watch_keys() {
  return {
      secret(
          "watch", "token", [](auto& s) -> auto& { return s.watch.token; }, "the token of the program that watches",
          "Whoever sends it (Authorization: Bearer …) may read /metrics. Empty: nobody may."),
      number(
          "watch", "slow", [](auto& s) -> auto& { return s.watch.slow; }, 1, 1000 * kMostSeconds,
          "A request that takes longer is logged with what it asked of the database."),
  };
}

std::vector<Key> rate_keys() {
  return {
      rate(
          "sign_ups_per_address_per_hour", [](auto& s) -> auto& { return s.rates.sign_ups_per_address_per_hour; },
          "New accounts from one address, and as many letters for lost passwords. A classroom shares one."),
      rate(
          "sign_ins_per_address_per_quarter_hour",
          [](auto& s) -> auto& { return s.rates.sign_ins_per_address_per_quarter_hour; },
          "Attempts to sign in from one address, in fifteen minutes."),
      rate(
          "sign_ins_per_account_per_quarter_hour",
          [](auto& s) -> auto& { return s.rates.sign_ins_per_account_per_quarter_hour; },
          "Attempts to sign in to one account, in fifteen minutes: guessing becomes hopeless."),
      rate(
          "letters_per_account_per_hour", [](auto& s) -> auto& { return s.rates.letters_per_account_per_hour; },
          "Letters that a stranger can cause to be sent to one address (confirmation, reset)."),
      rate(
          "posts_per_member_per_minute", [](auto& s) -> auto& { return s.rates.posts_per_member_per_minute; },
          "Posts, edits and comments by one member, on pages and with personal tokens together."),
      rate(
          "threads_per_member_per_hour", [](auto& s) -> auto& { return s.rates.threads_per_member_per_hour; },
          "New threads by one member, likewise; and as often may they save their profile and settings."),
      rate(
          "reactions_per_member_per_minute", [](auto& s) -> auto& { return s.rates.reactions_per_member_per_minute; },
          "Reactions, votes, follows and deletions by one member, likewise."),
      rate(
          "searches_per_address_per_minute", [](auto& s) -> auto& { return s.rates.searches_per_address_per_minute; },
          "Searches from one address."),
      rate(
          "api_calls_per_token_per_minute", [](auto& s) -> auto& { return s.rates.api_calls_per_token_per_minute; },
          "Calls of the API by one member with personal tokens, or by a visitor's address."),
  };
}

void append(std::vector<Key>& all, std::vector<Key> more) {
  for (auto& key : more) all.push_back(std::move(key));
}

std::vector<Key> make_keys() {
  std::vector<Key> all{database()};
  append(all, server_keys());
  append(all, limit_keys());
  append(all, postgresql_keys());
  all.push_back(replica_key());
  append(all, disk_keys());
  append(all, blob_keys());
  append(all, backup_keys());
  append(all, mail_keys());
  all.push_back(log_level());
  all.push_back(log_format());
  all.push_back(number(
      "cache", "page_megabytes", [](auto& s) -> auto& { return s.cache.page_megabytes; }, 1, 65536,
      "Memory for pages kept ready for visitors without a session."));
  append(all, watch_keys());
  append(all, rate_keys());
  for (auto& key : all) key.preset = key.shown(Settings{});
  return all;
}

}  // namespace

Ending& ending() {
  static Ending ending;
  return ending;
}

BlobSettings& blob_settings() {
  static BlobSettings settings;
  return settings;
}

Backup& backup() {
  static Backup backup;
  return backup;
}

Secret& replica() {
  static Secret address;
  return address;
}

Disk& disk() {
  static Disk disk;
  return disk;
}

const std::vector<Section>& sections() {
  static const std::vector<Section> all{
      {"", "Above all sections."},
      {"server", "Where the program listens and how many hands it has."},
      {"limits", "What a stranger may make the program hold. Times are in seconds, sizes in bytes."},
      {"postgresql", "How a database that is postgresql:// is used. Times are in seconds."},
      {"disk", "What is done before and when the disk is full."},
      {"blobs", "Where files are kept: what people upload."},
      {"backup", "Backups: where they go, when they are made, which are kept."},
      {"mail", "How letters leave."},
      {"log", "What is written to standard error."},
      {"watch", "How it is watched."},
      {"cache", "What is kept in memory to answer faster."},
      {"rates", "How often one may do something. 0: as often as one likes."}};
  return all;
}

const std::vector<Key>& keys() {
  static const std::vector<Key> all = make_keys();
  return all;
}

const Key* find_key(std::string_view section, std::string_view name) {
  for (const auto& key : keys()) {
    if (section == key.section && name == key.name) return &key;
  }
  return nullptr;
}

std::string variable_of(const Key& key) {
  std::string name = fmt::format("PARVIS_{}{}{}", key.section, *key.section == 0 ? "" : "_", key.name);
  for (char& c : name) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return name;
}

}  // namespace parvis::config
