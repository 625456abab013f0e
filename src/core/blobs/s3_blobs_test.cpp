// The bucket against a store that answers as badly as it is told to. Whether a real one takes the signatures is shown
// by s3_server_test.cpp.
#include "core/blobs/s3_blobs.h"

#include <gtest/gtest.h>

#include "core/blobs/testing/contract.h"
#include "core/blobs/testing/scratch_folder.h"
#include "core/blobs/testing/scripted_store.h"
#include "core/log/log.h"

namespace parvis::blobs {
namespace {

using testing::answer;
using testing::error;
using testing::ScriptedStore;

constexpr char kEmptyPage[] = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

class S3BlobsTest : public ::testing::Test {
 protected:
  S3Blobs at(const std::string& endpoint) {
    return S3Blobs({.server = {.endpoint = endpoint,
                               .bucket = "square",
                               .access_key = "key",
                               .secret_key = Secret("secret"),
                               .connect_time = std::chrono::seconds(5),
                               .stall_time = std::chrono::seconds(5)},
                    .prefix = "up/loads",
                    .staging = scratch_.path() / "incoming",
                    .most_bytes = 1024 * 1024,
                    .wait = [this](std::chrono::milliseconds time) { waited_.push_back(time); }});
  }
  bool staging_is_empty() const {
    return !std::filesystem::exists(scratch_.path() / "incoming") ||
           std::filesystem::is_empty(scratch_.path() / "incoming");
  }

  template <class Kind, class Act>
  std::string sentence_of(Act act) {
    try {
      act();
    } catch (const Kind& fault) {
      return fault.what();
    } catch (const std::exception& other) {
      return std::string("another kind: ") + other.what();
    }
    return "nothing";
  }
  // What `verify` says about this answer.
  template <class Kind>
  std::string sentence_about(const std::string& given) {
    ScriptedStore store({given});
    auto blobs = at(store.endpoint());
    auto sentence = sentence_of<Kind>([&] { blobs.verify(); });
    const auto where = sentence.find(store.endpoint());
    if (where != std::string::npos) sentence.replace(where, store.endpoint().size(), "STORE");
    return sentence;
  }

