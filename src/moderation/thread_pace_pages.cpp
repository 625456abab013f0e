// Slowing a conversation down: how long each member waits between two posts in it.
#include <charconv>

#include "community/page/form_words.h"
#include "community/page/page.h"
#include "community/threads/slow_thread.h"
#include "community/threads/standing.h"
#include "community/threads/visit_act.h"
#include "core/text/marks.h"
#include "moderation/moderation_pages.h"

namespace parvis::moderation {

using namespace community;

namespace {

struct Pace {
  std::int64_t seconds;
  const char* words;
};
constexpr std::array kPaces{
    Pace{0, text::msgid("At everybody’s own pace")},    Pace{60, text::msgid("One post a minute")},
    Pace{300, text::msgid("One post in five minutes")}, Pace{1800, text::msgid("One post in half an hour")},
    Pace{3600, text::msgid("One post an hour")},        Pace{86'400, text::msgid("One post a day")}};

struct Slowed {
  Thread thread;
  std::int64_t seconds = 0;
};

Slowed read_slowed(Visit& visit) {
  const auto id = parse_id(visit.request.parameter("thread"));
  if (!id) throw NotFound();
  auto slowed = visit.community.store().read([&](store::Reader& reader) {
    return Slowed{find_thread(reader, visit.viewer, *visit.spaces, {*id}), slow_seconds(reader, {*id})};
  });
  if (!may(visit.member(), visit.readable_space(slowed.thread.space), Action::close)) {
    throw Forbidden({"Only those who lead this space may do this."});
  }
  require_standing(slowed.thread);
  return slowed;
}

http::Response render(const Visit& visit, const Slowed& slowed, const html::FormState& state, int status = 200) {
  const auto title = visit.tr("How fast this conversation goes");
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("p", {{"class", "crumbs"}});
  out.element("a", {{"href", thread_path(slowed.thread.id, slowed.thread.slug)}, {"lang", slowed.thread.language}},
              text::tie_marks(slowed.thread.title));
  out.close().element("h1", title);
  out.element(
         "p",
         visit.tr("Slowed down, it takes one post of each member within this time. Those who lead the space are not "
                  "held back."))
      .close();
  html::Form form(out, state, say_in(visit), "pace");
  form.summary(visit.tr(kCheckThis)).open("/threads/" + id_text(slowed.thread.id) + "/pace", visit.form_token);
  std::array<std::string, kPaces.size()> values, labels;
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < kPaces.size(); ++i) {
    values[i] = std::to_string(kPaces[i].seconds);
    labels[i] = visit.tr(kPaces[i].words);
    choices.push_back({values[i], labels[i]});
  }
  form.radio_group({.name = "seconds", .label = visit.tr("Pace"), .choices = choices});
  form.submit(visit.tr("Save")).close();
  return render_page(visit, {.title = title, .indexing = Indexing::refused}, out.take(), {}, status);
}

}  // namespace

http::Response show_thread_pace(Visit& visit) {
  const auto slowed = read_slowed(visit);
  html::FormState state;
  state.set("seconds", std::to_string(slowed.seconds));
  return render(visit, slowed, state);
}

http::Response change_thread_pace(Visit& visit) {
  const auto slowed = read_slowed(visit);
  html::FormState state(visit.request.form.pairs());
  const auto pace =
      std::ranges::find(kPaces, state.value("seconds"), [](const Pace& each) { return std::to_string(each.seconds); });
  if (pace == kPaces.end()) {
    state.refuse("seconds", {"Choose one of these."});
    return render(visit, slowed, state, 422);
  }
  const auto act = act_of(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { set_slow(transaction, act, slowed.thread.id, pace->seconds); });
  return see_other_with_notice(visit, thread_path(slowed.thread.id, slowed.thread.slug), text::msgid("Saved."));
}

}  // namespace parvis::moderation
