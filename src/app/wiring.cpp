#include "app/wiring.h"

#include "api/idempotency.h"
#include "community/accounts/account_jobs.h"
#include "community/activity/arriving_acts.h"
#include "community/arriving/member_import.h"
#include "community/live/live_events.h"
#include "community/members/account.h"
#include "community/members/accounts.h"
#include "community/notifications/crowd.h"
#include "community/notifications/notification.h"
#include "community/notifications/notifier.h"
#include "community/page/kept_tags.h"
#include "core/jobs/jobs.h"
#include "core/mail/post.h"

namespace parvis::app {

using community::Activity;
using community::Verb;

namespace {

// Acts that show on every page: a name, a role, a space, the charter.
bool touches_everything(const Activity& activity) {
  switch (activity.verb) {
    case Verb::profile_changed: return community::reach_of(activity) == community::Reach::everywhere;
    case Verb::role_changed:
    case Verb::space_created:
    case Verb::space_changed:
    case Verb::space_closed:
    case Verb::space_reopened:
    case Verb::custom_role_removed:
    case Verb::community_changed:
    case Verb::charter_published:
    case Verb::trust_changed:
    case Verb::account_claimed: return true;
    default: return false;
  }
}

// Acts that no page of a visitor shows: what somebody follows, reads or does with their account.
bool shows_nowhere(Verb verb) {
  if (community::is_arriving(verb)) return true;
  switch (verb) {
    case Verb::followed:
    case Verb::unfollowed:
    case Verb::signed_in:
    case Verb::signed_out:
    case Verb::charter_accepted:
    case Verb::password_changed:
    case Verb::address_changed:
    case Verb::address_confirmed:
    case Verb::custom_role_made:
    case Verb::custom_role_changed:
    case Verb::custom_role_given:
    case Verb::custom_role_taken:
    case Verb::held:
    case Verb::turned_down: return true;
    default: return false;
  }
}

// Acts after which a thread is not to be named as before, or not at all, wherever it is named.
bool touches_naming(Verb verb) {
  switch (verb) {
    case Verb::thread_moved:
    case Verb::thread_deleted:
    case Verb::thread_restored:
    case Verb::thread_retitled:
    case Verb::solution_accepted:
    case Verb::solution_withdrawn: return true;
    default: return false;
  }
}

}  // namespace

std::vector<std::string> stale_tags(const Activity& activity) {
  std::vector<std::string> tags;
  if (shows_nowhere(activity.verb)) return tags;
  if (activity.thread) {
    tags.push_back("thread:" + id_text(activity.thread));
    tags.push_back("home");
    tags.push_back("lists");
    tags.push_back("tags");
    if (touches_naming(activity.verb)) tags.push_back(community::named_thread_tag(activity.thread));
  }
  if (activity.space) tags.push_back("space:" + id_text(activity.space));
  if (activity.verb == Verb::thread_moved) tags.push_back("space:" + id_text(activity.amount));
  if (activity.actor) tags.push_back("member:" + id_text(activity.actor));
  if (activity.counterpart) tags.push_back("member:" + id_text(activity.counterpart));
  if (activity.verb == Verb::profile_changed && community::reach_of(activity) != community::Reach::nowhere) {
    tags.push_back("members");
  }
  if (activity.verb == Verb::joined) {
    tags.push_back("home");
    tags.push_back("members");
  }
  return tags;
}

void forget_pages(http::PageCache& cache, const Activity& activity) {
  if (touches_everything(activity)) return cache.clear();
  for (const auto& tag : stale_tags(activity)) cache.forget(tag);
}

void tell_of_activity(community::Community& community) {
  const community::Bell bell(community.live(), community.accounts().sessions());
  auto& timeline = community.timeline();
  timeline.add_echo(std::make_unique<community::Notifier>(bell));
  timeline.add_echo(std::make_unique<community::LiveEvents>(community.live()));
  timeline.subscribe(community::follower_of_the_square(community.live(), community.spaces()));
  community::tell_crowds(community.jobs(), bell);
  community.jobs().every("notifications.sweep", kDay, [](const jobs::Job&, store::Store& store) {
    community::drop_old_notifications(store, now() - community::kKeepReadFor);
  });
}

void wire(community::Community& community) {
  community.timeline().subscribe(
      [&cache = community.page_cache()](const Activity& activity) { forget_pages(cache, activity); });
  api::forget_old_answers(community.jobs());
  tell_of_activity(community);
  mail::deliver_posted(community.jobs(), community.mailer());
  community::register_account_jobs(community.jobs(), community.timeline());
  community::register_import_jobs(community.jobs(), community.timeline(), community.secret());
}

}  // namespace parvis::app
