#include "app/wiring.h"

#include <algorithm>
#include <array>

#include "api/idempotency.h"
#include "cockpit/plans/plan_job.h"
#include "community/accounts/account_jobs.h"
#include "community/activity/activity.h"
#include "community/arriving/member_import.h"
#include "community/card/card_days.h"
#include "community/files/file_sweep.h"
#include "community/groups/group_letter.h"
#include "community/health/health_job.h"
#include "community/incoming/letters_in.h"
#include "community/influencers/next_step_tasks.h"
#include "community/letters/digest_rounds.h"
#include "community/letters/letter_turn.h"
#include "community/letters/waiting.h"
#include "community/live/live_events.h"
#include "community/members/account.h"
#include "community/members/accounts.h"
#include "community/moderation/appeal.h"
#include "community/moderation/lesson.h"
#include "community/moderation/sanction.h"
#include "community/notifications/crowd.h"
#include "community/notifications/notification.h"
#include "community/notifications/notifier.h"
#include "community/page/kept_tags.h"
#include "community/privacy/consent.h"
#include "community/privacy/data_copy.h"
#include "community/privacy/erasure.h"
#include "community/privacy/retention.h"
#include "community/returns/kept_report.h"
#include "community/returns/tracing.h"
#include "community/segments/segment_letter.h"
#include "community/sharing/share_visits.h"
#include "community/today/today_job.h"
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
    case Verb::account_claimed:
    case Verb::thread_split:  // two threads, their spaces and all that names them
    case Verb::threads_merged:
    case Verb::erased: return true;
    default: return false;
  }
}

// What those who keep order do that no page of others shows.
bool is_among_staff(Verb verb) {
  using enum community::Verb;
  constexpr std::array kAmongStaff{flagged,      left_standing, flag_helped,    decision_undone,    warned,
                                   silenced,     appealed,      appeal_refused, appeal_granted,     note_written,
                                   note_removed, watch_changed, raid_mode_on,   moderation_changed, raid_mode_off};
  return std::ranges::find(kAmongStaff, verb) != kAmongStaff.end();
}

// Verbs whose numbers stand together: how one arrives and signs in, what one is told by letter, and the cockpit.
bool is_of_the_door(Verb verb) { return verb >= Verb::asked_to_join && verb <= Verb::issuer_changed; }
bool is_of_letters(Verb verb) { return verb >= Verb::telling_changed && verb <= Verb::letter_refused; }
bool is_of_the_cockpit(Verb verb) { return verb >= Verb::segment_made; }

// Acts that no page of a visitor shows: what somebody follows, reads or does with their account.
bool shows_nowhere(Verb verb) {
  if (is_of_the_door(verb) || is_of_letters(verb) || is_of_the_cockpit(verb)) return true;
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
    case Verb::turned_down:
    case Verb::file_uploaded:
    case Verb::file_removed:
    case Verb::file_described:
    case Verb::file_rules_changed:
    case Verb::data_asked:
    case Verb::erasure_asked:
    case Verb::erasure_withdrawn:
    case Verb::consent_given:
    case Verb::consent_withdrawn:
    case Verb::purpose_changed:
    case Verb::purpose_ended:
    case Verb::telling_changed:
    case Verb::unsubscribed:
    case Verb::digest_sent:
    case Verb::group_founded:
    case Verb::group_changed:
    case Verb::group_ended:
    case Verb::group_joined:
    case Verb::group_left:
    case Verb::group_asked:
    case Verb::group_admitted:
    case Verb::group_turned_away:
    case Verb::group_invited:
    case Verb::group_invitation_ended:
    case Verb::group_removed:
    case Verb::group_standing_given:
    case Verb::group_letter_sent:
    case Verb::group_request_withdrawn:
    case Verb::letter_bounced:
    case Verb::letter_complained:
    case Verb::letters_resumed:
    case Verb::letter_refused:
    case Verb::unit_changed:
    case Verb::unit_kind_changed:
    case Verb::service_stated:
    case Verb::service_withdrawn: return true;  // pages about groups and units are never kept
    default: return is_among_staff(verb);
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
  if (activity.verb == Verb::unit_made || activity.verb == Verb::unit_removed ||
      activity.verb == Verb::units_imported) {
    tags.push_back("members");  // whether there is a directory of units to lead to
  }
  // Who is kept out stands in no list, and who comes back does again.
  if (activity.verb == community::Verb::suspended || activity.verb == community::Verb::excluded ||
      activity.verb == community::Verb::sanction_lifted) {
    tags.push_back("members");
    tags.push_back("home");
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
  timeline.add_echo(std::make_unique<community::NextStepTasks>(timeline));
  timeline.subscribe(community::follower_of_the_square(community.live(), community.spaces()));
  community::tell_crowds(community.jobs(), bell);
  const auto sweep = [](const jobs::Job&, store::Store& store) {
    community::drop_old_notifications(store, now() - community::kKeepReadFor);
  };
  community.jobs().every("notifications.sweep", kDay, sweep, jobs::Pace::lengthy);
}

void wire(community::Community& community) {
  community.timeline().subscribe(
      [&cache = community.page_cache()](const Activity& activity) { forget_pages(cache, activity); });
  community::sweep_files_daily(community);
  api::forget_old_answers(community.jobs());
  community.jobs().every("moderation.over", kHour,
                         [&timeline = community.timeline()](const jobs::Job&, store::Store& store) {
                           community::welcome_all_back(store, now());
                           community::close_appeals_over(store, timeline, now());
                           community::drop_old_lessons(store, now());
                         });
  tell_of_activity(community);
  community::look_for_tasks_by_the_clock(community);
  cockpit::take_plans_on_by_the_clock(community);
  mail::deliver_posted(community.jobs(), community.mailer(), community::consent_ledger(),
                       community::letter_reach(community));
  community::collect_letters(community);
  community::keep_returns(community);
  community::keep_share_visits(community);
  community::make_reports_by_the_clock(community);
  community::deliver_group_letters(community.jobs());
  community::health::keep_health(community);
  community::keep_card_days(community);
  community::deliver_segment_letters(community.jobs());
  community::post_when_their_turn_comes(community.jobs());
  community::tell_by_letter(community);
  community::send_digests(community);
  community::register_account_jobs(community.jobs(), community.timeline());
  community::register_import_jobs(community.jobs(), community.timeline(), community.secret());
  community::keep_retention(community.jobs(), community.timeline(), community.settings());
  community::make_copies(community.jobs(), community.settings());
  community::erase_members(community.jobs(), community.timeline(), community.settings());
}

}  // namespace parvis::app
