#include "exchange/open_form/manifest.h"

#include <boost/json.hpp>
#include <cstring>
#include <fstream>

#include "core/errors.h"
#include "exchange/open_form/blob_files.h"
#include "exchange/open_form/field_text.h"
#include "exchange/open_form/sum_file.h"

namespace parvis::exchange {
namespace {

namespace json = boost::json;

constexpr const char* kFormat = "parvis-community";
constexpr std::uintmax_t kMostBytes = 1 << 20;  // some ten thousand files

std::string json_text(std::string_view text) { return json::serialize(json::string_view(text.data(), text.size())); }

std::string read_whole(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error)
    throw Fault("There is no export in " + path.parent_path().string() + ": " + path.string() + ": " + error.message() +
                ".");
  if (size > kMostBytes) throw Fault(path.string() + " is too long to be what an export says of itself.");
  std::ifstream in(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(size))) {
    throw Fault("The file " + path.string() + " cannot be read: " + std::strerror(errno) + ".");
  }
  return text;
}

FileFigures figures_from(const json::object& object) {
  return {.name = std::string(object.at("name").as_string()),
          .rows = object.at("rows").to_number<std::int64_t>(),
          .bytes = object.at("bytes").to_number<std::uint64_t>(),
          .sha256 = std::string(object.at("sha256").as_string())};
}

Manifest manifest_from(const json::object& object) {
  Manifest manifest;
  manifest.name = object.at("name").as_string();
  for (const auto& language : object.at("languages").as_array()) manifest.languages.emplace_back(language.as_string());
  const auto at = parse_rfc3339(std::string(object.at("exported_at").as_string()));
  if (!at) throw std::runtime_error("exported_at is no instant");
  manifest.exported_at = *at;
  manifest.told = object.at("accounts").as_bool() ? Told::with_accounts : Told::always;
  for (const auto& file : object.at("files").as_array()) manifest.files.push_back(figures_from(file.as_object()));
  return manifest;
}

void require_this_form(const json::object& object, const std::filesystem::path& path) {
  const auto* format = object.if_contains("format");
  if (!format || !format->is_string() || format->get_string() != kFormat) {
    throw Fault(path.string() + " is no community.json of Parvis.");
  }
  const auto version = object.at("format_version").to_number<std::int64_t>();
  if (version > Manifest::kVersion) {
    throw Fault("The export is of form " + std::to_string(version) + ", and this program reads form " +
                std::to_string(Manifest::kVersion) + ": bring it in with a newer Parvis.");
  }
}

void require_files(const Manifest& manifest, const std::filesystem::path& folder) {
  for (const auto& file : manifest.files) {
    if (file.name == kFilesList) continue;
    const auto stem = file.name.ends_with(".jsonl") ? file.name.substr(0, file.name.size() - 6) : file.name;
    if (!find_form(stem) || !file.name.ends_with(".jsonl")) {
      throw Fault("community.json names a file that this program does not know: " + file.name + ".");
    }
  }
  for (const auto& form : forms()) {
    if (form.told == Told::with_accounts && manifest.told == Told::always) continue;
    if (!manifest.find(form.file())) throw Fault("community.json does not name " + form.file() + ".");
    if (!std::filesystem::exists(folder / form.file())) {
      throw Fault("The export is not whole: " + (folder / form.file()).string() + " is missing.");
    }
  }
}

}  // namespace

const FileFigures* Manifest::find(std::string_view file) const {
  const auto found = std::ranges::find(files, file, &FileFigures::name);
  return found == files.end() ? nullptr : &*found;
}

std::uint64_t Manifest::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& file : files) sum += file.bytes;
  return sum;
}

std::int64_t Manifest::rows() const {
  std::int64_t sum = 0;
  for (const auto& file : files) sum += file.rows;
  return sum;
}

std::string manifest_text(const Manifest& manifest) {
  std::string languages, files, instant;
  for (const auto& language : manifest.languages) languages += (languages.empty() ? "" : ", ") + json_text(language);
  for (const auto& file : manifest.files) {
    files += fmt::format("{}\n    {{\"name\": {}, \"rows\": {}, \"bytes\": {}, \"sha256\": {}}}",
                         files.empty() ? "" : ",", json_text(file.name), file.rows, file.bytes, json_text(file.sha256));
  }
  append_instant(instant, manifest.exported_at.microseconds);
  return fmt::format(
      "{{\n  \"format\": {},\n  \"format_version\": {},\n  \"name\": {},\n  \"languages\": [{}],\n"
      "  \"exported_at\": {},\n  \"accounts\": {},\n  \"files\": [{}\n  ]\n}}\n",
      json_text(kFormat), Manifest::kVersion, json_text(manifest.name), languages, instant,
      manifest.told == Told::with_accounts, files);
}

Manifest read_manifest(const std::filesystem::path& folder) {
  const auto path = folder / Manifest::kFile;
  const auto text = read_whole(path);
  Manifest manifest;
  try {
    const auto value = json::parse(text);
    require_this_form(value.as_object(), path);
    manifest = manifest_from(value.as_object());
  } catch (const Fault&) {
    throw;
  } catch (const std::exception& error) {
    throw Fault(path.string() + " cannot be understood: " + error.what() + ".");
  }
  require_files(manifest, folder);
  Sha256 sum;
  sum.add(text);
  manifest.sum = sum.hex();
  return manifest;
}

}  // namespace parvis::exchange
