#include "exchange/testing/content.h"

#include <algorithm>

namespace parvis::exchange::testing {
namespace {

// Each answers lines; what is null is written as "-".
const store::Sql kLines[] = {
    R"(select 'member ' || handle || ' ' || display_name || ' ' || status || ' ' || created_at || ' ' || last_seen_at || ' ' ||
         biography || biography_html || place || website || hue || ' ' || threads || ' ' || posts || ' ' || solutions ||
         ' ' || thanks_received || ' ' || thanks_given from member)",
    R"(select 'space ' || slug || ' ' || kind || ' ' || name || ' ' || threads || ' ' || posts || ' ' || last_activity_at
         from space)",
    R"(select 'tag ' || name || ' ' || description || ' ' || threads from tag)",
    R"(select 'thread ' || t.title || ' ' || t.slug || ' ' || t.language || ' ' || m.handle || ' ' || t.created_at || ' ' ||
         t.last_activity_at || ' ' || t.last_post || ' ' || l.handle || ' ' || t.posts || ' ' || t.thanks || ' ' ||
         t.score || ' ' || coalesce(cast(p.number as text), '-') || ' ' || coalesce(b.handle, '-') || ' ' ||
         coalesce(cast(t.solved_at as text), '-') || ' ' || coalesce(cast(t.closed_at as text), '-')
       from thread t join member m on m.id = t.author join member l on l.id = t.last_poster
       left join post p on p.id = t.solution left join member b on b.id = t.solution_by)",
    R"(select 'thread_tag ' || t.title || ' ' || g.name || ' ' || x.last_activity_at
       from thread_tag x join thread t on t.id = x.thread join tag g on g.id = x.tag)",
    R"(select 'post ' || t.title || ' ' || p.number || ' ' || m.handle || ' ' || p.created_at || ' ' ||
         coalesce(cast(p.edited_at as text), '-') || ' ' || p.revisions || ' ' || p.body || ' ' || p.html || ' ' || p.renderer || ' ' ||
         p.language || ' ' || p.up || ' ' || p.down || ' ' || p.reactions || ' ' || p.comments
       from post p join thread t on t.id = p.thread join member m on m.id = p.author)",
    R"(select 'revision ' || t.title || ' ' || p.number || ' ' || r.number || ' ' || m.handle || ' ' || r.created_at || ' ' ||
         coalesce(r.title, '-') || ' ' || coalesce(r.tags, '-') || ' ' || r.body || ' ' || r.reason
       from post_revision r join post p on p.id = r.post join thread t on t.id = p.thread join member m on m.id = r.editor)",
    R"(select 'comment ' || t.title || ' ' || p.number || ' ' || m.handle || ' ' || c.created_at || ' ' || c.body || c.html ||
         c.score from comment c join post p on p.id = c.post join thread t on t.id = p.thread
       join member m on m.id = c.author)",
    R"(select 'vote ' || coalesce(t.title, '-') || ' ' || coalesce(cast(p.number as text), '-') || ' ' || coalesce(m.handle, '-') || ' ' ||
         v.kind || ' ' || v.created_at || ' ' || coalesce(cast(x.kind as text), '-')
       from vote v left join post p on p.id = v.post left join thread t on t.id = p.thread
       left join member m on m.id = v.member left join tag_text_vote tv on tv.vote = v.id
       left join tag_text x on x.id = tv.tag_text)",
    R"(select 'reaction ' || t.title || ' ' || p.number || ' ' || m.handle || ' ' || r.kind || ' ' || r.created_at
       from reaction r join post p on p.id = r.post join thread t on t.id = p.thread join member m on m.id = r.member)",
    R"(select 'badge ' || b.slug || ' ' || b.name || ' ' || m.handle || ' ' || g.granted_at
       from member_badge g join badge b on b.id = g.badge join member m on m.id = g.member)",
    R"(select 'related ' || a.title || ' ' || b.title || ' ' || r.kind || ' ' || r.created_at
       from related_thread r join thread a on a.id = r.thread join thread b on b.id = r.other)",
    R"(select 'tag_text ' || coalesce(g.name, '-') || ' ' || x.kind || ' ' || m.handle || ' ' || x.created_at || ' ' || x.body ||
         x.html from tag_text x left join tag g on g.id = x.tag join member m on m.id = x.author)",
    R"(select 'act ' || a.at || ' ' || coalesce(m.handle, '-') || ' ' || a.verb || ' ' || a.object_kind || ' ' ||
         coalesce(cast(o.number as text), '-') || ' ' || coalesce(t.title, '-') || ' ' || coalesce(c.handle, '-') || ' ' || a.amount ||
         ' ' || a.detail || ' ' || a.source
       from activity a left join member m on m.id = a.actor left join member c on c.id = a.counterpart
       left join thread t on t.id = a.thread left join post o on o.id = a.object and a.object_kind = 4)",
    R"(select 'imported ' || source || ' ' || kind || ' ' || foreign_id from imported)",
    R"(select 'tally ' || name || ' ' || value from tally)",
    R"(select 'waits ' || count(*) from search_pending)",
    R"(select 'unfolded ' || count(*) from imported_revision)",
};

}  // namespace

Content content_of(store::Store& store) {
  Content lines;
  store.read([&](store::Reader& reader) {
    for (const auto& sql : kLines) {
      reader.each<std::string>(sql, [&](std::string&& line) { lines.push_back(std::move(line)); });
    }
  });
  std::ranges::sort(lines);
  return lines;
}

std::string difference(const Content& left, const Content& right) {
  Content only_left, only_right;
  std::ranges::set_difference(left, right, std::back_inserter(only_left));
  std::ranges::set_difference(right, left, std::back_inserter(only_right));
  std::string text;
  for (std::size_t line = 0; line < 3; ++line) {
    if (line < only_left.size()) text += "< " + only_left[line] + "\n";
    if (line < only_right.size()) text += "> " + only_right[line] + "\n";
  }
  return text;
}

}  // namespace parvis::exchange::testing
