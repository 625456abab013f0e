#include "core/http/multipart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/http/request_maker.h"

namespace parvis::http {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;
using Pairs = std::vector<Fields::Pair>;

struct Read {
  int status = 0;
  Fields fields;
  std::vector<File> files;
};

Read read_in_pieces(std::string_view boundary, std::string_view body, std::size_t piece, MultipartLimits limits = {}) {
  Read read;
  FilesInMemory files;
  MultipartReader reader(boundary, read.fields, &files, limits);
  for (; !body.empty(); body.remove_prefix(std::min(piece, body.size()))) reader.take(body.substr(0, piece));
  read.status = reader.finish();
  read.files = std::move(files.files);
  return read;
}

Read read(std::string_view body, MultipartLimits limits = {}) {
  return read_in_pieces("b", body, body.size() + 1, limits);
}

std::string part(std::string_view disposition, std::string_view contents, std::string_view more = "") {
  return "--b\r\nContent-Disposition: " + std::string(disposition) + "\r\n" + std::string(more) + "\r\n" +
         std::string(contents) + "\r\n";
}

std::string field(std::string_view name, std::string_view contents) {
  return part("form-data; name=\"" + std::string(name) + "\"", contents);
}

// As Chromium 141 sends it: a field, a text area with a line break, a field whose name holds a quote and a line break,
// a file, and a field where no file was chosen.
constexpr std::string_view kChromium =
    "------WebKitFormBoundaryV7Yy5Qm0kGxQ2f9a\r\n"
    "Content-Disposition: form-data; name=\"form_token\"\r\n\r\n"
    "abc\r\n"
    "------WebKitFormBoundaryV7Yy5Qm0kGxQ2f9a\r\n"
    "Content-Disposition: form-data; name=\"body\"\r\n\r\n"
    "Première ligne\r\nSeconde\r\n"
    "------WebKitFormBoundaryV7Yy5Qm0kGxQ2f9a\r\n"
    "Content-Disposition: form-data; name=\"a%22b%0D%0Ac\"\r\n\r\n"
    "100%\r\n"
    "------WebKitFormBoundaryV7Yy5Qm0kGxQ2f9a\r\n"
    "Content-Disposition: form-data; name=\"photo\"; filename=\"Vélo \\ %22rouge%22.jpg\"\r\n"
    "Content-Type: image/jpeg\r\n\r\n"
    "\xff\xd8\xff\r\n--\0\r\n"
    "\r\n------WebKitFormBoundaryV7Yy5Qm0kGxQ2f9a\r\n"
    "Content-Disposition: form-data; name=\"other\"; filename=\"\"\r\n"
    "Content-Type: application/octet-stream\r\n\r\n"
    "\r\n"
    "------WebKitFormBoundaryV7Yy5Qm0kGxQ2f9a--\r\n"sv;

TEST(Multipart, ReadsWhatChromiumSends) {
  for (const std::size_t piece : {1u, 2u, 7u, 64u, 100'000u}) {
    const auto [status, fields, files] = read_in_pieces("----WebKitFormBoundaryV7Yy5Qm0kGxQ2f9a", kChromium, piece);
    ASSERT_EQ(status, 0) << piece;
    EXPECT_EQ(fields.pairs(),
              (Pairs{{"form_token", "abc"}, {"body", "Première ligne\r\nSeconde"}, {"a\"b\r\nc", "100%"}}));
    ASSERT_EQ(files.size(), 2u);
    EXPECT_EQ(files[0].field, "photo");
    EXPECT_EQ(files[0].name, " \"rouge\".jpg");  // what stands before a backslash may be a path
    EXPECT_EQ(files[0].type, "image/jpeg");
    EXPECT_EQ(files[0].bytes, "\xff\xd8\xff\r\n--\0\r\n"sv);
    EXPECT_EQ(files[1].name, "");
    EXPECT_EQ(files[1].bytes, "");
  }
}

// As Firefox sends it, its older and its present boundary.
TEST(Multipart, ReadsWhatFirefoxSends) {
  for (const std::string boundary :
       {"---------------------------735323031399963166993862150", "----geckoformboundary8fa1a2c6b1e05c1c0c8e4f5a"}) {
    const auto body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nÀ vélo\r\n--" +
                      boundary +
                      "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"notes.txt\"\r\n"
                      "Content-Type: text/plain\r\n\r\nOne\nTwo\n\r\n--" +
                      boundary + "--\r\n";
    const auto [status, fields, files] = read_in_pieces(boundary, body, 5);
    ASSERT_EQ(status, 0);
    EXPECT_EQ(fields.pairs(), (Pairs{{"title", "À vélo"}}));
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(files[0].bytes, "One\nTwo\n");
  }
}

TEST(Multipart, ReadsAnEmptyFormAndEmptyFields) {
  EXPECT_EQ(read("--b--\r\n").status, 0);
  EXPECT_EQ(read("--b--").status, 0);
  EXPECT_EQ(read(field("a", "") + "--b--").fields.pairs(), (Pairs{{"a", ""}}));
  EXPECT_EQ(read(field("", "x") + "--b--").fields.pairs(), (Pairs{{"", "x"}}));
}

TEST(Multipart, PassesOverWhatStandsAroundTheParts) {
  const auto [status, fields, files] = read("For old readers\r\n" + field("a", "1") + "--b--\r\nand after it");
  EXPECT_EQ(status, 0);
  EXPECT_EQ(fields.pairs(), (Pairs{{"a", "1"}}));
  EXPECT_EQ(read(std::string(5000, 'x') + "\r\n" + field("a", "1") + "--b--").status, 400);
}

TEST(Multipart, TakesABoundaryOnlyForAWholeLine) {
  for (const std::string contents : {"--b", "x\r\n--bc", "x\r\n-b", "x\r\n--b-", "x\n--b\n", "x\r\r\n--bb--", "\r\n--",
                                     "\r\n--b x", "\r\n--b\n", "\r\n\r\n--B"}) {
    for (const std::size_t piece : {1u, 3u, 1000u}) {
      const auto [status, fields, files] = read_in_pieces("b", field("a", contents) + "--b--", piece);
      EXPECT_EQ(status, 0) << contents;
      EXPECT_EQ(fields.get("a"), contents);
    }
  }
  EXPECT_EQ(read("--b \t \r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b-- ").fields.get("a"), "1");
}

TEST(Multipart, ReadsNamesHoweverTheyAreQuoted) {
  const auto name_of = [](std::string_view disposition) {
    const auto [status, fields, files] = read(part(disposition, "x") + "--b--");
    return status != 0 || files.size() != 1 ? "(" + std::to_string(status) + ")" : files[0].field + "|" + files[0].name;
  };
  EXPECT_EQ(name_of("form-data; name=\"f\"; filename=\"a;b=c.txt\""), "f|a;b=c.txt");
  EXPECT_EQ(name_of("Form-Data ; Name = f ;FILENAME=plain.txt"), "f|plain.txt");
  EXPECT_EQ(name_of("form-data; name=\"f\"; filename=\"a \\\"b\\\" c\""), "f|a \"b\" c");
  EXPECT_EQ(name_of("form-data; filename=\"../../etc/passwd\"; name=\"f\""), "f|passwd");
  EXPECT_EQ(name_of("form-data; name=\"f\"; filename=\"C:\\photos\\été.png\""), "f|été.png");
  EXPECT_EQ(name_of("form-data; name=\"f\\\"; filename=\"x\""), "f\\|x");
  EXPECT_EQ(name_of("form-data; name=\"f\"; filename=\"a%0Ab%00.png\""), "f|a b%00.png");
  EXPECT_EQ(name_of("form-data; name=\"f\"; filename=\"写真.png\"; filename*=UTF-8''x"), "f|写真.png");
}

TEST(Multipart, RefusesHeadsThatCannotBeRead) {
  for (const std::string head :
       {"", "X: y", "Content-Disposition: form-data", "Content-Disposition: attachment; name=\"a\"",
        "Content-Disposition: form-data; name", "Content-Disposition: form-data; name=\"a",
        "Content-Disposition: form-data; name=\"a\"b", "Content-Disposition: form-data; name=a; name=b",
        "Content-Disposition: form-data; name=a; filename=x; filename=y",
        "Content-Disposition: form-data; name=\"\xff\xfe\"", "Content-Disposition: form-data;\r\n name=\"a\"",
        "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
        "Content-Disposition: form-data; name=a\r\nno colon", "Content-Disposition : form-data; name=a",
        "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64",
        "Content-Disposition: form-data; name=a\r\nContent-Type: multipart/mixed; boundary=c",
        "Content-Disposition: form-data; name=a\nX: y"}) {
    EXPECT_EQ(read("--b\r\n" + head + "\r\n\r\nx\r\n--b--").status, 400) << head;
  }
  EXPECT_EQ(read("--b\r\nContent-Disposition: form-data; name=a\0b\r\n\r\nx\r\n--b--"s).status, 400);
}

TEST(Multipart, RefusesWhatIsCutShort) {
  const auto whole = field("a", "1") + part("form-data; name=f; filename=x", "contents") + "--b--";
  EXPECT_EQ(read(whole).status, 0);
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_EQ(read(whole.substr(0, size)).status, 400) << size;
}

TEST(Multipart, KeepsWithinItsLimits) {
  const auto three = field("a", "1") + field("b", "22") + field("c", "333") + "--b--";
  EXPECT_EQ(read(three, {.parts = 3}).status, 0);
  EXPECT_EQ(read(three, {.parts = 2}).status, 400);
  EXPECT_EQ(read(three, {.text_bytes = 6}).status, 0);
  EXPECT_EQ(read(three, {.text_bytes = 5}).status, 413);
  EXPECT_EQ(read(three, {.total_bytes = three.size()}).status, 0);
  EXPECT_EQ(read(three, {.total_bytes = three.size() - 1}).status, 413);
  EXPECT_EQ(read(field(std::string(1024, 'n'), "1") + "--b--").status, 0);
  EXPECT_EQ(read(field(std::string(1025, 'n'), "1") + "--b--").status, 400);
  EXPECT_EQ(read(part("form-data; name=a", "1", "X: " + std::string(5000, 'y') + "\r\n") + "--b--").status, 400);
  EXPECT_EQ(read("--b\r\n" + std::string(5000, 'y')).status, 400);
  const auto file = part("form-data; name=f; filename=x", std::string(2000, 'z')) + "--b--";
  EXPECT_EQ(read(file, {.text_bytes = 10}).status, 0) << "a file is not kept in memory";
}

TEST(Multipart, EndsAFileOnlyWhenItIsWhole) {
  struct Record : FileSink {
    void begin(const FileHead& head) override { told += "begin " + head.name + ' '; }
    void take(std::string_view bytes) override { told += bytes; }
    void end() override { told += " end "; }
    std::string told;
  };
  const auto whole = part("form-data; name=f; filename=x", "contents") + "--b--";
  for (const auto& [body, told] :
       {std::pair<std::string, std::string>{whole, "begin x contents end "}, {whole.substr(0, 64), "begin x conten"}}) {
    Record record;
    Fields fields;
    read_multipart("multipart/form-data; boundary=b", body, fields, &record);
    EXPECT_THAT(record.told, ::testing::StartsWith(told.substr(0, 8)));
    EXPECT_EQ(record.told.ends_with(" end "), told.ends_with(" end "));
  }
}

TEST(Multipart, FindsItsBoundary) {
  EXPECT_EQ(multipart_boundary("text/plain; boundary=x"), std::nullopt);
  EXPECT_EQ(multipart_boundary("multipart/mixed; boundary=x"), std::nullopt);
  EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=utf-8 ; Boundary=x-1"), "x-1");
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=\"a b:c\""), "a b:c");
  for (const std::string wrong : {"", "; boundary", "; boundary=", "; boundary=\"", "; boundary=\"a \"",
                                  "; boundary=a\"b", "; boundary=é", "; boundary=a; boundary=b", "; x; boundary=a"}) {
    EXPECT_EQ(multipart_boundary("multipart/form-data" + wrong), "") << wrong;
  }
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'a')), "");
  Fields fields;
  EXPECT_EQ(read_multipart("multipart/form-data", "--\r\n", fields), 400);
}

