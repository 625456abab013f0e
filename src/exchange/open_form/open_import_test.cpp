#include "exchange/open_form/open_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/testing/test_store.h"
#include "exchange/check/check.h"
#include "exchange/generate/generate.h"
#include "exchange/open_form/open_export.h"
#include "exchange/open_form/sum_file.h"
#include "exchange/open_form/testing/sample.h"

namespace parvis::exchange {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class OpenFormImport : public ::testing::Test {
 protected:
  OpenFormImport() {
    export_community(*testing::store_of(testing::sample_lines()), place(), {.told = Told::with_accounts});
  }

  fs::path place() const { return folder / "export"; }
  ImportOptions options() const {
    ImportOptions options;
    options.report = folder / "report.txt";
    options.batch_rows = 2;
    return options;
  }
  ImportResult import() { return import_export(*target, place(), verify_export(place()), options()); }
  // What verifying, or else importing, says against it.
  std::string refusal() {
    try {
      import();
    } catch (const Fault& fault) {
      return fault.what();
    }
    return {};
  }
  bool target_is_empty() const {
    for (const auto& [file, text] : testing::lines_of(*target, Told::with_accounts)) {
      if (!text.empty()) return false;
    }
    return true;
  }
  void write(const std::string& file, const std::string& text) const { folder.write("export/" + file, text); }
  std::string read(const std::string& file) const { return folder.read("export/" + file); }
  // Somebody edits a file, and community.json with it.
  void edit(const std::string& file, const std::string& text) const {
    auto manifest = read_manifest(place());
    write(file, text);
    for (auto& figures : manifest.files) {
      if (figures.name != file) continue;
      figures.rows = std::ranges::count(text, '\n');
      figures.bytes = text.size();
      figures.sha256 = sha256_of_file(place() / file);
    }
    write(Manifest::kFile, manifest_text(manifest));
  }
  void replace(const std::string& file, std::string_view what, std::string_view with) const {
    auto text = read(file);
    ASSERT_NE(text.find(what), std::string::npos);
    text.replace(text.find(what), what.size(), with);
    edit(file, text);
  }

