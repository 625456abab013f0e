// Looking after a group: who asks to come in, who was invited, who helps, its words and its door, its spaces, its end.
#include "clubs/clubs_pages.h"
#include "clubs/group_views.h"
#include "community/manage/local_fields.h"
#include "community/members/member.h"
#include "community/pace/pace.h"
#include "community/page/member_views.h"
#include "core/text/words.h"

namespace parvis::clubs {

using namespace community;

namespace {

constexpr int kRequestsShown = 50;
constexpr int kMembersShown = 100;
constexpr std::size_t kMaxSpaceName = 40;  // stands in the navigation

// What was typed into the forms of the page; the others are fresh.
struct Forms {
  html::FormState words, invitation, space, request;
  MemberId request_of;
  int status = 200;
};

struct Care {
  Group group;
  GroupStanding standing = GroupStanding::none;
  std::vector<GroupRequest> requests;
  std::vector<InvitedMember> invited;
  std::vector<GroupMember> officers, members;
  bool leads(const Visit& visit) const { return visit.viewer.is_manager() || standing == GroupStanding::founder; }
};

// Forbidden for who does not look after it.
Group group_looked_after(const Visit& visit, store::Reader& reader) {
  visit.member();
  auto group = group_asked(visit, reader);
  require_officer(reader, group_act(visit), group.id);
  return group;
}
Group group_looked_after(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) { return group_looked_after(visit, reader); });
}

Care read_care(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    Care care{.group = group_looked_after(visit, reader)};
    const auto id = care.group.id;
    care.standing = standing_of(reader, id, visit.viewer.member);
    care.requests = requests_waiting(reader, id, kRequestsShown);
    care.invited = invited_to(reader, id);
    care.officers = officers_of(reader, id);
    care.members = members_of(reader, id, {}, kMembersShown);
    return care;
  });
}

std::string care_path(const Group& group) { return group_path(group.slug) + "/manage"; }

void write_request(html::Writer& out, const Visit& visit, const Care& care, const GroupRequest& request,
                   const html::FormState& state) {
  const auto path = group_path(care.group.slug) + "/requests/" + request.handle;
  out.open("li", {{"class", "waiting"}}).open("p", {{"class", "who row"}});
  write_face(out, request.display_name, request.hue);
  out.element("a", {{"href", member_path(request.handle)}}, request.display_name);
  out.open("span", {{"class", "quiet small"}});
  write_time(out, visit, request.asked_at);
  out.close().close();
  if (!request.words.empty()) out.open("blockquote").element("p", request.words).close();
  out.open("div", {{"class", "decision"}});
  write_button(out, visit, path, "decision", "yes", visit.tr("Let them in"), "button main");
  out.open("details", {{"class", "refusal"}, {"open", state.is_refused()}});
  out.element("summary", {{"class", "button"}}, visit.tr("Answer no"));
  html::Form form(out, state, say_in(visit), "request-" + request.handle);
  form.open(path, visit.form_token).hidden("decision", "no");
  const auto label = visit.tr("Why, in a word they read");
  form.text_area({.name = "reason", .label = label, .rows = 2, .need = html::Need::optional});
  form.submit(visit.tr("Answer no"), html::Emphasis::plain).close();
  out.close().close().close();
}

void write_requests(html::Writer& out, const Visit& visit, const Care& care, const Forms& forms) {
  if (care.requests.empty()) return;
  out.open("section", {{"id", "requests"}}).element("h2", visit.tr("They ask to come in"));
  out.open("ul", {{"class", "list queue"}});
  for (const auto& request : care.requests) {
    const bool is_it = request.member == forms.request_of;
    write_request(out, visit, care, request, is_it ? forms.request : html::FormState());
  }
  out.close().close();
}