TEST(Multipart, GivesTheSameInWhateverPiecesItArrives) {
  EXPECT_TRUE(rc::check([](const std::vector<std::string>& texts) {
    std::string body;
    Pairs sent;
    for (const auto& text : texts) {
      if (("\r\n" + text + "\r\n").find("\r\n--b") != std::string::npos) continue;
      body += field("f", text);
      sent.emplace_back("f", text);
    }
    body += "--b--";
    const auto piece = *rc::gen::inRange<std::size_t>(1, 40);
    const auto [status, fields, files] = read_in_pieces("b", body, piece);
    RC_ASSERT(status == 0);
    RC_ASSERT(fields.pairs() == sent);
  }));
}

TEST(ReadForm, ReadsAFormWithFilesAsAPlainOne) {
  Request request;
  request.target = "/threads";
  request.headers.add("content-type", "multipart/form-data; boundary=b");
  request.body =
      field("title", "Un vélo & deux") + part("form-data; name=photo; filename=x.png", "bytes") + "--b--\r\n";
  EXPECT_EQ(read_form(request), 0);
  EXPECT_EQ(request.form.pairs(), (Pairs{{"title", "Un vélo & deux"}}));
  request.body.resize(request.body.size() / 2);
  EXPECT_EQ(read_form(request), 400);
  request.target = "/api/v1/threads";  // where no form is read, and the type itself is refused in its own words
  EXPECT_EQ(read_form(request), 0);
}

}  // namespace
}  // namespace parvis::http
