// The examples of the CommonMark and GitHub specifications, and the mention cases of twitter-text. What we render on
// purpose otherwise is listed, with its reasons, in docs/markdown.md.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <sstream>

#include "core/testing/shared_data.h"
#include "core/text/markdown.h"
#include "core/text/mentions.h"
#include "core/text/sanitise.h"

namespace parvis::text {
namespace {

// The specification's HTML as our sanitiser writes it, so that only real differences remain: headings two levels
// down, blanks between tags left out.
std::string comparable(std::string markup) {
  std::string out;
  bool verbatim = false;
  for (std::size_t at = 0; at < markup.size(); ++at) {
    if (markup.compare(at, 4, "<pre") == 0) verbatim = true;
    if (markup.compare(at, 6, "</pre>") == 0) verbatim = false;
    const bool blank = markup[at] == '\n' || markup[at] == ' ';
    const bool beside_tag =
        out.empty() || out.back() == '>' || out.back() == ' ' || at + 1 == markup.size() || markup[at + 1] == '<';
    if (!verbatim && blank && beside_tag) continue;
    out.push_back(!verbatim && blank ? ' ' : markup[at]);
  }
  return out;
}

std::string expected_of(std::string html) {
  for (char level = '6'; level >= '1'; --level) {
    const char lower = level >= '4' ? '6' : static_cast<char>(level + 2);
    for (const std::string opening : {"<h", "</h"}) {
      for (auto at = html.find(opening + level); at != std::string::npos; at = html.find(opening + level, at + 1)) {
        if (html[at + opening.size() + 1] == '>') html[at + opening.size()] = lower;
      }
    }
  }
  return comparable(sanitise(html).markup());
}

struct Share {
  int all = 0;
  int passed = 0;
  std::map<std::string, int> failed_by_section;
};

Share share_of(const std::filesystem::path& path) {
  Share share;
  const auto examples = boost::json::parse(testing::read_file(path));
  for (const auto& each : examples.as_array()) {
    const auto& example = each.as_object();
    const std::string markdown(example.at("markdown").as_string());
    const std::string html(example.at("html").as_string());
    const std::string section(example.at("section").as_string());
    ++share.all;
    const auto ours = comparable(render_markdown(markdown).html.markup());
    if (ours == expected_of(html)) {
      ++share.passed;
    } else {
      ++share.failed_by_section[section];
      if (std::getenv("PARVIS_SHOW") != nullptr) {
        std::printf("## %s\n%s--- expected\n%s\n--- ours\n%s\n\n", section.c_str(), markdown.c_str(),
                    expected_of(html).c_str(), ours.c_str());
      }
    }
  }
  return share;
}

void print(const char* name, const Share& share) {
  std::printf("%s: %d of %d examples as the specification has them; otherwise:", name, share.passed, share.all);
  for (const auto& [section, count] : share.failed_by_section) std::printf(" %s %d,", section.c_str(), count);
  std::printf("\n");
}

}  // namespace

TEST(Conformance, RendersTheExamplesOfCommonMark) {
  PARVIS_SHARED_DATA_OR_SKIP(examples, "markdown/commonmark.json");
  const auto share = share_of(examples);
  print("CommonMark", share);
  EXPECT_EQ(share.all - share.passed, 80) << "say in docs/markdown.md what changed";
}

TEST(Conformance, RendersTheExamplesOfGitHub) {
  PARVIS_SHARED_DATA_OR_SKIP(examples, "markdown/gfm.json");
  const auto share = share_of(examples);
  print("GFM", share);
  EXPECT_EQ(share.all - share.passed, 81) << "say in docs/markdown.md what changed";
}

TEST(Conformance, ExtractsTheMentionsOfTwitterText) {
  PARVIS_SHARED_DATA_OR_SKIP(cases, "markdown/twitter-text/conformance/extract.yml");
  std::istringstream lines(testing::read_file(cases));
  std::string line, section, text;
  int all = 0;
  // The file is YAML, its values are JSON.
  while (std::getline(lines, line)) {
    const auto value_after = [&](std::string_view key) -> std::optional<boost::json::value> {
      const auto at = line.find(key);
      if (at == std::string::npos || at + key.size() >= line.size()) return std::nullopt;
      return boost::json::parse(line.substr(at + key.size()));
    };
    if (line.size() > 3 && line.starts_with("  ") && line[2] != ' ') section = line.substr(2, line.size() - 3);
    if (section != "mentions") continue;
    if (const auto given = value_after("      text: ")) text = std::string(given->as_string());
    if (const auto expected = value_after("      expected: ")) {
      std::vector<std::string> names, found;
      for (const auto& name : expected->as_array()) names.emplace_back(name.as_string());
      for (const auto& mention : mentions_in(text)) found.push_back(mention.handle);
      EXPECT_EQ(found, names) << text;
      ++all;
    }
  }
  std::printf("twitter-text: %d cases of mentions\n", all);
  EXPECT_GT(all, 20);
}

TEST(Mentions, SayWhereTheyStand) {
  EXPECT_EQ(mentions_in("à @Ines, @zoe-!"), (std::vector<Mention>{{"ines", 3, 8}, {"zoe", 10, 14}}));
  EXPECT_EQ(mentions_in("の@usernameに").front().begin, 3u);
  EXPECT_TRUE(mentions_in("@ab", 'x').empty());
  EXPECT_TRUE(mentions_in("https://medium.example/@ab user@ab é@ab @a @" + std::string(31, 'a')).empty());
}

}  // namespace parvis::text