void write_invitations(html::Writer& out, const Visit& visit, const Care& care, const Forms& forms) {
  const auto path = group_path(care.group.slug) + "/invitations";
  out.open("section").element("h2", visit.tr("Invite somebody"));
  html::Form form(out, forms.invitation, say_in(visit), "invitation");
  form.summary(visit.tr(kCheckThis)).open(path, visit.form_token);
  const auto label = visit.tr("Whom"), hint = visit.tr("Their handle, as in @handle.");
  form.text_field({.name = "handle", .label = label, .hint = hint, .autocomplete = "off"});
  form.submit(visit.tr("Invite")).close();
  if (!care.invited.empty()) {
    out.element("h3", visit.tr("Invited, without an answer yet")).open("ul", {{"class", "list"}});
    for (const auto& invited : care.invited) {
      out.open("li", {{"class", "row"}});
      write_face(out, invited.display_name, invited.hue);
      out.open("div").element("a", {{"href", member_path(invited.handle)}}, invited.display_name).close();
      write_button(out, visit, path + "/" + invited.handle + "/end", "value", "off", visit.tr("Take it back"), "plain");
      out.close();
    }
    out.close();
  }
  out.close();
}

void write_gestures(html::Writer& out, const Visit& visit, const Care& care, const GroupMember& member) {
  const auto path = group_path(care.group.slug) + "/members/" + member.handle;
  out.open("div", {{"class", "row push"}});
  const auto gesture = [&](std::string_view value, const std::string& words) {
    write_button(out, visit, path, "standing", value, words, "plain");
  };
  const bool leads = care.leads(visit);
  if (leads && member.standing == GroupStanding::member) gesture("officer", visit.tr("Make an officer"));
  if (leads && member.standing == GroupStanding::officer) {
    gesture("founder", visit.tr("Hand the group over"));
    gesture("member", visit.tr("Officer no more"));
  }
  if (member.standing == GroupStanding::member || leads) gesture("out", visit.tr("Put out"));
  out.close();
}

void write_members(html::Writer& out, const Visit& visit, const Care& care) {
  out.open("section").element("h2", visit.tr("Who is in it")).open("ul", {{"class", "list"}});
  const auto line = [&](const GroupMember& member) {
    out.open("li", {{"class", "row"}});
    write_face(out, member.display_name, member.hue);
    out.open("div").element("a", {{"class", "name"}, {"href", member_path(member.handle)}}, member.display_name);
    out.text(" ");
    if (member.standing >= GroupStanding::officer) write_badge(out, standing_words(visit, member.standing), "brand");
    out.close();
    if (member.standing != GroupStanding::founder) write_gestures(out, visit, care, member);
    out.close();
  };
  for (const auto& officer : care.officers) line(officer);
  for (const auto& member : care.members) {
    if (member.standing == GroupStanding::member) line(member);
  }
  out.close().close();
}

