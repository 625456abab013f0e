#include "exchange/testing/dump_folder.h"

#include <stdlib.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace parvis::exchange::testing {

Folder::Folder() {
  const std::filesystem::path memory = "/dev/shm";
  const auto parent = std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
  std::string name = (parent / "parvis-dump-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder can be made in " + parent.string());
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void Folder::write(std::string_view name, std::string_view text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
}

std::string Folder::read(std::string_view name) const {
  std::ifstream in(path_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string dump_file(std::string_view root, std::string_view rows) {
  std::string text = "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<";
  text.append(root).append(">\r\n").append(rows);
  return text.append("</").append(root).append(">");
}

void write_bakers(const Folder& folder) {
  folder.write("Users.xml", dump_file("users", R"(
  <row Id="-1" CreationDate="2020-01-01T00:00:00.000" DisplayName="Community" LastAccessDate="2020-01-01T00:00:00.000" />
  <row Id="2" CreationDate="2020-01-02T10:00:00.000" DisplayName="Zoé Levain" LastAccessDate="2020-06-01T00:00:00.000" WebsiteUrl="https://levain.example" Location="Nantes" AboutMe="&lt;p&gt;I bake &lt;strong&gt;bread&lt;/strong&gt;.&lt;/p&gt;" />
  <row Id="3" CreationDate="2020-01-03T10:00:00.000" DisplayName="zoe levain" LastAccessDate="2020-06-01T00:00:00.000" />
  <row Id="4" CreationDate="2020-01-04T10:00:00.000" DisplayName="Ове" LastAccessDate="2020-06-01T00:00:00.000" WebsiteUrl="javascript:void 0" />
)"));
  folder.write("Tags.xml", dump_file("tags", R"(
  <row Id="1" TagName="rye" Count="2" ExcerptPostId="20" WikiPostId="21" />
  <row Id="2" TagName="oven" Count="1" />
)"));
  // The answers to the first question come before it, and not in the order of their dates.
  folder.write("Posts.xml", dump_file("posts", R"(
  <row Id="9" PostTypeId="2" ParentId="10" CreationDate="2020-02-03T08:00:00.000" Score="0" Body="&lt;p&gt;Later answer.&lt;/p&gt;" />
  <row Id="10" PostTypeId="1" AcceptedAnswerId="11" CreationDate="2020-02-01T08:00:00.000" Score="1" Body="&lt;p&gt;Why is my rye bread flat?&lt;/p&gt;" OwnerUserId="2" Title="Why is my rye bread flat?" Tags="&lt;rye&gt;&lt;oven&gt;" ClosedDate="2020-03-01T09:00:00.000" />
  <row Id="11" PostTypeId="2" ParentId="10" CreationDate="2020-02-02T08:00:00.000" Score="2" Body="&lt;p&gt;Give it &lt;em&gt;time&lt;/em&gt;.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;" OwnerUserId="3" />
  <row Id="12" PostTypeId="1" CreationDate="2020-02-04T08:00:00.000" Score="0" Body="&lt;p&gt;Which oven?&lt;/p&gt;" OwnerUserId="99" Title="Which oven?" Tags="|oven|" />
  <row Id="13" PostTypeId="2" ParentId="12" CreationDate="2020-02-05T08:00:00.000" Score="-1" Body="&lt;p&gt;Any.&lt;/p&gt;" OwnerUserId="4" />
  <row Id="14" PostTypeId="1" AcceptedAnswerId="15" CreationDate="2020-02-06T08:00:00.000" Score="0" Body="&lt;p&gt;Is salt needed?&lt;/p&gt;" OwnerUserId="3" Title="Is salt needed?" Tags="" />
  <row Id="15" PostTypeId="2" ParentId="14" CreationDate="2020-02-07T08:00:00.000" Score="0" Body="&lt;p&gt;Yes.&lt;/p&gt;" OwnerUserId="2" />
  <row Id="20" PostTypeId="4" CreationDate="2020-02-08T08:00:00.000" Score="0" Body="About bread of rye." OwnerUserId="2" />
)"));
  folder.write("Comments.xml", dump_file("comments", R"(
  <row Id="1" PostId="10" Score="3" Text="How long did it *rise*?" CreationDate="2020-02-01T09:00:00.000" UserId="3" />
  <row Id="2" PostId="11" Score="0" Text="Thanks." CreationDate="2020-02-02T09:00:00.000" UserDisplayName="gone" />
  <row Id="3" PostId="77" Score="0" Text="Lost." CreationDate="2020-02-02T09:00:00.000" UserId="2" />
)"));
  folder.write("Votes.xml", dump_file("votes", R"(
  <row Id="1" PostId="10" VoteTypeId="2" CreationDate="2020-02-01T00:00:00.000" />
  <row Id="2" PostId="11" VoteTypeId="1" CreationDate="2020-02-02T00:00:00.000" />
  <row Id="3" PostId="11" VoteTypeId="2" CreationDate="2020-02-02T00:00:00.000" />
  <row Id="4" PostId="11" VoteTypeId="2" CreationDate="2020-02-03T00:00:00.000" />
  <row Id="5" PostId="13" VoteTypeId="3" CreationDate="2020-02-05T00:00:00.000" />
  <row Id="6" PostId="10" VoteTypeId="5" UserId="3" CreationDate="2020-02-05T00:00:00.000" />
  <row Id="7" PostId="66" VoteTypeId="2" CreationDate="2020-02-05T00:00:00.000" />
  <row Id="8" PostId="20" VoteTypeId="16" CreationDate="2020-02-08T00:00:00.000" />
)"));
  folder.write("Badges.xml", dump_file("badges", R"(
  <row Id="1" UserId="2" Name="Student" Date="2020-02-01T10:00:00.000" Class="3" TagBased="False" />
  <row Id="2" UserId="3" Name="Student" Date="2020-02-06T10:00:00.000" Class="3" TagBased="False" />
  <row Id="3" UserId="3" Name="Teacher" Date="2020-02-02T10:00:00.000" Class="3" TagBased="False" />
)"));
  folder.write("PostLinks.xml", dump_file("postlinks", R"(
  <row Id="1" CreationDate="2020-02-10T08:00:00.000" PostId="12" RelatedPostId="10" LinkTypeId="1" />
  <row Id="2" CreationDate="2020-02-10T08:00:00.000" PostId="12" RelatedPostId="500" LinkTypeId="1" />
)"));
  folder.write("PostHistory.xml", dump_file("posthistory", R"(
  <row Id="1" PostHistoryTypeId="2" PostId="10" RevisionGUID="a1" CreationDate="2020-02-01T08:00:00.000" UserId="2" Text="Why is my bread flat?" />
  <row Id="2" PostHistoryTypeId="1" PostId="10" RevisionGUID="a1" CreationDate="2020-02-01T08:00:00.000" UserId="2" Text="Flat bread" />
  <row Id="3" PostHistoryTypeId="3" PostId="10" RevisionGUID="a1" CreationDate="2020-02-01T08:00:00.000" UserId="2" Text="&lt;rye&gt;" />
  <row Id="4" PostHistoryTypeId="2" PostId="11" RevisionGUID="b1" CreationDate="2020-02-02T08:00:00.000" UserId="3" Text="Give it *time*." />
  <row Id="6" PostHistoryTypeId="4" PostId="10" RevisionGUID="a3" CreationDate="2020-02-03T09:00:00.000" UserId="3" Comment="clearer title" Text="Why is my rye bread flat?" />
  <row Id="7" PostHistoryTypeId="6" PostId="10" RevisionGUID="a3" CreationDate="2020-02-03T09:00:00.000" UserId="3" Comment="clearer title" Text="&lt;rye&gt;&lt;oven&gt;" />
  <row Id="5" PostHistoryTypeId="5" PostId="10" RevisionGUID="a2" CreationDate="2020-02-02T12:00:00.000" UserId="2" Comment="it is rye" Text="Why is my rye bread flat?&#xD;&#xA;&#xD;&#xA;It is rye." />
  <row Id="8" PostHistoryTypeId="8" PostId="10" RevisionGUID="a4" CreationDate="2020-02-04T09:00:00.000" Comment="Rollback" Text="Why is my rye bread flat?" />
  <row Id="9" PostHistoryTypeId="10" PostId="10" RevisionGUID="a5" CreationDate="2020-03-01T09:00:00.000" UserId="3" Comment="102" Text="{}" />
  <row Id="10" PostHistoryTypeId="25" PostId="10" RevisionGUID="a6" CreationDate="2020-03-02T09:00:00.000" />
)"));
}

}  // namespace parvis::exchange::testing
