#include "community/accounts/views.h"

#include "community/accounts/door.h"
#include "community/page/sentence.h"

namespace parvis::community {

void open_narrow(html::Writer& out, std::string_view title, std::string_view lead) {
  out.open("div", {{"class", "narrow"}}).open("header", {{"class", "title"}}).element("h1", title);
  if (!lead.empty()) out.element("p", lead);
  out.close();
}

void close_narrow(html::Writer& out) { out.close(); }

void write_when(html::Writer& out, const Visit& visit, const char* msgid, Instant at) {
  out.open("span");
  write_parts(out, text::tr_parts(visit.language, msgid), [&](std::string_view) { write_time(out, visit, at); });
  out.close();
}

http::Response private_page(const Visit& visit, std::string_view title, html::Writer& out, int status) {
  const PageHead head{.title = std::string(title), .indexing = Indexing::refused};
  return with_form_cookie(visit, render_page(visit, head, out.take(), {}, status));
}

http::Response message_page(const Visit& visit, std::string_view title, const std::vector<std::string>& paragraphs,
                            int status) {
  html::Writer out;
  open_narrow(out, title);
  for (const auto& paragraph : paragraphs) out.element("p", paragraph);
  close_narrow(out);
  return private_page(visit, title, out, status);
}

}  // namespace parvis::community
