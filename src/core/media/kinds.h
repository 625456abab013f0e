// What a file is, told by its first bytes and never by its name or by what its sender says of it. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace parvis::media {

// The pictures that are taken. Vector drawings are none: they hold programs.
enum class PictureKind { jpeg, png, webp, gif, heif };

// Nothing when the bytes begin like no picture that is taken. They may still be damaged: only the workshop can tell.
std::optional<PictureKind> picture_kind(std::string_view bytes);
std::string_view kind_name(PictureKind kind);  // "jpeg": for the command line of the media process
std::optional<PictureKind> parse_kind(std::string_view name);

// The type under which a file that is no picture is handed out, always to be saved and never to be shown:
// "application/pdf", "application/zip" (which many documents are), "application/gzip", "text/plain; charset=utf-8", or
// "application/octet-stream" for whatever else.
std::string_view type_of_file(std::string_view bytes);

}  // namespace parvis::media
