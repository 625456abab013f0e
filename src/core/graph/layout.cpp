#include "core/graph/layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace parvis::graph {
namespace {

constexpr int kSteps = 260;
constexpr double kFirstStep = 0.12;  // the furthest a node goes at first, of the sheet's width; cooled down to nothing
constexpr double kToMiddle = 0.35;   // keeps pieces that nothing ties on the sheet
constexpr double kMostOfThem = 0.9;  // the share of the nodes that the sheet is for
constexpr double kMargin = 0.3;      // how far beyond them the others may stand, of their own reach

class Springs {
 public:
  explicit Springs(const Rows& rows)
      : rows_(rows),
        ideal_(0.9 / std::sqrt(static_cast<double>(rows.nodes()))),
        at_(rows.nodes()),
        force_(rows.nodes()) {
    // A sunflower: evenly spread, neighbours in number not on one line.
    const auto turn = std::numbers::pi * (3 - std::sqrt(5.0));
    for (std::size_t i = 0; i < at_.size(); ++i) {
      const auto far = 0.5 * std::sqrt((static_cast<double>(i) + 0.5) / static_cast<double>(at_.size()));
      at_[i] = {far * std::cos(turn * static_cast<double>(i)), far * std::sin(turn * static_cast<double>(i))};
    }
  }

  std::vector<Place> settle() {
    for (int step = 0; step < kSteps; ++step) {
      std::ranges::fill(force_, Place{});
      repel();
      attract();
      move(kFirstStep * (1 - static_cast<double>(step) / kSteps));
    }
    call_back();
    return onto_sheet();
  }

 private:
  void push(std::size_t a, std::size_t b, double strength) {
    const auto dx = at_[a].x - at_[b].x, dy = at_[a].y - at_[b].y;
    force_[a].x += dx * strength, force_[a].y += dy * strength;
    force_[b].x -= dx * strength, force_[b].y -= dy * strength;
  }

  double distance(std::size_t a, std::size_t b) const {
    return std::max(1e-4, std::hypot(at_[a].x - at_[b].x, at_[a].y - at_[b].y));
  }

  void repel() {
    for (std::size_t a = 0; a < at_.size(); ++a) {
      for (auto b = a + 1; b < at_.size(); ++b) {
        const auto far = distance(a, b);
        push(a, b, ideal_ * ideal_ / (far * far));
      }
      force_[a].x -= kToMiddle * ideal_ * at_[a].x;
      force_[a].y -= kToMiddle * ideal_ * at_[a].y;
    }
  }

  void attract() {
    for (Node node = 0; node < rows_.nodes(); ++node) {
      for (const auto other : rows_.of(node)) {
        if (other > node) push(node, other, -distance(node, other) / ideal_);
      }
    }
  }

  void move(double most) {
    for (std::size_t i = 0; i < at_.size(); ++i) {
      const auto strength = std::hypot(force_[i].x, force_[i].y);
      if (strength == 0) continue;
      const auto far = std::min(strength, most) / strength;
      at_[i].x += force_[i].x * far, at_[i].y += force_[i].y * far;
    }
  }

  // Whoever is tied to nobody is driven far off: they are called back to the edge of the others, who would share a
  // corner else. What stood further off still does.
  void call_back() {
    Place middle;
    for (const auto& at : at_) middle.x += at.x, middle.y += at.y;
    middle.x /= static_cast<double>(at_.size()), middle.y /= static_cast<double>(at_.size());
    std::vector<double> reach;
    for (const auto& at : at_) reach.push_back(std::hypot(at.x - middle.x, at.y - middle.y));
    auto sorted = reach;
    std::ranges::sort(sorted);
    const auto most = sorted[static_cast<std::size_t>(kMostOfThem * static_cast<double>(sorted.size() - 1))];
    for (std::size_t i = 0; i < at_.size(); ++i) {
      if (reach[i] <= most) continue;
      const auto nearer = most * (1 + kMargin * (1 - most / reach[i])) / reach[i];
      at_[i] = {middle.x + (at_[i].x - middle.x) * nearer, middle.y + (at_[i].y - middle.y) * nearer};
    }
  }

  std::vector<Place> onto_sheet() const {
    const auto [left, right] = std::ranges::minmax_element(at_, {}, &Place::x);
    const auto [top, bottom] = std::ranges::minmax_element(at_, {}, &Place::y);
    const auto wide = std::max(1e-9, right->x - left->x), high = std::max(1e-9, bottom->y - top->y);
    std::vector<Place> places;
    for (const auto& at : at_) places.push_back({(at.x - left->x) / wide, (at.y - top->y) / high});
    return places;
  }

  const Rows& rows_;
  double ideal_;
  std::vector<Place> at_, force_;
};

}  // namespace

std::vector<Place> layout(const Graph& graph) {
  if (graph.nodes() == 0) return {};
  if (graph.nodes() == 1) return {{0.5, 0.5}};
  return Springs(graph.around()).settle();
}

}  // namespace parvis::graph
