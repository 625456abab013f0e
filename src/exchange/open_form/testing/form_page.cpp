#include "exchange/open_form/testing/form_page.h"

#include <fmt/format.h>

#include "exchange/open_form/testing/sample.h"

namespace parvis::exchange::testing {
namespace {

std::string_view kind_word(FieldKind kind) {
  switch (kind) {
    case FieldKind::id: return "id";
    case FieldKind::subject: return "id or number";
    case FieldKind::number: return "number";
    case FieldKind::word: return "word";
    case FieldKind::instant: return "instant";
    case FieldKind::text: return "text";
    case FieldKind::html: return "html";
    case FieldKind::document: return "document";
    case FieldKind::face: return "face";
  }
  return "";
}

std::string words_of(const Field& field) {
  std::string list;
  for (const auto& word : field.words()) list += fmt::format("{}`{}`", list.empty() ? "" : ", ", word.name);
  return list;
}

std::string_view file_of_table(std::string_view table) {
  for (const auto& form : forms()) {
    if (form.table.text() == table) return form.name;
  }
  return "";
}

std::string meaning_of(const Field& field) {
  std::string meaning(field.meaning);
  if (!field.refers_to.empty()) meaning += fmt::format(" (`{}`)", file_of_table(field.refers_to));
  if (field.words) meaning += ": " + words_of(field);
  if (field.told == Told::with_accounts) meaning += "; only with `--with-accounts`";
  return meaning;
}

const std::string& sample_of(const Form& form) {
  for (const auto& line : sample_lines()) {
    if (line.form == form.name) return line.line;
  }
  throw Fault("no sample of " + form.file());
}

std::string section_of(const Form& form) {
  auto section = fmt::format(
      "\n### {}\n\n{}{}\n\n```json\n{}\n```\n\n| field | kind | may be absent | meaning |\n|---|---|---|---|\n",
      form.file(), form.what, form.told == Told::with_accounts ? " Only with `--with-accounts`." : "", sample_of(form));
  for (const auto& field : form.fields) {
    section += fmt::format("| `{}` | {} | {} | {} |\n", field.name, kind_word(field.kind),
                           field.presence == Presence::optional ? "yes" : "", meaning_of(field));
  }
  if (form.derived.empty()) return section;
  section += "\nNot told: ";
  for (const auto& derived : form.derived) {
    section += fmt::format("{}`{}` ({})", &derived == &form.derived.front() ? "" : ", ", derived.column.text(),
                           derived.reason);
  }
  return section + ".\n";
}

std::string_view schema_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::id:
    case FieldKind::subject: return R"({"$ref": "#/$defs/id"})";
    case FieldKind::number: return R"({"$ref": "#/$defs/number"})";
    case FieldKind::instant: return R"({"$ref": "#/$defs/instant"})";
    case FieldKind::document: return R"({"$ref": "#/$defs/document"})";
    case FieldKind::face: return R"({"$ref": "#/$defs/face"})";
    default: return R"({"$ref": "#/$defs/text"})";
  }
}

std::string schema_of(const Field& field) {
  if (!field.words) return std::string(schema_of(field.kind));
  std::string words;
  for (const auto& word : field.words()) words += fmt::format("{}\"{}\"", words.empty() ? "" : ", ", word.name);
  return R"({"anyOf": [{"enum": [)" + words + R"(]}, {"type": "integer"}]})";
}

std::string schema_of(const Form& form) {
  std::string properties, required;
  for (const auto& field : form.fields) {
    properties += fmt::format("{}\n        \"{}\": {}", properties.empty() ? "" : ",", field.name, schema_of(field));
    if (field.presence == Presence::required) {
      required += fmt::format("{}\"{}\"", required.empty() ? "" : ", ", field.name);
    }
  }
  return fmt::format(
      "    \"{}\": {{\n      \"type\": \"object\",\n      \"properties\": {{{}\n      }},\n      \"required\": [{}],\n"
      "      \"additionalProperties\": false\n    }}",
      form.name, properties, required);
}

constexpr const char* kKinds =
    R"(    "id": {"anyOf": [{"type": "string", "pattern": "^[0-9a-hjkmnp-tv-z]{1,13}$"}, {"type": "integer"}]},
    "number": {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]+$"}]},
    "instant": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "integer"}]},
    "text": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/bytes"}]},
    "bytes": {
      "type": "object",
      "properties": {"base64": {"type": "string", "contentEncoding": "base64"}},
      "required": ["base64"],
      "additionalProperties": false
    },
    "document": {"anyOf": [{"type": "object"}, {"type": "string"}]},
    "face": {
      "anyOf": [
        {
          "type": "object",
          "properties": {"hue": {"type": "integer"}, "portrait": {"type": "string", "pattern": "^[0-9]{5}$"}},
          "required": ["hue"]
        },
        {"type": "integer"}
      ]
    })";

// The line is held against export_files in blob_files_test.cpp.
constexpr const char* kFilesSection = R"(
### files.jsonl

What the community keeps in files: pictures, whatever was uploaded. Each stands in the folder beside, as `files/9f/9f86d0…`, named by the SHA-256 of its bytes; the first two digits name the folder in between. What it is called and who may see it stands in the lines that refer to it.

```json
{"sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","bytes":4}
```

| field | kind | may be absent | meaning |
|---|---|---|---|
| `sha256` | text |  | the file |
| `bytes` | number |  | how long it is |
)";

constexpr const char* kFilesSchema = R"(,
    "files": {
      "type": "object",
      "properties": {
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "bytes": {"type": "integer"}
      },
      "required": ["sha256", "bytes"],
      "additionalProperties": false
    })";

}  // namespace

std::string files_page() {
  std::string page = kFilesHeading;
  page +=
      "\nIn the order in which they are read. What is named in brackets is another file, where the one meant stands.\n";
  for (const auto& form : forms()) page += section_of(form);
  page += kFilesSection;
  page += "\n## What no file tells\n\n| table of the database | why |\n|---|---|\n";
  for (const auto& table : tables_left_out()) page += fmt::format("| `{}` | {} |\n", table.table, table.reason);
  return page;
}

std::string files_schema() {
  std::string definitions = kKinds;
  for (const auto& form : forms()) definitions += ",\n" + schema_of(form);
  definitions += kFilesSchema;
  return "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"A line of each file of a "
         "Parvis export\",\n  \"$defs\": {\n" +
         definitions + "\n  }\n}\n";
}

}  // namespace parvis::exchange::testing
