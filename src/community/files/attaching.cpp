#include "community/files/attaching.h"

#include "community/files/bringing.h"
#include "community/files/sent_files.h"
#include "community/pace/pace.h"

namespace parvis::community {
namespace {

// Says what is wrong; false then.
bool add(Visit& visit, const http::File& sent, std::string_view alt, html::FormState& state) {
  if (take(visit, Pace::files) > 0) {
    state.refuse("file", too_fast(Pace::files));
    return false;
  }
  const auto file = bring_file(visit.community, visit.member(), visit.source, {sent.name, alt, sent.bytes});
  if (!file) {
    for (const auto& mistake : file.mistakes()) state.refuse(mistake.field, mistake.sentence);
    return false;
  }
  std::string body(state.value("body"));
  while (!body.empty() && (body.back() == '\n' || body.back() == '\r')) body.pop_back();
  state.set("body", body + (body.empty() ? "" : "\n\n") + markdown_of(*file) + "\n");
  return true;
}

}  // namespace

html::FormState with_attached(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto files = sent_files(visit.request, "file");
  const auto alt = files.size() == 1 ? std::string(state.value("alt")) : std::string();
  std::size_t brought = 0;
  for (const auto& sent : files) {
    if (brought == kMostAtOnce) {
      state.refuse("file", {"Ten files at once are enough. The others were left out: bring them now."});
      break;
    }
    if (!add(visit, sent, alt, state)) return state;
    ++brought;
  }
  if (brought > 0) state.set("alt", "");
  return state;
}

bool asks_only_to_attach(const Visit& visit, const html::FormState& state) {
  return visit.request.form.has("attach") || state.message("file") || state.message("alt");
}

}  // namespace parvis::community
