#include "core/html/qr_code.h"

#include <qrcodegen/QrCode.hpp>
#include <string>

namespace parvis::html {
namespace {

constexpr int kBorder = 4;

std::string path_of(const qrcodegen::QrCode& code) {
  std::string path;
  for (int y = 0; y < code.getSize(); ++y) {
    for (int x = 0; x < code.getSize(); ++x) {
      if (!code.getModule(x, y)) continue;
      path += "M" + std::to_string(x + kBorder) + " " + std::to_string(y + kBorder) + "h1v1h-1z";
    }
  }
  return path;
}

}  // namespace

void write_qr_code(Writer& out, std::string_view text, std::string_view label) {
  const auto code = qrcodegen::QrCode::encodeText(std::string(text).c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
  const auto side = std::to_string(code.getSize() + 2 * kBorder);
  out.open("svg", {{"class", "qr"},
                   {"viewBox", "0 0 " + side + " " + side},
                   {"role", "img"},
                   {"aria-label", label},
                   {"shape-rendering", "crispEdges"}});
  out.open("rect", {{"width", side}, {"height", side}, {"fill", "#fff"}}).close();
  out.open("path", {{"d", path_of(code)}, {"fill", "#000"}}).close();
  out.close();
}

}  // namespace parvis::html
