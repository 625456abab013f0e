#include "exchange/open_form/blob_files.h"

#include <boost/json.hpp>
#include <fstream>

#include "exchange/open_form/lines_file.h"
#include "exchange/open_form/sum_file.h"

namespace parvis::exchange {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

blobs::Blob read_line(const LinesFile::Line& line) {
  boost::system::error_code error;
  const auto value = json::parse(json::string_view(line.text.data(), line.text.size()), error);
  const auto* object = value.if_object();
  const auto* sum = object ? object->if_contains("sha256") : nullptr;
  const auto* bytes = object ? object->if_contains("bytes") : nullptr;
  if (!error && sum && sum->is_string() && bytes && bytes->is_int64() && bytes->get_int64() >= 0) {
    const auto& hex = sum->get_string();
    if (const auto parsed = blobs::Sum::parse({hex.data(), hex.size()})) {
      return {*parsed, static_cast<std::uint64_t>(bytes->get_int64())};
    }
  }
  throw Fault(std::string(kFilesList) + ", line " + std::to_string(line.number) + ", names no file.");
}

template <class Take>
void each_listed(const fs::path& folder, const Take& take) {
  std::error_code error;
  if (!fs::exists(folder / kFilesList, error)) return;
  LinesFile list(folder / kFilesList, 0, 1);
  while (const auto line = list.next()) take(read_line(*line));
}

fs::path path_of(const fs::path& folder, const blobs::Sum& sum) { return folder / kFilesFolder / sum.place(); }

void copy_out(blobs::Blobs& blobs, const blobs::Sum& sum, const fs::path& path) {
  fs::create_directories(path.parent_path());
  SumFile file(path);
  blobs.read(sum, {}, [&](std::string_view piece) {
    file.write(piece);
    return true;
  });
  file.finish();
}

}  // namespace

std::string files_line(const blobs::Blob& blob) {
  return fmt::format("{{\"sha256\":\"{}\",\"bytes\":{}}}\n", blob.sum.hex(), blob.size);
}

FilesWritten export_files(blobs::Blobs& blobs, const fs::path& folder) {
  FilesWritten written{.list = {.name = kFilesList}};
  SumFile list(folder / kFilesList);
  blobs.list([&](const blobs::Blob& blob) {
    const auto path = path_of(folder, blob.sum);
    try {
      copy_out(blobs, blob.sum, path);
    } catch (const blobs::MissingBlob&) {
      fs::remove(path);
      return true;
    } catch (const blobs::DamagedBlob& damaged) {
      fs::remove(path);
      written.problems.emplace_back(damaged.what());
      return true;
    }
    list.write(files_line(blob));
    written.files.push_back(fs::path(kFilesFolder) / blob.sum.place());
    ++written.list.rows;
    return true;
  });
  written.list.sha256 = list.finish();
  written.list.bytes = list.size();
  return written;
}

void verify_files(const fs::path& folder) {
  each_listed(folder, [&](const blobs::Blob& blob) {
    const auto path = path_of(folder, blob.sum);
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error) throw Fault("The export is not whole: " + path.string() + ": " + error.message() + ".");
    if (size == blob.size && sha256_of_file(path) == blob.sum.hex()) return;
    throw Fault("The export is not what it says: " + path.string() + " is not what its name says.");
  });
}

StageFigures import_files(blobs::Blobs& blobs, const fs::path& folder) {
  StageFigures figures{.stage = kFilesFolder};
  each_listed(folder, [&](const blobs::Blob& blob) {
    ++figures.read;
    if (const auto there = blobs.head(blob.sum); there && there->size == blob.size) {
      ++figures.there;
      return;
    }
    const auto path = path_of(folder, blob.sum);
    std::ifstream in(path, std::ios::binary);
    const auto put = blobs.put([&](std::span<char> into) {
      in.read(into.data(), static_cast<std::streamsize>(into.size()));
      if (in.bad()) throw Fault("The file " + path.string() + " cannot be read.");
      return static_cast<std::size_t>(in.gcount());
    });
    if (put.sum != blob.sum) throw Fault("The file " + path.string() + " changed while it was read.");
    ++figures.arrived;
  });
  return figures;
}

}  // namespace parvis::exchange
