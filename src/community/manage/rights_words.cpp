#include "community/manage/rights_words.h"

namespace parvis::community {

std::string action_words(const Visit& visit, Action action) {
  switch (action) {
    case Action::open_thread: return visit.tr("Open a conversation");
    case Action::reply: return visit.tr("Reply");
    case Action::comment: return visit.tr("Comment");
    case Action::react: return visit.tr("Thank and react");
    case Action::vote: return visit.tr("Vote");
    case Action::edit_own: return visit.tr("Change one’s own words");
    case Action::delete_own: return visit.tr("Delete one’s own words");
    case Action::edit_others: return visit.tr("Change others’ words");
    case Action::delete_others: return visit.tr("Delete others’ words");
    case Action::accept_answer: return visit.tr("Accept an answer to others’ questions");
    case Action::close: return visit.tr("Close and reopen");
    case Action::pin: return visit.tr("Pin");
    case Action::move: return visit.tr("Move elsewhere");
    case Action::decide: return visit.tr("Decide on what waits");
  }
  return {};
}

std::string standing_words(const Visit& visit, Standing standing) {
  switch (standing) {
    case Standing::newcomer: return visit.tr("Newcomers");
    case Standing::member: return visit.tr("Members");
    case Standing::expert: return visit.tr("Experts");
    case Standing::leader: return visit.tr("Its leaders");
  }
  return {};
}

std::string permission_words(const Visit& visit, Permission permission) {
  switch (permission) {
    case Permission::no: return visit.tr("no");
    case Permission::waits: return visit.tr("once read");
    case Permission::yes: return visit.tr("yes");
  }
  return {};
}

std::string openness_words(const Visit& visit, Openness openness) {
  switch (openness) {
    case Openness::free: return visit.tr("Free");
    case Openness::watched: return visit.tr("Watched");
    case Openness::curated: return visit.tr("Curated");
  }
  return {};
}

std::string openness_hint(const Visit& visit, Openness openness) {
  switch (openness) {
    case Openness::free: return visit.tr("Whatever members write stands there at once.");
    case Openness::watched: return visit.tr("A newcomer’s first contributions are read before they stand there.");
    case Openness::curated: return visit.tr("Everything members write is read before it stands there.");
  }
  return {};
}

}  // namespace parvis::community