  testing::Folder folder;
  std::unique_ptr<store::Store> target = store::open_migrated_test_store();
};

TEST_F(OpenFormImport, RefusesASumThatIsNotSoAndChangesNothing) {
  auto posts = read("posts.jsonl");
  posts[posts.find("breaks")] = 'B';
  write("posts.jsonl", posts);
  EXPECT_THAT(refusal(), AllOf(HasSubstr("posts.jsonl"), HasSubstr("community.json says")));
  EXPECT_TRUE(target_is_empty());
}

TEST_F(OpenFormImport, RefusesACountThatIsNotSo) {
  auto manifest = read_manifest(place());
  manifest.files.front().rows += 1;
  write(Manifest::kFile, manifest_text(manifest));
  EXPECT_THAT(refusal(), HasSubstr("holds 2 rows"));
  EXPECT_TRUE(target_is_empty());
}

TEST_F(OpenFormImport, RefusesWhatIsNoExportInASentence) {
  const auto whole = read(Manifest::kFile);
  const auto with = [&](std::string_view what, std::string_view instead) {
    auto text = whole;
    text.replace(text.find(what), what.size(), instead);
    write(Manifest::kFile, text);
    return refusal();
  };
  EXPECT_THAT(with("\"format_version\": 1", "\"format_version\": 2"), HasSubstr("newer Parvis"));
  EXPECT_THAT(with("parvis-community", "other"), HasSubstr("no community.json of Parvis"));
  EXPECT_THAT(with("posts.jsonl", "ghosts.jsonl"), HasSubstr("does not know: ghosts.jsonl"));
  EXPECT_THAT(with("\"rows\": 2", "\"rows\": \"two\""), HasSubstr("cannot be understood"));
  EXPECT_THAT(with("}\n  ]\n}", "}"), HasSubstr("cannot be understood"));
  write(Manifest::kFile, whole);
  fs::remove(place() / "posts.jsonl");
  EXPECT_THAT(refusal(), HasSubstr("posts.jsonl is missing"));
  fs::remove(place() / Manifest::kFile);
  EXPECT_THAT(refusal(), HasSubstr("There is no export in"));
  EXPECT_TRUE(target_is_empty());
}

TEST_F(OpenFormImport, RefusesABrokenRowAloneWithItsLineAndReason) {
  edit("comments.jsonl", read("comments.jsonl") + "no JSON\n" +
                             R"({"id":"4q0tn0g00071","post":"4q0tn0g0zzzz","author":"4q0tn0g00000","created_at":)"
                             R"("2026-01-10T13:00:00Z","body":"x","html":"x","score":0})"
                             "\n" +
                             R"({"id":"4q0tn0g00072","post":"4q0tn0g00050","author":"4q0tn0g00000","created_at":)"
                             R"("yesterday","body":"x","html":"x","score":0})"
                             "\n" +
                             R"({"id":"4q0tn0g00073","post":"4q0tn0g00050","author":"4q0tn0g00000","created_at":)"
                             R"("2026-01-10T13:00:00Z","body":"x","html":"x","score":0,"colour":"red"})"
                             "\n" +
                             read("comments.jsonl") +
                             R"({"id":"4q0tn0g00074","post":"4q0tn0g00050","author":"4q0tn0g00000","created_at":)"
                             R"("2026-01-10T13:00:00Z","body":"arrives","html":"arrives","score":0})"
                             "\n");
  const auto checked = check_export(place(), verify_export(place()), options());
  const auto dry = folder.read("report.txt");
  const auto result = import();
  EXPECT_EQ(result.refused(), 5);
  EXPECT_EQ(checked.refused(), 5);
  const auto report = folder.read("report.txt");
  EXPECT_EQ(dry, report) << "a dry run finds the same";
  EXPECT_THAT(report, HasSubstr("comments.jsonl:2: refused: the line is no JSON"));
  EXPECT_THAT(report, HasSubstr("comments.jsonl:3: refused: the post 4q0tn0g0zzzz is not there"));
  EXPECT_THAT(report, HasSubstr("comments.jsonl:4: refused: created_at is no instant"));
  EXPECT_THAT(report, HasSubstr("comments.jsonl:5: refused: there is no field 'colour'"));
  EXPECT_THAT(report, HasSubstr("comments.jsonl:6: refused: what may be there once is there already"));
  EXPECT_THAT(check(*target, community_checks()).problems, IsEmpty());
  EXPECT_THAT(testing::lines_of(*target, Told::always),
              Contains(::testing::Pair("comments.jsonl", HasSubstr("arrives"))));
}

TEST_F(OpenFormImport, AddsNothingTheSecondTime) {
  import();
  const auto once = testing::lines_of(*target, Told::with_accounts);
  const auto again = import();
  EXPECT_EQ(again.arrived(), 0);
  EXPECT_EQ(testing::lines_of(*target, Told::with_accounts), once);
}

TEST_F(OpenFormImport, ComesIntoAnEmptyCommunityOnly) {
  generate(*target, {.members = 3, .threads = 3, .posts = 6});
  const auto before = testing::lines_of(*target, Told::with_accounts);
  EXPECT_THAT(refusal(), HasSubstr("There is a community here already"));
  EXPECT_EQ(testing::lines_of(*target, Told::with_accounts), before);
}

TEST_F(OpenFormImport, EndsTheSameHoweverOftenItIsStopped) {
  import();
  const auto whole = testing::lines_of(*target, Told::with_accounts);
  target = store::open_migrated_test_store();
  const auto manifest = verify_export(place());
  int runs = 0;
  for (bool stopped = true; stopped; ++runs) {
    auto stopping = options();
    int batches = 0;
    stopping.on_progress = [&](const Progress&) {
      if (++batches == 4) throw Fault("stopped");
    };
    try {
      const auto result = import_export(*target, place(), manifest, stopping);
      stopped = false;
      EXPECT_TRUE(result.resumed);
      EXPECT_EQ(result.refused(), 0);
    } catch (const Fault& fault) {
      ASSERT_STREQ(fault.what(), "stopped");
      EXPECT_THAT(check(*target, community_checks()).notes, Contains(HasSubstr("was stopped: run it again")));
      EXPECT_TRUE(target->read(is_half_imported));
    }
  }
  EXPECT_GT(runs, 3);
  EXPECT_FALSE(target->read(is_half_imported));
  EXPECT_EQ(testing::lines_of(*target, Told::with_accounts), whole);
  EXPECT_THAT(check(*target, community_checks()).problems, IsEmpty());
}

TEST_F(OpenFormImport, TakesNoOtherExportUpInTheMiddle) {
  auto stopping = options();
  stopping.on_progress = [](const Progress&) { throw Fault("stopped"); };
  EXPECT_THROW(import_export(*target, place(), verify_export(place()), stopping), Fault);
  replace("badges.jsonl", "First answer", "Other answer");
  EXPECT_THAT(refusal(), HasSubstr("Another export is being brought in"));
}

TEST_F(OpenFormImport, ChecksAPlaceWithoutWritingWhenItIsDry) {
  const auto result = check_export(place(), verify_export(place()), options());
  EXPECT_EQ(result.arrived(), static_cast<std::int64_t>(testing::sample_lines().size()));
  EXPECT_EQ(result.refused(), 0);
  EXPECT_EQ(folder.read("report.txt"), "");
}

TEST_F(OpenFormImport, LetsNoScriptInFromAnEditedFile) {
  replace("posts.jsonl", "<p>Again.</p>", R"(<p>Again.<script>alert(1)</script><img src=\"x\" onerror=\"y()\"></p>)");
  import();
  const auto html = target->read([](store::Reader& reader) {
    return reader.one<std::string>("select html from post where body = 'Again.'").value_or("");
  });
  EXPECT_THAT(html,
              AllOf(HasSubstr("Again."), ::testing::Not(HasSubstr("script")), ::testing::Not(HasSubstr("onerror"))));
}

TEST(OpenFormExport, WritesIntoAFolderOfItsOwn) {
  const testing::Folder folder;
  const auto store = testing::store_of(testing::sample_lines());
  folder.write("somebody's.txt", "kept");
  EXPECT_THROW(export_community(*store, folder.path(), {}), Fault);
  EXPECT_EQ(folder.read("somebody's.txt"), "kept");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

TEST(OpenFormExport, BeginsAnewAfterItWasStopped) {
  const testing::Folder folder;
  const auto store = testing::store_of(testing::sample_lines());
  fs::create_directories(folder / "export/unfinished");
  folder.write("export/unfinished/posts.jsonl", "half a li");
  export_community(*store, folder / "export", {});
  EXPECT_FALSE(fs::exists(folder / "export/unfinished"));
  verify_export(folder / "export");
}

TEST(OpenFormExport, LeavesNothingOfOneThatFailed) {
  const testing::Folder folder;
  const auto store = testing::store_of(testing::sample_lines());
  const auto stop = [](const Progress&) { throw Fault("stopped"); };
  EXPECT_THROW(export_community(*store, folder / "export", {.on_progress = stop}), Fault);
  EXPECT_TRUE(fs::is_empty(folder / "export"));
}

TEST(OpenFormExport, IsOneInstantWhileTheServerWrites) {
  const testing::Folder folder;
  const auto store = testing::store_of(testing::sample_lines());
  const auto before = testing::lines_of(*store, Told::always);
  const auto write = [&](const Progress& progress) {
    if (progress.stage != "members") return;
    store->write([](store::Transaction& transaction) {
      transaction.run("update post set body = 'later'");
      transaction.run("insert into tag (id, name, name_key) values (7, 'later', 'later')");
    });
  };
  export_community(*store, folder / "export", {.on_progress = write});
  for (const auto& [file, text] : before) EXPECT_EQ(folder.read("export/" + file), text) << file;
}

TEST(OpenFormExport, IsReadableByItsOwnerAlone) {
  const testing::Folder folder;
  export_community(*testing::store_of(testing::sample_lines()), folder / "export", {});
  const auto others = fs::perms::group_all | fs::perms::others_all;
  for (const auto& file : fs::directory_iterator(folder / "export")) {
    EXPECT_EQ(file.status().permissions() & others, fs::perms::none) << file.path();
  }
}

}  // namespace
}  // namespace parvis::exchange