void write_spaces(html::Writer& out, const Visit& visit, const Care& care, const Forms& forms) {
  out.open("section").element("h2", visit.tr("Open a space of the group"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("Its members write there. Its officers keep order, as leaders do elsewhere."));
  html::Form form(out, forms.space, say_in(visit), "space");
  form.summary(visit.tr(kCheckThis)).open(group_path(care.group.slug) + "/spaces", visit.form_token);
  const auto name = visit.tr("Its name"), what = visit.tr("What it is for"), kind = visit.tr("How people talk there"),
             talk = visit.tr("Conversations"), questions = visit.tr("Questions and answers"),
             readers = visit.tr("Who reads it"), only = visit.tr("The group only"), members = visit.tr("Members only"),
             members_hint = visit.tr("All members of the square."), everyone = visit.tr("Everyone"),
             everyone_hint = visit.tr("Visitors and search engines too.");
  form.text_field({.name = "name", .label = name, .autocomplete = "off"});
  form.text_field({.name = "what", .label = what, .autocomplete = "off", .need = html::Need::optional});
  const html::Choice kinds[] = {{"discussion", talk, ""}, {"questions", questions, ""}};
  form.radio_group({.name = "kind", .label = kind, .choices = kinds});
  std::vector<html::Choice> choices{{"chosen", only, ""}};
  if (care.group.door != Door::hidden) {
    choices.push_back({"members", members, members_hint});
    choices.push_back({"everyone", everyone, everyone_hint});
  }
  form.radio_group({.name = "visibility", .label = readers, .choices = choices});
  form.submit(visit.tr("Open a space"), html::Emphasis::plain).close();
  out.close();
}

void write_words(html::Writer& out, const Visit& visit, const Care& care, const Forms& forms) {
  out.open("section").element("h2", visit.tr("Its words and its door"));
  html::Form form(out, forms.words, say_in(visit), "group");
  form.summary(visit.tr(kCheckThis)).open(group_path(care.group.slug), visit.form_token);
  write_group_fields(form, visit);
  form.submit(visit.tr("Save")).close();
  out.element("p", {{"class", "quiet small"}},
              visit.tr("Once it is hidden, its spaces are read by its members alone. Only its founder changes how one "
                       "comes in."));
  out.close();
}

void write_end(html::Writer& out, const Visit& visit, const Care& care) {
  if (!care.leads(visit)) return;
  out.open("section").element("h2", visit.tr("Dissolve the group"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("Nobody is in it any more. Its spaces are closed; what was written stays with those who manage "
                       "the community. This cannot be undone."));
  const html::FormState state;
  html::Form form(out, state, say_in(visit), "end");
  form.open(group_path(care.group.slug) + "/end", visit.form_token);
  const auto label = visit.tr("I am sure");
  form.checkbox({.name = "sure", .label = label, .value = "yes"});
  form.submit(visit.tr("Dissolve it"), html::Emphasis::plain).close();
  out.close();
}

html::FormState state_of(const Group& group) {
  html::FormState state;
  state.set("name", group.name);
  state.set("description", group.description);
  state.set("door", std::string(door_name(group.door)));
  return state;
}

html::FormState fresh_space() {
  html::FormState state;
  state.set("kind", "discussion");
  state.set("visibility", "chosen");
  return state;
}

Forms fresh(const Group& group) { return {.words = state_of(group), .space = fresh_space()}; }

http::Response render(const Visit& visit, const Forms& forms) {
  const auto care = read_care(visit);
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", care.group.name);
  out.open("p").element("a", {{"href", group_path(care.group.slug)}}, visit.tr("Back to the group")).close().close();
  out.open("div", {{"class", "narrow care"}});
  write_requests(out, visit, care, forms);
  write_invitations(out, visit, care, forms);
  write_members(out, visit, care);
  write_spaces(out, visit, care, forms);
  write_words(out, visit, care, forms);
  write_end(out, visit, care);
  out.close();
  const PageHead head{.title = care.group.name, .indexing = Indexing::refused, .current = "groups"};
  return render_page(visit, head, out.take(), {}, forms.status);
}

http::Response back(const Visit& visit, const Group& group, const char* words) {
  return see_other_with_notice(visit, care_path(group), words);
}

}  // namespace

http::Response show_care(Visit& visit) { return render(visit, fresh(group_looked_after(visit))); }

http::Response update_group(Visit& visit) {
  const auto group = group_looked_after(visit);
  auto forms = fresh(group);
  forms.words = html::FormState(visit.request.form.pairs());
  const auto words = read_group_fields(forms.words);
  const auto refuse = [&](int status) {
    forms.status = status;
    return render(visit, forms);
  };
  if (forms.words.is_refused()) return refuse(422);
  try {
    change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
      return change_group(transaction, act, group, words);
    });
  } catch (const Conflict& conflict) {
    forms.words.refuse("name", conflict.sentence());
    return refuse(409);
  } catch (const Forbidden& forbidden) {
    forms.words.refuse("door", forbidden.sentence());
    return refuse(403);
  }
  forget_readers_of(visit, group.id);
  return back(visit, group, text::msgid("Saved. The pages say it from now on."));
}

http::Response decide_request(Visit& visit) {
  const auto group = group_looked_after(visit);
  const auto asking = member_asked(visit);
  auto forms = fresh(group);
  forms.request = html::FormState(visit.request.form.pairs());
  forms.request_of = asking;
  const auto decision = forms.request.value("decision");
  if (decision != "yes" && decision != "no") throw BadRequest({"We could not make sense of this form."}, "yes or no?");
  const auto reason = text::check_text(forms.request.value("reason"), {.max = kMaxReason, .lines = text::Lines::many});
  if (reason.problem) {
    forms.request.refuse("reason", *reason.problem);
    forms.status = 422;
    return render(visit, forms);
  }
  const bool yes = decision == "yes";
  const bool done = change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
    return yes ? admit(transaction, act, group, asking) : turn_away(transaction, act, group, asking, reason.value);
  });
  if (!done) return back(visit, group, text::msgid("Somebody had decided already."));
  return back(visit, group, yes ? text::msgid("They are in, and were told.") : text::msgid("They were told."));
}

