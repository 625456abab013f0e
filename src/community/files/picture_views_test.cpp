#include "community/files/picture_views.h"

#include <gtest/gtest.h>

#include "core/text/sanitise.h"

namespace parvis::community {
namespace {

TEST(PictureViews, OfferTheCopiesThatThereAre) {
  const std::string stored =
      "<p>Look: <img src=\"/files/4q0tn0g00050\" alt=\"A chain\" width=\"1200\" height=\"800\" loading=\"lazy\"></p>";
  EXPECT_EQ(with_copies(stored),
            "<p>Look: <picture><source type=\"image/webp\" srcset=\"/files/4q0tn0g00050/480.webp 480w, "
            "/files/4q0tn0g00050/960.webp 960w, /files/4q0tn0g00050/1200.webp 1200w\" "
            "sizes=\"(min-width: 700px) 660px, 92vw\">"
            "<img src=\"/files/4q0tn0g00050\" alt=\"A chain\" width=\"1200\" height=\"800\" loading=\"lazy\">"
            "</picture></p>");
  EXPECT_EQ(text::sanitise(stored, {.images = text::Images::own}).markup(), stored);
}

TEST(PictureViews, LeaveEverythingElse) {
  for (const std::string stored :
       {"<p>No picture.</p>", "<p><img src=\"/files/4q0tn0g00050\" alt=\"\" loading=\"lazy\"></p>",
        "<p><a href=\"/files/4q0tn0g00050\">a file</a></p>", "<img src=\"/files/x"}) {
    EXPECT_EQ(with_copies(stored), stored);
  }
}

TEST(PictureViews, TakeWordsForNoMeasures) {
  const std::string stored = "<img src=\"/files/4q0tn0g00050\" alt=\"a &quot; width=&quot;99\" loading=\"lazy\">";
  EXPECT_EQ(with_copies(stored), stored);
}

}  // namespace
}  // namespace parvis::community
