#include "community/incoming/letter_files.h"

#include <algorithm>
#include <array>

#include "community/files/attaching.h"
#include "community/files/bringing.h"
#include "community/pace/pace.h"

namespace parvis::community {
namespace {

// Seals that mail programs put on a letter (RFC 3156, 8551).
constexpr std::array<std::string_view, 3> kSeals{"application/pgp-signature", "application/pkcs7-signature",
                                                 "application/x-pkcs7-signature"};

bool is_meant(const mail::LetterPart& part) {
  if (std::ranges::find(kSeals, part.type.value) != kSeals.end()) return false;
  if (part.disposition.value == "attachment") return true;
  // Named by the text around it, a picture is part of that text: mostly of a signature. Telephones send theirs "inline"
  // too, but unnamed.
  return !part.headers.has("content-id") && !part.file_name().empty();
}

std::optional<Sentence> bring(const Visit& visit, const mail::LetterPart& part, std::string& markdown) {
  if (take(visit, Pace::files) > 0) return too_fast(Pace::files);
  const auto name = part.file_name();
  const auto file =
      bring_file(visit.community, visit.viewer, visit.source, {.name = name, .alt = {}, .bytes = part.content});
  if (!file) return file.mistakes().front().sentence;
  markdown.append(markdown.empty() ? "" : "\n\n").append(markdown_of(*file));
  return std::nullopt;
}

}  // namespace

std::vector<const mail::LetterPart*> meant_files(const mail::LetterPart& letter) {
  auto parts = mail::attachments(letter);
  std::erase_if(parts, [](const mail::LetterPart* part) { return !is_meant(*part); });
  return parts;
}

LetterFiles bring_files(const Visit& visit, const std::vector<const mail::LetterPart*>& parts) {
  LetterFiles files;
  std::size_t brought = 0;
  for (const auto* part : parts) {
    auto why = brought == kMostAtOnce ? std::optional(Sentence{"Ten files at once are enough."})
                                      : bring(visit, *part, files.markdown);
    if (why) {
      files.left_out.push_back({part->file_name(), std::move(*why)});
    } else {
      ++brought;
    }
  }
  return files;
}

}  // namespace parvis::community
