#include "core/media/worker/maker.h"

#include <dlfcn.h>
#include <vips/vips.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <span>

#include "core/media/worker/webp_chunks.h"

namespace parvis::media {
namespace {

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

// The classes of libvips that read each kind, from memory.
const char* loader_of(PictureKind kind) {
  switch (kind) {
    case PictureKind::jpeg: return "VipsForeignLoadJpeg";
    case PictureKind::png: return "VipsForeignLoadPng";
    case PictureKind::webp: return "VipsForeignLoadWebp";
    case PictureKind::gif: return "VipsForeignLoadNsgif";
    case PictureKind::heif: return "VipsForeignLoadHeif";
  }
  return "";
}

// libvips as Debian builds it keeps the reader of HEIF and AVIF in a module beside the library, among others that drag
// in what nobody needs here; the environment keeps it from loading all, and this one is loaded by hand.
void load_heif() {
  Dl_info place{};
  if (::dladdr(reinterpret_cast<void*>(&vips_init), &place) == 0 || place.dli_fname == nullptr) return;
  std::string path(place.dli_fname);
  path.resize(path.rfind('/') + 1);
  path += "vips-modules-" + std::to_string(VIPS_MAJOR_VERSION) + "." + std::to_string(VIPS_MINOR_VERSION) +
          "/vips-heif." G_MODULE_SUFFIX;
  if (auto* module = g_module_open(path.c_str(), G_MODULE_BIND_LAZY)) g_module_make_resident(module);
}

constexpr int kWebpQuality = 80, kJpegQuality = 82;  // where people see no difference at these sizes
constexpr int kWebpEffort = 4;                       // of 6: the last two take twice the time for 2 %

Image taken(VipsImage* image) { return Image(image); }

// What the camera, the editor and the profile's maker wrote: where it was taken, by whom, with what.
void forget_everything(VipsImage* image) {
  char** names = vips_image_get_fields(image);
  for (char** name = names; *name != nullptr; ++name) vips_image_remove(image, *name);
  g_strfreev(names);
}

// Eight bits in sRGB, with at most an alpha channel, whole in memory: every copy is made from it.
Image plain(const VipsImage* from) {
  auto* source = const_cast<VipsImage*>(from);
  VipsImage* out = nullptr;
  if (vips_colourspace(source, &out, VIPS_INTERPRETATION_sRGB, nullptr) != 0) return nullptr;
  auto image = taken(out);
  if (image->BandFmt != VIPS_FORMAT_UCHAR) {
    if (vips_cast_uchar(image.get(), &out, nullptr) != 0) return nullptr;
    image = taken(out);
  }
  if (image->Bands > 4) {
    if (vips_extract_band(image.get(), &out, 0, "n", 4, nullptr) != 0) return nullptr;
    image = taken(out);
  }
  image = taken(vips_image_copy_memory(image.get()));
  if (image) forget_everything(image.get());
  return image;
}

struct Box {
  int width = 0, height = 0;
  bool filled = false;  // cut to it about the middle; else the whole picture inside it, never enlarged
};

Image read_into(std::string_view bytes, const Box& box) {
  VipsImage* out = nullptr;
  const int failed = vips_thumbnail_buffer(const_cast<char*>(bytes.data()), bytes.size(), &out, box.width, "height",
                                           box.height, "size", box.filled ? VIPS_SIZE_BOTH : VIPS_SIZE_DOWN, "crop",
                                           box.filled ? VIPS_INTERESTING_CENTRE : VIPS_INTERESTING_NONE,
                                           "export_profile", "srgb", "option_string", "[fail_on=truncated]", nullptr);
  return failed != 0 ? nullptr : plain(taken(out).get());
}

Image narrowed(const Image& image, int width) {
  if (image->Xsize == width) return taken(static_cast<VipsImage*>(g_object_ref(image.get())));
  VipsImage* out = nullptr;
  const int failed = vips_thumbnail_image(image.get(), &out, width, "height", VIPS_MAX_COORD, "size", VIPS_SIZE_DOWN,
                                          "no_rotate", TRUE, nullptr);
  return failed != 0 ? nullptr : taken(vips_image_copy_memory(taken(out).get()));
}

Image on_white(const Image& image) {
  VipsImage* out = nullptr;
  if (!vips_image_hasalpha(image.get())) return taken(static_cast<VipsImage*>(g_object_ref(image.get())));
  const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> white(
      vips_array_double_newv(1, 255.0), [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
  if (vips_flatten(image.get(), &out, "background", white.get(), nullptr) != 0) return nullptr;
  return taken(out);
}

bool add_copy(Picture& picture, const Image& image, const char* extension) {
  void* bytes = nullptr;
  std::size_t size = 0;
  const bool webp = std::string_view(extension) == "webp";
  const auto flat = webp ? nullptr : on_white(image);
  if (!webp && !flat) return false;
  const int failed = webp ? vips_webpsave_buffer(image.get(), &bytes, &size, "Q", kWebpQuality, "effort", kWebpEffort,
                                                 "smart_subsample", TRUE, "strip", TRUE, nullptr)
                          : vips_jpegsave_buffer(flat.get(), &bytes, &size, "Q", kJpegQuality, "optimize_coding", TRUE,
                                                 "interlace", TRUE, "strip", TRUE, nullptr);
  if (failed != 0) return false;
  std::string copy(static_cast<const char*>(bytes), size);
  g_free(bytes);
  picture.copies.push_back({.label = copy_label(image->Xsize, extension),
                            .type = webp ? "image/webp" : "image/jpeg",
                            .width = image->Xsize,
                            .height = image->Ysize,
                            .bytes = webp ? without_words(std::move(copy)) : std::move(copy)});
  return true;
}

Outcome for_words(std::string_view bytes) {
  const auto image = read_into(bytes, {.width = kMostWidth, .height = kMostHeight});
  if (!image) return Trouble::damaged;
  Picture picture{.width = image->Xsize, .height = image->Ysize};
  for (const int width : copy_widths(picture.width)) {
    const auto copy = narrowed(image, width);
    if (!copy || !add_copy(picture, copy, "webp")) return Trouble::damaged;
  }
  const auto small = narrowed(image, std::min(picture.width, kPlainWidth));
  if (!small || !add_copy(picture, small, "jpg")) return Trouble::damaged;
  return picture;
}

Outcome cut(std::string_view bytes, std::span<const int> widths, int proportion, const char* extension) {
  const int greatest = widths.back();
  const auto image = read_into(bytes, {.width = greatest, .height = greatest / proportion, .filled = true});
  if (!image) return Trouble::damaged;
  Picture picture{.width = image->Xsize, .height = image->Ysize};
  for (const int width : widths) {
    const auto copy = narrowed(image, std::min(width, picture.width));
    if (!copy || !add_copy(picture, copy, extension)) return Trouble::damaged;
  }
  return picture;
}

// What the picture says of itself, before a pixel of it is read.
std::optional<Trouble> trouble_of_head(std::string_view bytes) {
  const auto head =
      taken(vips_image_new_from_buffer(bytes.data(), bytes.size(), "", "access", VIPS_ACCESS_SEQUENTIAL, nullptr));
  if (!head) return Trouble::damaged;
  const bool fits = head->Xsize <= kMostSide && head->Ysize <= kMostSide &&
                    static_cast<double>(head->Xsize) * head->Ysize <= kMostPixels;
  return fits ? std::nullopt : std::optional(Trouble::too_large);
}

}  // namespace

bool begin_making(const char* program, PictureKind kind) {
  if (VIPS_INIT(program) != 0) return false;
  if (kind == PictureKind::heif) load_heif();
  vips_cache_set_max(0);
  vips_block_untrusted_set(TRUE);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  vips_operation_block_set(loader_of(kind), FALSE);
  return true;
}

std::string why_not() { return vips_error_buffer(); }

Outcome make_picture(std::string_view bytes, Shape shape) {
  if (const auto trouble = trouble_of_head(bytes)) return *trouble;
  switch (shape) {
    case Shape::words: return for_words(bytes);
    case Shape::face: return cut(bytes, kFaceSides, 1, "jpg");
    case Shape::cover: return cut(bytes, kCoverWidths, kCoverProportion, "webp");
  }
  return Trouble::damaged;
}

}  // namespace parvis::media
