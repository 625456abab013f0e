#include "exchange/open_form/form.h"
#include "exchange/open_form/words_of_form.h"

namespace parvis::exchange {
namespace {

using enum FieldKind;
using enum Presence;

Form files() {
  return {.name = "uploads",
          .table = "file",
          .what = "Pictures and other files that members brought. Their bytes are in `files`, named by their sums.",
          .fields = {{"id", "id", id, "the file: `/files/ID` in words"},
                     {"member", "member", id, "who brought it", required, "member"},
                     {"created_at", "created_at", instant, "when"},
                     {"kept_at", "kept_at", instant, "when all its bytes were kept", optional},
                     {"kind", "kind", word, "what it is", required, {}, file_words},
                     {"name", "name", text, "as its sender called it"},
                     {"type", "type", text, "told by its bytes; of a picture, what was sent"},
                     {"alt", "alt", text, "what it shows, in words"},
                     {"width", "width", number, "of a picture's greatest copy, in pixels; otherwise 0"},
                     {"height", "height", number, "likewise"},
                     {"bytes", "bytes", number, "of all its copies"}}};
}

Form copies() {
  return {.name = "upload_copies",
          .table = "file_copy",
          .what = "The sizes in which a picture is kept; of another file, the file itself.",
          .fields = {{"upload", "file", id, "the file", required, "file"},
                     {"label", "label", text, "the last part of its address"},
                     {"sum", "sum", text, "the SHA-256 of its bytes, by which `files` names them"},
                     {"type", "type", text, "as it is handed out"},
                     {"bytes", "bytes", number, "its size"}},
          .order = "file, label"};
}

Form uses() {
  return {.name = "upload_uses",
          .table = "file_use",
          .what = "Which posts show a file or link to it, in their present or earlier words: who may read one sees it.",
          .fields = {{"upload", "file", id, "the file", required, "file"},
                     {"post", "post", id, "the post", required, "post"}},
          .order = "file, post"};
}

Form pictures() {
  return {.name = "member_pictures",
          .table = "member_picture",
          .what = "The faces and covers that members chose for themselves.",
          .fields = {{"number", "number", number, "of a face, what stands for it in `members`, less 1,000,000,000"},
                     {"member", "member", id, "whose", required, "member"},
                     {"kind", "kind", word, "what it is", required, {}, file_words},
                     {"upload", "file", id, "the file", required, "file"},
                     {"face", "hue", face, "the drawn one that it stands for"}},
          .order = "number"};
}

}  // namespace

std::vector<Form> forms_of_files() { return {files(), copies(), uses(), pictures()}; }

}  // namespace parvis::exchange
