// The end of a kind of letters, by the address in one of them (RFC 8058). Mail programs and their scanners open it:
// that changes nothing. What is posted to it counts without a session, for the token says who and what, and is answered
// with a page, never with a redirect, which such programs do not follow.
#include "community/accounts/views.h"
#include "community/groups/group.h"
#include "community/letters/stopping.h"
#include "community/page/form_words.h"
#include "letters/letters_pages.h"

namespace parvis::letters {

using namespace community;

namespace {

constexpr store::Sql kGroupName{"select name from member_group where id = $1"};
constexpr store::Sql kPurposeSlug{"select slug from purpose where id = $1"};

Stop stop_asked(const Visit& visit) {
  const auto stop = read_stop(stopping_key(visit.community.secret()), visit.request.parameter("token"));
  if (!stop) throw NotFound();
  return *stop;
}

// What these letters are, as the one who receives them would say.
std::string name_of(const Visit& visit, store::Reader& reader, const Stop& stop) {
  const auto has = [&](Topic topic) { return (stop.subject & bit_of(topic)) != 0; };
  switch (stop.what) {
    case Stop::What::digests: return visit.tr("the digest");
    case Stop::What::group:
      return visit.tr("e-mails of the group {group}",
                      {{"group", reader.one<std::string>(kGroupName, stop.subject).value_or("")}});
    case Stop::What::purpose: {
      const auto slug = reader.one<std::string>(kPurposeSlug, stop.subject);
      const auto purpose = slug ? find_purpose(reader, *slug) : std::nullopt;
      return purpose ? std::string(purpose->name.in(visit.language)) : visit.tr("these e-mails");
    }
    case Stop::What::all: return visit.tr("all e-mails");
    case Stop::What::topics: break;
  }
  if (has(Topic::named)) return visit.tr("e-mails when you are named or quoted");
  if (has(Topic::answers)) return visit.tr("e-mails when somebody answers you");
  if (has(Topic::comments)) return visit.tr("e-mails when somebody comments on your words");
  if (has(Topic::followed)) return visit.tr("e-mails about conversations you follow");
  if (has(Topic::new_threads)) return visit.tr("e-mails about new conversations");
  if (has(Topic::thanks)) return visit.tr("e-mails when your words are appreciated");
  if (has(Topic::groups)) return visit.tr("e-mails about your groups");
  return visit.tr("e-mails about decisions on what you wrote");
}

void write_other_ways(html::Writer& out, const Visit& visit) {
  out.element("p", {{"class", "quiet"}},
              visit.tr("E-mails about your account still come: to sign in, or when its password changes."));
  out.open("p").element("a", {{"class", "link"}, {"href", "/account/letters"}},
                        visit.tr("Rather choose what comes to you, and how often"));
  out.close();
}

}  // namespace

http::Response show_stop(Visit& given) {
  Visit visit = given;
  const auto stop = stop_asked(visit);
  const auto name = visit.community.store().read([&](store::Reader& reader) { return name_of(visit, reader, stop); });
  const auto title = visit.tr("No more of these e-mails");
  html::Writer out;
  open_narrow(out, title, visit.tr("This ends {letters}.", {{"letters", name}}));
  out.open("form", {{"method", "post"},
                    {"action", "/letters/stop/" + std::string(visit.request.parameter("token"))},
                    {"class", "actions"}});
  out.element("button", {{"class", "button main"}, {"name", "what"}, {"value", "these"}},
              visit.tr("Receive no more of them"));
  if (stop.what != Stop::What::all) {
    out.element("button", {{"class", "button"}, {"name", "what"}, {"value", "all"}}, visit.tr("Stop all e-mails"));
  }
  out.close();
  write_other_ways(out, visit);
  close_narrow(out);
  return private_page(visit, title, out);
}

http::Response create_stop(Visit& given) {
  Visit visit = given;
  const auto stop = stop_asked(visit);
  const auto how = visit.request.form.get("what") == "all" ? StopHow::all : StopHow::these;
  const StopAct act{.timeline = visit.community.timeline(),
                    .language = visit.language,
                    .proof = "request " + visit.request.id + " from " + visit.request.remote_address,
                    .at = now()};
  std::string name;
  visit.community.store().write([&](store::Transaction& transaction) {
    stop_letters(transaction, act, stop, how);
    name = how == StopHow::all ? visit.tr("all e-mails") : name_of(visit, transaction, stop);
  });
  const auto title = visit.tr("Done");
  html::Writer out;
  open_narrow(out, title, visit.tr("This ended {letters}. You need do nothing more.", {{"letters", name}}));
  write_other_ways(out, visit);
  close_narrow(out);
  return private_page(visit, title, out);
}

}  // namespace parvis::letters
