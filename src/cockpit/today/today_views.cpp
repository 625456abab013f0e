#include "cockpit/today/today_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cockpit/card/card_link.h"
#include "community/card/card_path.h"
#include "community/page/member_views.h"
#include "community/page/sentence.h"
#include "community/today/task_words.h"
#include "community/today/weights.h"
#include "core/text/dates.h"
#include "core/text/marks.h"

namespace parvis::cockpit {

using namespace community;

namespace {

MemberGlimpse glimpse_of(const MemberFace& face) {
  return {.handle = face.handle, .name = face.display_name, .title = face.title, .hue = face.hue, .role = face.role};
}

const MemberFace* face_of(const Named& named, MemberId member) {
  const auto found = named.members.find(member);
  return found == named.members.end() ? nullptr : &found->second;
}

std::string tone_of(TaskKind kind) {
  if (is_thanks(kind)) return "good";
  if (kind == TaskKind::slipping || kind == TaskKind::late_question) return "warn";
  return "plain";
}

std::string address_of(const Task& task) { return "/cockpit/today/" + id_text(task.id); }

// Where it is answered: the conversation, the queue, the line of the influencer, or the member.
std::string place_of(const Task& task, const Named& named) {
  if (task.kind == TaskKind::waiting) return "/moderation";
  if (const auto one = named.influencers.find(task.id); one != named.influencers.end()) {
    return influencer_path(one->second);
  }
  if (const auto thread = named.threads.find(task.thread); thread != named.threads.end()) {
    return thread_path(task.thread, thread->second.slug);
  }
  const auto* face = face_of(named, task.member);
  return face ? card_path(face->handle) : "";
}

const char* open_words(const Task& task, const Named& named) {
  if (task.kind == TaskKind::waiting) return text::msgid("Open the queue");
  if (task.thread) return text::msgid("Open the conversation");
  if (named.influencers.contains(task.id)) return text::msgid("Open their line");
  return text::msgid("Open their card");
}

void write_choice(html::Writer& out, const Visit& visit, const char* value, const char* key, const char* words) {
  out.element("button", {{"class", "button"}, {"name", "decision"}, {"value", value}, {"data-key", key}},
              visit.tr(words));
}

void write_giving(html::Writer& out, const Visit& visit, const Task& task, const Today& today) {
  const auto id = "give-" + id_text(task.id);
  out.open("details", {{"class", "turning"}}).element("summary", {{"class", "button bare"}}, visit.tr("More"));
  out.open("form", {{"method", "post"}, {"action", address_of(task)}, {"class", "row"}});
  write_form_token(out, visit);
  out.element("label", {{"for", id}, {"class", "small"}}, visit.tr("Give it to"));
  out.open("select", {{"id", id}, {"name", "assignee"}});
  out.element("option", {{"value", ""}}, visit.tr("nobody in particular"));
  for (const auto& face : today.team) {
    out.element("option", {{"value", id_text(face.id)}, {"selected", face.id == task.assignee}}, face.display_name);
  }
  out.close();
  out.element("button", {{"class", "button"}, {"name", "decision"}, {"value", "give"}}, visit.tr("Give"));
  out.element("button", {{"class", "button"}, {"name", "decision"}, {"value", "week"}}, visit.tr("In a week"));
  out.close().close();
}

void write_actions(html::Writer& out, const Visit& visit, const Task& task, const Today& today) {
  out.open("div", {{"class", "row task-actions"}});
  // What is answered there is opened first; who is missed, welcomed or thanked is written to.
  const bool is_there = task.kind == TaskKind::first_post || task.kind == TaskKind::late_question ||
                        task.kind == TaskKind::waiting || task.kind == TaskKind::heating;
  const auto write_opening = [&] {
    const auto place = place_of(task, today.named);
    if (place.empty()) return;
    out.element("a", {{"class", is_there ? "button main" : "button"}, {"href", place}, {"data-key", "o"}},
                visit.tr(open_words(task, today.named)));
  };
  if (is_there) write_opening();
  if (task.member) {
    const auto words = is_thanks(task.kind) ? visit.tr("Thank them") : visit.tr("Write to them");
    out.element(
        "a", {{"class", is_there ? "button" : "button main"}, {"href", address_of(task) + "/words"}, {"data-key", "w"}},
        words);
  }
  if (!is_there) write_opening();
  out.open("form", {{"method", "post"}, {"action", address_of(task)}, {"class", "row"}});
  write_form_token(out, visit);
  write_choice(out, visit, "done", "d", text::msgid("Done"));
  write_choice(out, visit, "day", "z", text::msgid("Tomorrow"));
  write_choice(out, visit, "aside", "n", text::msgid("Not useful"));
  out.close();
  write_giving(out, visit, task, today);
  out.close();
}

std::string share_words(const Visit& visit, const ComingBack& group) {
  if (group.people == 0) return visit.tr("none yet");
  return visit.tr("{back} of {people} ({share}%)",
                  {{"back", group.back}, {"people", group.people}, {"share", 100 * group.back / group.people}});
}

void write_group(html::Writer& out, const Visit& visit, const ComingBack& group, std::string_view path) {
  out.open("td").element("a", {{"href", path}}, share_words(visit, group));
  if (group.under_way > 0) {
    out.text(" ").element(
        "span", {{"class", "small quiet"}},
        visit.trn("{n} still within their fourteen days", "{n} still within their fourteen days", group.under_way));
  }
  out.close();
}

void write_outcome(html::Writer& out, const Visit& visit, const TaskOutcome& outcome) {
  const auto path = "/cockpit/today/outcome?kind=" + std::to_string(static_cast<int>(outcome.kind));
  out.open("tr").element("th", {{"scope", "row"}}, kind_words(visit.language, outcome.kind));
  write_group(out, visit, outcome.contacted, path + "&side=contacted");
  write_group(out, visit, outcome.alone, path + "&side=alone");
  out.close();
}

void write_outcome(html::Writer& out, const Visit& visit, const PlanOutcome& outcome) {
  out.open("tr").open("th", {{"scope", "row"}}).text(visit.tr("Plan: {plan}", {{"plan", outcome.name}}));
  if (outcome.removed) out.element("span", {{"class", "quiet"}}, " " + visit.tr("(removed since)"));
  out.close();
  write_group(out, visit, outcome.reached, "/cockpit/today/outcome?plan=" + outcome.slug);
  out.element("td", {{"class", "quiet"}}, visit.tr("nobody is left alone")).close();
}

template <class Outcomes, class Group>
ComingBack sum_of(const Outcomes& outcomes, Group group) {
  ComingBack sum;
  for (const auto& outcome : outcomes) {
    sum.people += (outcome.*group).people;
    sum.back += (outcome.*group).back;
  }
  return sum;
}

// Both sides in a sentence, then plans, before the table.
std::string outcome_sentences(const Visit& visit, const DidItWork& outcomes) {
  const auto contacted = sum_of(outcomes.of_cards, &TaskOutcome::contacted);
  const auto alone = sum_of(outcomes.of_cards, &TaskOutcome::alone);
  const auto reached = sum_of(outcomes.of_plans, &PlanOutcome::reached);
  std::string words;
  const auto say = [&](std::string sentence) { words += (words.empty() ? "" : " ") + std::move(sentence); };
  if (contacted.people > 0) {
    say(visit.trn("Of {n} person written to, {back} came back within fourteen days.",
                  "Of {n} people written to, {back} came back within fourteen days.", contacted.people,
                  {{"back", contacted.back}}));
  }
  if (contacted.people > 0 && alone.people > 0) {
    say(visit.trn("Of {n} left alone by chance, {back} came back.", "Of {n} left alone by chance, {back} came back.",
                  alone.people, {{"back", alone.back}}));
  }
  if (reached.people > 0) {
    say(visit.trn("Of {n} person reached by a plan, {back} came back within fourteen days.",
                  "Of {n} people reached by a plan, {back} came back within fourteen days.", reached.people,
                  {{"back", reached.back}}));
  }
  return words.empty() ? visit.tr("It is too soon to say: nobody’s fourteen days are over yet.") : words;
}

std::string what_weighs(const Visit& visit, TaskKind kind) {
  switch (kind) {
    case TaskKind::written: return visit.tr("what one of you wrote down.");
    case TaskKind::waiting: return visit.tr("one more for each hour that the oldest waits.");
    case TaskKind::first_post: return visit.tr("one more for each day without an answer.");
    case TaskKind::late_question: return visit.tr("one less for each day: the answer is missed less and less.");
    case TaskKind::slipping:
      return visit.tr(
          "one more for every four days they were active, one less for every six days of silence; of who was here on "
          "eight days at least within half a year, and has been silent for a week "
          "and twice the pause that nine in ten of theirs stayed within.");
    case TaskKind::newcomer:
      return visit.tr("78 for who wrote already, 66 for the others; one less for each day since they joined.");
    case TaskKind::heating: return visit.tr("one more for every four answers within a day.");
    case TaskKind::plan_step: return visit.tr("its day has come.");
    case TaskKind::first_answer: return visit.tr("a first accepted answer.");
    case TaskKind::hundredth_reply: return visit.tr("a hundredth reply.");
    case TaskKind::birthday: return visit.tr("a birthday.");
    case TaskKind::quiet_leader: return visit.tr("a leader whom nobody of the team wrote to for thirty days.");
    case TaskKind::anniversary: return visit.tr("one more for each year in the square.");
  }
  return "";
}

}  // namespace

void write_reason(html::Writer& out, const Visit& visit, const Task& task, const Named& named) {
  const auto* face = face_of(named, task.member);
  const auto thread = named.threads.find(task.thread);
  // A task and a step of a plan have words of their own: whom they are about is said before them.
  const bool is_about = face && (task.kind == TaskKind::written || task.kind == TaskKind::plan_step);
  const auto parts =
      is_about ? text::tr_parts(visit.language, "{member}: {words}") : reason_parts(visit.language, task);
  write_parts(out, parts, [&](std::string_view place) {
    if (place == "member" && face) {
      write_card_name(out, visit, glimpse_of(*face));
    } else if (place == "thread" && thread != named.threads.end()) {
      out.element("a",
                  {{"class", "title-link"},
                   {"href", thread_path(task.thread, thread->second.slug)},
                   {"lang", thread->second.language}},
                  text::tie_marks(thread->second.title));
    } else {
      out.text(figure_in(visit.language, task, place));
    }
  });
}

std::string when_words(const Visit& visit, const Task& task) {
  if (task.rests_until <= now()) return visit.tr("to do");
  const auto zone = text::TimeZone::of(visit.time_zone);
  return visit.tr("In Today from {day} on", {{"day", text::short_day(task.rests_until, now(), visit.language, zone)}});
}

void write_task(html::Writer& out, const Visit& visit, const Task& task, const Today& today) {
  out.open("li", {{"id", "task-" + id_text(task.id)}, {"class", "waiting task"}});
  const auto* face = face_of(today.named, task.member);
  if (face) write_face(out, face->display_name, face->hue);
  out.open("div").open("p", {{"class", "meta"}});
  write_badge(out, kind_words(visit.language, task.kind), tone_of(task.kind));
  if (const auto* given = face_of(today.named, task.assignee)) {
    out.text(" ").element("span", {{"class", "small"}},
                          visit.tr("given to {member}", {{"member", given->display_name}}));
  }
  out.close();
  out.open("p", {{"class", "task-reason"}});
  write_reason(out, visit, task, today.named);
  out.close();
  if (today.named.unclaimed.contains(task.member)) {
    out.element("p", {{"class", "small quiet"}},
                visit.tr("They have not taken their account over yet: a word to them waits until they do."));
  }
  if (task.kind == TaskKind::plan_step && face) {
    out.open("p", {{"class", "small"}});
    out.open("a", {{"class", "link"}, {"href", "/cockpit/plans/members/" + face->handle}});
    const auto plan = today.named.plans.find(task.id);
    if (plan == today.named.plans.end()) {
      out.text(visit.tr("The plan it is a step of"));
    } else {
      const auto since =
          text::short_day(plan->second.since, now(), visit.language, text::TimeZone::of(visit.time_zone));
      out.text(visit.tr("A step of the plan “{plan}”, since {day}", {{"plan", plan->second.name}, {"day", since}}));
    }
    out.close().close();
  }
  write_actions(out, visit, task, today);
  out.close().close();
}

void write_outcomes(html::Writer& out, const Visit& visit, const DidItWork& outcomes) {
  out.open("section", {{"class", "did-it-work"}}).element("h2", visit.tr("Did it work?"));
  if (outcomes.of_cards.empty() && outcomes.of_plans.empty()) {
    out.element("p", {{"class", "quiet"}},
                visit.tr("Once you have written to somebody, it says here how many came back within fourteen days."));
    out.close();
    return;
  }
  out.element("p", {{"class", "lede"}}, outcome_sentences(visit, outcomes));
  out.open("div",
           {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", visit.tr("Did it work?")}})
      .open("table", {{"class", "plain"}})
      .open("thead")
      .open("tr");
  out.element("th", {{"scope", "col"}}, visit.tr("Reason"));
  out.element("th", {{"scope", "col"}}, visit.tr("Came back after a word"));
  out.element("th", {{"scope", "col"}}, visit.tr("Came back without one"));
  out.close().close().open("tbody");
  for (const auto& outcome : outcomes.of_cards) write_outcome(out, visit, outcome);
  for (const auto& outcome : outcomes.of_plans) write_outcome(out, visit, outcome);
  out.close().close().close();
  out.element("p", {{"class", "small quiet"}},
              visit.tr("Of the last ninety days, the latest 300 of each: signed in, wrote, voted or thanked within "
                       "fourteen days. Who is left alone by chance is set in the rules of this page."));
  out.close();
}

void write_order(html::Writer& out, const Visit& visit) {
  out.open("details", {{"class", "small"}}).element("summary", visit.tr("How this list is ordered"));
  out.open("div", {{"class", "prose"}});
  out.element("p", visit.tr("Each card has a weight out of a hundred, and the heaviest stands first."));
  out.open("ul");
  for (const auto& span : kWeights) {
    const auto weight =
        span.least == span.most ? std::to_string(span.most) : fmt::format("{}–{}", span.least, span.most);
    out.element("li", visit.tr("{card}, {weight}: {what}", {{"card", kind_words(visit.language, span.kind)},
                                                            {"weight", weight},
                                                            {"what", what_weighs(visit, span.kind)}}));
  }
  out.close();
  out.element("p", visit.tr("At most twenty cards, and five of one kind while others wait. A card goes when its reason "
                            "does: the question was answered, the member came back. Somebody has one card at a time, "
                            "the most pressing. It is looked anew every quarter of an hour."));
  out.close().close();
}

void write_keys(html::Writer& out, const Visit& visit) {
  struct KeyWords {
    const char* key;
    const char* words;
  };
  constexpr std::array kKeys{KeyWords{"j k", text::msgid("Next, previous")},
                             KeyWords{"w", text::msgid("Write, or thank")},
                             KeyWords{"o", text::msgid("Open what it is about")},
                             KeyWords{"d", text::msgid("Done")},
                             KeyWords{"z", text::msgid("Tomorrow")},
                             KeyWords{"n", text::msgid("Not useful")},
                             KeyWords{"g", text::msgid("Give it to somebody, or in a week")},
                             KeyWords{"u", text::msgid("Take the last decision back")}};
  out.open("details", {{"class", "queue-keys small"}, {"hidden", true}});
  out.element("summary", visit.tr("Keys")).open("dl", {{"class", "keys"}});
  for (const auto& row : kKeys) {
    out.open("dt").element("kbd", row.key).close().element("dd", visit.tr(row.words));
  }
  out.close().close();
}

}  // namespace parvis::cockpit