http::Response create_invitation(Visit& visit) {
  const auto group = group_looked_after(visit);
  keep(visit, Pace::gestures);
  auto forms = fresh(group);
  forms.invitation = html::FormState(visit.request.form.pairs());
  auto handle = forms.invitation.value("handle");
  if (handle.starts_with('@')) handle.remove_prefix(1);
  const auto refuse = [&](const Sentence& sentence, int status) {
    forms.invitation.refuse("handle", sentence);
    forms.status = status;
    return render(visit, forms);
  };
  const auto member = visit.community.store().read([&](store::Reader& reader) { return find_member(reader, handle); });
  if (!member || member->status == MemberStatus::former) {
    return refuse({"There is no member with that name here."}, 422);
  }
  try {
    change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
      return invite(transaction, act, group, member->id);
    });
  } catch (const Conflict& conflict) {
    return refuse(conflict.sentence(), conflict.status());
  }
  return back(visit, group, text::msgid("Invited. They were told."));
}

http::Response end_one_invitation(Visit& visit) {
  visit.member();
  const auto group = group_asked(visit);
  const auto invited = member_asked(visit);
  change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
    return end_invitation(transaction, act, group, invited);
  });
  if (invited == visit.viewer.member) return see_other_with_notice(visit, "/groups", text::msgid("Declined."));
  return back(visit, group, text::msgid("Taken back."));
}

http::Response change_group_member(Visit& visit) {
  const auto group = group_looked_after(visit);
  const auto member = member_asked(visit);
  const auto wanted = visit.request.form.get("standing");
  change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
    if (wanted == "out") return remove_from_group(transaction, act, group, member);
    if (wanted == "officer") return give_standing(transaction, act, group, member, GroupStanding::officer);
    if (wanted == "founder") return give_standing(transaction, act, group, member, GroupStanding::founder);
    if (wanted == "member") return give_standing(transaction, act, group, member, GroupStanding::member);
    throw BadRequest({"We could not make sense of this form."}, "no such standing");
  });
  return back(visit, group, text::msgid("Saved. It holds from now on."));
}

http::Response create_group_space(Visit& visit) {
  const auto group = group_looked_after(visit);
  auto forms = fresh(group);
  auto& state = forms.space = html::FormState(visit.request.form.pairs());
  auto name = text::check_text(state.value("name"), {.min = 1, .max = kMaxSpaceName});
  if (name.problem) {
    state.refuse("name", *name.problem);
  } else if (text::fold(name.value).empty()) {
    state.refuse("name", {"Give it a name with letters or digits."});
  }
  auto what = text::check_text(state.value("what"), {.max = kMaxReason});
  if (what.problem) state.refuse("what", *what.problem);
  const auto readers = state.value("visibility");
  if (readers != "chosen" && readers != "members" && readers != "everyone") {
    state.refuse("visibility", {"Choose who reads it."});
  }
  const auto refuse = [&](int status) {
    forms.status = status;
    return render(visit, forms);
  };
  if (state.is_refused()) return refuse(422);
  NewGroupSpace space{.kind = state.value("kind") == "questions" ? SpaceKind::questions : SpaceKind::discussion,
                      .visibility = readers == "everyone"  ? SpaceVisibility::everyone
                                    : readers == "members" ? SpaceVisibility::members
                                                           : SpaceVisibility::chosen};
  space.name.set(visit.language, name.value);
  space.description.set(visit.language, what.value);
  try {
    const auto slug = change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
      return open_group_space(transaction, act, group, space);
    });
    visit.community.page_cache().clear();
    return see_other_with_notice(visit, space_path(slug), text::msgid("The space is open. Write the first words."));
  } catch (const Conflict& conflict) {
    state.refuse("name", conflict.sentence());
    return refuse(conflict.status());
  }
}

http::Response close_group(Visit& visit) {
  const auto group = group_looked_after(visit);
  if (visit.request.form.get("sure") != "yes") {
    return back(visit, group, text::msgid("Say that you are sure, and the group is dissolved."));
  }
  change(visit, [&](store::Transaction& transaction, const GroupAct& act) {
    end_group(transaction, act, group);
    return true;
  });
  forget_readers_of(visit, group.id);
  return see_other_with_notice(visit, "/groups", text::msgid("The group is dissolved."));
}

}  // namespace parvis::clubs
