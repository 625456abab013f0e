#include "forum/post_views.h"

namespace parvis::forum {

using namespace community;

namespace {

void write_arrow(html::Writer& out, const Visit& visit, Ballot direction, Ballot own) {
  const bool up = direction == Ballot::up;
  const bool given = own == direction;
  const auto words = up ? visit.tr("This is useful") : visit.tr("This is not useful");
  out.open("button", {{"class", given ? "on" : "off"},
                      {"name", "value"},
                      {"value", given ? "none"
                                : up  ? "up"
                                      : "down"},
                      {"aria-pressed", given ? "true" : "false"},
                      {"aria-label", words},
                      {"title", words}});
  if (up) {
    out.literal(
        "<svg width=\"18\" height=\"10\" viewBox=\"0 0 18 10\" aria-hidden=\"true\"><path d=\"M9 0 18 10H0z\" "
        "fill=\"currentColor\"/></svg>");
  } else {
    out.literal(
        "<svg width=\"18\" height=\"10\" viewBox=\"0 0 18 10\" aria-hidden=\"true\"><path d=\"M9 10 0 0h18z\" "
        "fill=\"currentColor\"/></svg>");
  }
  out.close();
}

}  // namespace

void write_votes(html::Writer& out, const ThreadView& view, const PostView& post) {
  const auto& visit = view.visit;
  const auto score = post.up - post.down;
  const auto figure = (score < 0 ? "−" : "") + text::format_number(visit.language, std::abs(score));
  const bool may_vote = view.may(Action::vote) && !view.is_own(post);
  if (!may_vote) {
    if (post.up + post.down == 0) return;
    out.open("p", {{"class", "votes"}, {"title", visit.trn("{n} vote", "{n} votes", post.up + post.down)}});
    out.element("b", figure).element("span", {{"class", "tiny quiet"}}, visit.trn("vote", "votes", score)).close();
    return;
  }
  const auto own = view.overlay.vote_on(post.id);
  out.open("form", {{"class", "votes"},
                    {"method", "post"},
                    {"action", "/posts/" + id_text(post.id) + "/votes"},
                    {"data-votes", true}});
  write_form_token(out, visit);
  write_arrow(out, visit, Ballot::up, own);
  out.open("b", {{"data-score", true}})
      .text(figure)
      .element("span", {{"class", "unseen"}}, " " + visit.trn("vote", "votes", score))
      .close();
  write_arrow(out, visit, Ballot::down, own);
  out.close();
}

}  // namespace parvis::forum