  testing::ScratchFolder scratch_;
  log::Capture log_;
  std::vector<std::chrono::milliseconds> waited_;
};

TEST_F(S3BlobsTest, SignsTheSumOfWhatItPuts) {
  ScriptedStore store({answer("200 OK")});
  auto blobs = at(store.endpoint());
  const auto blob = blobs.put("hello");
  EXPECT_EQ(blob.sum, Sum::of("hello"));
  EXPECT_TRUE(staging_is_empty());
  const auto request = store.requests().at(0);
  EXPECT_TRUE(request.starts_with("PUT /square/up/loads/" + blob.sum.place() + " HTTP/1.1\r\n")) << request;
  EXPECT_NE(request.find("\r\nx-amz-content-sha256: " + std::string(blob.sum.hex()) + "\r\n"), std::string::npos);
  EXPECT_NE(request.find("SignedHeaders=host;x-amz-content-sha256;x-amz-date, "), std::string::npos) << request;
  EXPECT_NE(request.find("/us-east-1/s3/aws4_request"), std::string::npos);
  EXPECT_EQ(request.find("secret"), std::string::npos);
  EXPECT_TRUE(request.ends_with("\r\n\r\nhello"));
}

TEST_F(S3BlobsTest, SortsAndEncodesItsQueries) {
  const S3Server server{.endpoint = "https://s3.example", .bucket = "square"};
  EXPECT_EQ(s3_url(server, {.query = {{"prefix", "a/b/"}, {"list-type", "2"}, {"continuation-token", "x+/= é"}}}),
            "https://s3.example/square?continuation-token=x%2B%2F%3D%20%C3%A9&list-type=2&prefix=a%2Fb%2F");
  auto by_host = server;
  by_host.path_style = false;
  EXPECT_EQ(s3_url(by_host, {.key = "ab/abc"}), "https://square.s3.example/ab/abc");
  EXPECT_EQ(s3_url(by_host, {.query = {{"list-type", "2"}}}), "https://square.s3.example/?list-type=2");
}

TEST_F(S3BlobsTest, TriesAgainWhatFailsForTheMoment) {
  for (const auto& trouble :
       {error("503 Slow Down", "SlowDown"), error("500 Internal Server Error", "InternalError"), answer("429 Too Many"),
        error("400 Bad Request", "RequestTimeout"), std::string(), std::string("nonsense\r\n\r\n")}) {
    waited_.clear();
    ScriptedStore store({trouble, trouble, answer("200 OK")});
    auto blobs = at(store.endpoint());
    EXPECT_NO_THROW(blobs.put("hello")) << trouble;
    ASSERT_EQ(store.requests().size(), 3u);
    EXPECT_TRUE(store.requests().at(2).ends_with("\r\n\r\nhello")) << "the body is sent from its beginning";
    ASSERT_EQ(waited_.size(), 2u);
    EXPECT_GE(waited_[0].count(), 100);
    EXPECT_LE(waited_[0].count(), 200);
    EXPECT_GE(waited_[1].count(), 300);
    EXPECT_LE(waited_[1].count(), 600);
  }
  EXPECT_TRUE(log_.has("trying again"));
}

TEST_F(S3BlobsTest, GivesUpAfterItsAttempts) {
  ScriptedStore store({error("503 Slow Down", "SlowDown")});
  auto blobs = at(store.endpoint());
  EXPECT_THROW(blobs.put("hello"), Unavailable);
  EXPECT_EQ(store.requests().size(), 4u);
  EXPECT_EQ(waited_.size(), 3u);
  EXPECT_TRUE(staging_is_empty());
}

TEST_F(S3BlobsTest, DoesNotRepeatWhatIsRefused) {
  ScriptedStore store({error("403 Forbidden", "AccessDenied")});
  auto blobs = at(store.endpoint());
  EXPECT_THROW(blobs.put("hello"), Misconfigured);
  EXPECT_EQ(store.requests().size(), 1u);
}

TEST_F(S3BlobsTest, GoesOnReadingWhereItBroke) {
  const auto bytes = testing::some_bytes(1000);
  const auto cut = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n" + bytes.substr(0, 300);
  ScriptedStore store({cut, answer("206 Partial Content", bytes.substr(300))});
  auto blobs = at(store.endpoint());
  EXPECT_EQ(blobs.get(Sum::of(bytes)), bytes);
  ASSERT_EQ(store.requests().size(), 2u);
  EXPECT_NE(store.requests().at(1).find("\r\nRange: bytes=300-\r\n"), std::string::npos);
}

TEST_F(S3BlobsTest, AsksForAllWithoutARange) {
  ScriptedStore store({answer("200 OK", "all")});
  EXPECT_EQ(at(store.endpoint()).get(Sum::of("all")), "all");
  EXPECT_EQ(store.requests().at(0).find("Range:"), std::string::npos);
}

TEST_F(S3BlobsTest, GivesNothingBeyondTheEnd) {
  ScriptedStore store({error("416 Range Not Satisfiable", "InvalidRange")});
  EXPECT_EQ(at(store.endpoint()).get(Sum::of("x"), {.first = 0, .count = 5}), "");
  EXPECT_NE(store.requests().at(0).find("\r\nRange: bytes=0-4\r\n"), std::string::npos);
}

TEST_F(S3BlobsTest, NoticesWrongBytes) {
  const auto sum = Sum::of("right");
  ScriptedStore lying({answer("200 OK", "wrong")});
  auto blobs = at(lying.endpoint());
  EXPECT_THROW(blobs.get(sum), DamagedBlob);
  // All of it in answer to a range would be the wrong bytes too.
  EXPECT_THROW(blobs.get(sum, {.first = 2, .count = 2}), Unavailable);
}

TEST_F(S3BlobsTest, LetsTheSinkStopAndThrow) {
  ScriptedStore store({answer("200 OK", testing::some_bytes(300'000))});
  auto blobs = at(store.endpoint());
  int pieces = 0;
  EXPECT_NO_THROW(blobs.read(Sum::of(""), {}, [&](std::string_view) { return ++pieces < 2; }));
  EXPECT_EQ(pieces, 2);
  EXPECT_THROW(blobs.read(Sum::of(""), {}, [](std::string_view) -> bool { throw Fault("the reader went away"); }),
               Fault);
  EXPECT_EQ(store.requests().size(), 2u);
}

TEST_F(S3BlobsTest, ListsPageByPage) {
  const auto one = Sum::of("1");
  const auto two = Sum::of("2");
  const auto object = [](const std::string& key) {
    return "<Contents><Key>" + key +
           "</Key><LastModified>2026-11-22T01:56:11.000Z</LastModified><Size>6</Size></Contents>";
  };
  ScriptedStore store(
      {answer("200 OK",
              "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>a+b/c=</NextContinuationToken>" +
                  object("up/loads/" + one.place()) + object("up/loads/README") +
                  object("up/loads/00/" + std::string(one.hex())) + "</ListBucketResult>"),
       answer("200 OK", "<ListBucketResult><IsTruncated>false</IsTruncated>" + object("up/loads/" + two.place()) +
                            "</ListBucketResult>")});
  auto blobs = at(store.endpoint());
  const auto all = testing::all_of(blobs);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].sum, one);
  EXPECT_EQ(all[0].size, 6u);
  EXPECT_EQ(to_rfc3339(all[0].at), "2026-11-22T01:56:11.000Z");
  EXPECT_NE(store.requests().at(1).find("continuation-token=a%2Bb%2Fc%3D&list-type=2"), std::string::npos);
}

TEST_F(S3BlobsTest, RefusesAListingThatIsNone) {
  EXPECT_NE(sentence_about<Unavailable>(answer("200 OK", "<html>welcome</html>")).find("cannot be read"),
            std::string::npos);
  EXPECT_NE(sentence_about<Unavailable>(
                answer("200 OK", "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>"))
                .find("in the middle"),
            std::string::npos);
}

TEST_F(S3BlobsTest, SaysWhatToMend) {
  EXPECT_EQ(sentence_about<Misconfigured>(error("403 Forbidden", "InvalidAccessKeyId")),
            "the bucket square at STORE does not know the access key: check [blobs] access_key.");
  EXPECT_EQ(sentence_about<Misconfigured>(error("403 Forbidden", "SignatureDoesNotMatch")),
            "the bucket square at STORE refuses the signature: check [blobs] secret_key, and region.");
  EXPECT_EQ(sentence_about<Misconfigured>(error("404 Not Found", "NoSuchBucket")),
            "There is no bucket square at STORE: make it, or check [blobs] store.");
  EXPECT_EQ(
      sentence_about<Misconfigured>(error("403 Forbidden", "AccessDenied")),
      "the bucket square at STORE does not allow this to the access key (AccessDenied): it must list, read, write "
      "and delete there.");
  EXPECT_EQ(sentence_about<Misconfigured>(
                error("400 Bad Request", "AuthorizationHeaderMalformed", "<Region>eu-west-3</Region>")),
            "the bucket square at STORE sends elsewhere: write region = \"eu-west-3\" under [blobs].");
}

TEST_F(S3BlobsTest, SaysThatTheClockIsWrong) {
  FrozenClock clock(*parse_rfc3339("2026-11-22T10:00:00Z"));
  const std::string noon = "Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n";
  EXPECT_EQ(
      sentence_about<Misconfigured>(answer("403 Forbidden", "<Error><Code>RequestTimeTooSkewed</Code></Error>", noon)),
      "The clock of this machine differs by 120 minutes from that of the bucket square at STORE: set it by the "
      "network's time.");
}

TEST_F(S3BlobsTest, FollowsNoRedirect) {
  ScriptedStore elsewhere({answer("200 OK", kEmptyPage)});
  const auto moved = answer("307 Temporary Redirect", "", "Location: " + elsewhere.endpoint() + "/square\r\n");
  EXPECT_NE(sentence_about<Misconfigured>(moved).find("sends elsewhere: check [blobs] region and endpoint."),
            std::string::npos);
  EXPECT_TRUE(elsewhere.requests().empty());
}

TEST_F(S3BlobsTest, SaysThatNobodyAnswers) {
  std::string gone;
  {
    ScriptedStore store({answer("200 OK")});
    gone = store.endpoint();
  }
  auto blobs = at(gone);
  const auto sentence = sentence_of<Unavailable>([&] { blobs.verify(); });
  EXPECT_TRUE(sentence.starts_with("Nobody answers at " + gone)) << sentence;
  EXPECT_EQ(waited_.size(), 3u);
}

TEST_F(S3BlobsTest, TellsAMissingBlobFromAMissingBucket) {
  ScriptedStore no_blob({answer("404 Not Found"), answer("200 OK", kEmptyPage)});
  EXPECT_FALSE(at(no_blob.endpoint()).head(Sum::of("x")));
  ScriptedStore no_bucket({answer("404 Not Found"), error("404 Not Found", "NoSuchBucket")});
  EXPECT_THROW(at(no_bucket.endpoint()).head(Sum::of("x")), Misconfigured);
  ScriptedStore neither({error("404 Not Found", "NoSuchKey"), error("404 Not Found", "NoSuchBucket")});
  auto blobs = at(neither.endpoint());
  EXPECT_THROW(blobs.get(Sum::of("x")), MissingBlob);
  EXPECT_THROW(blobs.get(Sum::of("x")), Misconfigured);
}

TEST_F(S3BlobsTest, GivesUpAStoreThatSaysNothing) {
  ScriptedStore silent({"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"});  // and closes
  EXPECT_THROW(at(silent.endpoint()).verify(), Unavailable);
}

}  // namespace
}  // namespace parvis::blobs
