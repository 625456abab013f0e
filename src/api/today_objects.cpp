#include "api/today_objects.h"

#include "community/influencers/influencer.h"
#include "community/page/page.h"
#include "community/today/task_words.h"
#include "community/today/word_sending.h"

namespace parvis::api {

using namespace community;

namespace {

std::string_view state_name(TaskState state) {
  switch (state) {
    case TaskState::open: return "open";
    case TaskState::done: return "done";
    case TaskState::set_aside: return "not_useful";
    case TaskState::passed:
    case TaskState::held_out: return "passed";
  }
  return "open";
}

std::string_view contact_name(Contact contact) {
  switch (contact) {
    case Contact::none: return "none";
    case Contact::written: return "written";
    case Contact::thanked: return "thanked";
  }
  return "none";
}

json::value somebody(const Visit& visit, const Named& named, MemberId id) {
  const auto found = named.members.find(id);
  if (found == named.members.end()) return nullptr;
  return person(visit, {id, found->second.handle, found->second.display_name});
}

// What one may begin from, of what waits to be written.
json::value suggested(store::Reader& reader, const Visit& visit, const Task& task) {
  const auto whom = whom_of(reader, visit, task);
  return whom ? json::value(suggestion_for(visit, *whom)) : json::value(nullptr);
}

}  // namespace

json::object task_object(store::Reader& reader, const Visit& visit, const Task& task, const Named& named) {
  const auto member = named.members.find(task.member);
  const auto thread = named.threads.find(task.thread);
  const auto influencer = named.influencers.find(task.id);
  json::object object{
      {"id", id_text(task.id)},
      {"url", visit.origin + "/cockpit/today#task-" + id_text(task.id)},
      {"self", api_address(visit, "tasks", id_text(task.id))},
      {"kind", kind_name(task.kind)},
      {"reason", reason_sentence(visit.language, task, member == named.members.end() ? "" : member->second.display_name,
                                 thread == named.threads.end() ? "" : thread->second.title)},
      {"member", somebody(visit, named, task.member)},
      {"thread", nullptr},
      {"influencer", influencer == named.influencers.end() ? json::value() : json::value(id_text(influencer->second))},
      {"suggested", suggested(reader, visit, task)},
      {"thanks", is_thanks(task.kind)},
      {"state", state_name(task.state)},
      {"due_at", task.rests_until.microseconds > 0 ? instant(task.rests_until) : json::value()},
      {"assigned_to", somebody(visit, named, task.assignee)},
      {"made_at", instant(task.made_at)},
      {"decided_at", task.decided_at.microseconds > 0 ? instant(task.decided_at) : json::value()},
      {"contact", contact_name(task.contact)}};
  if (thread != named.threads.end()) {
    object["thread"] = json::object{{"id", id_text(task.thread)},
                                    {"url", visit.origin + thread_path(task.thread, thread->second.slug)},
                                    {"title", thread->second.title}};
  }
  return object;
}

Member member_asked(const Visit& visit, store::Reader& reader) {
  const auto name = visit.request.parameter("member");
  const auto id = parse_id(name);
  auto member = id ? find_member(reader, MemberId{*id}) : std::nullopt;
  if (!member) member = find_member(reader, name);
  if (!member || member->status == MemberStatus::former || member->status == MemberStatus::unconfirmed) {
    throw NotFound();
  }
  return std::move(*member);
}

json::object came_back(const ComingBack& count) {
  return {{"people", count.people}, {"came_back", count.back}, {"under_way", count.under_way}};
}

json::object followed_page(store::Reader& reader, const Visit& visit, const std::vector<Followed>& people) {
  const auto faces = faces_of(reader, people);
  json::array items;
  const auto present = now();
  for (const auto& one : people) {
    const auto face = std::ranges::find(faces, one.member, &MemberFace::id);
    if (face == faces.end()) continue;
    auto item = person(visit, {face->id, face->handle, face->display_name});
    item["at"] = instant(one.at);
    item["back_at"] = instant(one.back);
    item["under_way"] = is_under_way(one, present);
    items.push_back(std::move(item));
  }
  return page(std::move(items), "");
}

}  // namespace parvis::api
