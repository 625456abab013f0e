#include "community/today/task_words.h"

#include <algorithm>
#include <array>

namespace parvis::community {

using text::tr;
using text::tr_parts;
using text::trn_parts;

namespace {

constexpr std::int64_t kHoursShown = 48;  // beyond, days say more

std::string hours_or_days(text::Language language, std::int64_t hours) {
  if (hours == 0) return text::tr(language, "less than an hour");
  if (hours < kHoursShown) return text::trn(language, "{n} hour", "{n} hours", hours);
  return text::trn(language, "{n} day", "{n} days", hours / 24);
}

struct KindName {
  TaskKind kind;
  std::string_view name;
};
constexpr std::array kKindNames{KindName{TaskKind::newcomer, "newcomer"},
                                KindName{TaskKind::first_post, "first_post"},
                                KindName{TaskKind::late_question, "late_question"},
                                KindName{TaskKind::slipping, "slipping"},
                                KindName{TaskKind::first_answer, "first_answer"},
                                KindName{TaskKind::hundredth_reply, "hundredth_reply"},
                                KindName{TaskKind::anniversary, "anniversary"},
                                KindName{TaskKind::waiting, "waiting"},
                                KindName{TaskKind::heating, "heating"},
                                KindName{TaskKind::quiet_leader, "quiet_leader"},
                                KindName{TaskKind::written, "written"},
                                KindName{TaskKind::birthday, "birthday"},
                                KindName{TaskKind::plan_step, "plan_step"}};

}  // namespace

std::string kind_words(text::Language language, TaskKind kind) {
  switch (kind) {
    case TaskKind::newcomer: return tr(language, "Welcome");
    case TaskKind::first_post: return tr(language, "First words");
    case TaskKind::late_question: return tr(language, "To answer");
    case TaskKind::slipping: return tr(language, "Win back");
    case TaskKind::first_answer:
    case TaskKind::hundredth_reply: return tr(language, "Thank");
    case TaskKind::anniversary:
    case TaskKind::birthday: return tr(language, "Wish well");
    case TaskKind::waiting: return tr(language, "Decide");
    case TaskKind::heating: return tr(language, "Watch");
    case TaskKind::quiet_leader: return tr(language, "Keep in touch");
    case TaskKind::written: return tr(language, "Task");
    case TaskKind::plan_step: return tr(language, "Plan");
  }
  return "";
}

std::vector<text::Part> reason_parts(text::Language language, const Task& task) {
  switch (task.kind) {
    case TaskKind::newcomer:
      if (task.figure == 0) return tr_parts(language, "{member} joined today, and nobody has said a word to them yet.");
      return trn_parts(language, "{member} joined yesterday, and nobody has said a word to them yet.",
                       "{member} joined {n} days ago, and nobody has said a word to them yet.", task.figure);
    case TaskKind::first_post:
      return tr_parts(language, "{member} wrote here for the first time, in “{thread}”: no answer for {waited}.");
    case TaskKind::late_question:
      return tr_parts(
          language,
          "{member} asked “{thread}” {waited} ago. Here three questions in four have an answer within {usual}.");
    case TaskKind::slipping:
      return trn_parts(language, "Nothing from {member} for {silence}; nine times in ten they were back within a day.",
                       "Nothing from {member} for {silence}; nine times in ten they were back within {n} days.",
                       task.usual);
    case TaskKind::first_answer:
      return tr_parts(language, "An answer of {member} was accepted for the first time, in “{thread}”.");
    case TaskKind::hundredth_reply: return tr_parts(language, "{member} has just written for the hundredth time.");
    case TaskKind::anniversary:
      return trn_parts(language, "{member} joined a year ago today.", "{member} joined {n} years ago today.",
                       task.figure);
    case TaskKind::birthday: return tr_parts(language, "It is the birthday of {member}, who chose to tell the team.");
    case TaskKind::waiting:
      return trn_parts(language, "{n} decision waits, for {usual}.", "{n} decisions wait, the oldest for {usual}.",
                       task.figure);
    case TaskKind::heating:
      return trn_parts(language, "“{thread}” had {n} answer within a day, against {usual_a_day} before.",
                       "“{thread}” had {n} answers within a day, against {usual_a_day} before.", task.figure);
    case TaskKind::quiet_leader:
      return trn_parts(language, "Nobody of the team has spoken with {member}, who leads, for {n} day or more.",
                       "Nobody of the team has spoken with {member}, who leads, for {n} days or more.", task.figure);
    case TaskKind::written:
    case TaskKind::plan_step: return tr_parts(language, "{words}");
  }
  return {};
}

std::string figure_in(text::Language language, const Task& task, std::string_view place) {
  if (place == "waited") return hours_or_days(language, task.figure);
  if (place == "usual") return hours_or_days(language, task.usual);
  if (place == "usual_a_day") return text::format_number(language, task.usual);
  if (place == "silence") return hours_or_days(language, task.figure * 24);
  if (place == "words") return task.words;
  if (place == "n") {
    return text::format_number(language, task.kind == TaskKind::slipping ? task.usual : task.figure);
  }
  return "";
}

std::string reason_sentence(text::Language language, const Task& task, std::string_view member,
                            std::string_view thread) {
  std::string sentence;
  for (const auto& part : reason_parts(language, task)) {
    if (part.kind == text::Part::Kind::text) {
      sentence += part.text;
    } else if (part.text == "member") {
      sentence += member;
    } else if (part.text == "thread") {
      sentence += thread;
    } else {
      sentence += figure_in(language, task, part.text);
    }
  }
  return sentence;
}

std::string_view kind_name(TaskKind kind) {
  const auto found = std::ranges::find(kKindNames, kind, &KindName::kind);
  return found == kKindNames.end() ? std::string_view() : found->name;
}

std::optional<TaskKind> parse_task_kind(std::string_view name) {
  const auto found = std::ranges::find(kKindNames, name, &KindName::name);
  return found == kKindNames.end() ? std::nullopt : std::optional(found->kind);
}

std::string suggested_text(text::Language language, const Task& task, const Suggestion& about) {
  const text::Values values{{"name", about.name},
                            {"thread", about.thread},
                            {"author", about.author},
                            {"community", about.community},
                            {"years", task.figure}};
  switch (task.kind) {
    case TaskKind::newcomer:
      return tr(language,
                "Hello {name},\n\nI am {author}, and I look after {community}. Welcome. What brings you here? If there "
                "is something you are looking for, write to me or ask on the square: somebody here knows.\n\n{author}",
                values);
    case TaskKind::first_post:
      return tr(language,
                "Hello {name},\n\nThank you for “{thread}”, your first words here. I am looking for somebody who can "
                "answer you well.\n\n{author}",
                values);
    case TaskKind::late_question:
      return tr(language,
                "Hello {name},\n\nYour question “{thread}” has waited longer than it should. Did you find "
                "something out meanwhile, or shall I ask around?\n\n{author}",
                values);
    case TaskKind::slipping:
      return tr(language,
                "Hello {name},\n\nWe have not read you for a while, and you are missed. Is all well? If something here "
                "put you off, I would like to know it.\n\n{author}",
                values);
    case TaskKind::first_answer:
      return tr(language,
                "Hello {name},\n\nYour answer in “{thread}” was just what was needed: the first of many, I hope. Thank "
                "you.\n\n{author}",
                values);
    case TaskKind::hundredth_reply:
      return tr(language,
                "Hello {name},\n\nA hundred times you took a moment to write here. {community} would not be the same "
                "without you: thank you.\n\n{author}",
                values);
    case TaskKind::anniversary:
      return text::trn(
          language,
          "Hello {name},\n\nA year ago today you joined {community}. Thank you for having stayed.\n\n{author}",
          "Hello {name},\n\n{n} years ago today you joined {community}. Thank you for having "
          "stayed.\n\n{author}",
          task.figure, values);
    case TaskKind::birthday: return tr(language, "Hello {name},\n\nHappy birthday from all of us.\n\n{author}", values);
    case TaskKind::quiet_leader:
      return tr(
          language,
          "Hello {name},\n\nWe have not spoken for a while. How is it going in your spaces? What do you need from "
          "us?\n\n{author}",
          values);
    default: return tr(language, "Hello {name},\n\n\n\n{author}", values);
  }
}

bool is_thanks(TaskKind kind) {
  return kind == TaskKind::first_answer || kind == TaskKind::hundredth_reply || kind == TaskKind::anniversary ||
         kind == TaskKind::birthday;
}

}  // namespace parvis::community
