// The part of a connection that writes a body made while it is written: a piece of it is made by a worker, written, and
// only then the next is asked for, so that a slow reader slows the making and nothing else. The connection ends with
// the answer.
#include <boost/asio/post.hpp>

#include "core/http/connection.h"

namespace parvis::http {

void Connection::prepare_pieces(Answer& answer) {
  source_ = std::make_shared<BodySource>(std::move(*answer.source));
  // Who speaks HTTP/1.0 knows the end of the body by that of the connection.
  if (!old_version_) answer.head += "Transfer-Encoding: chunked\r\n";
  after_ = After::pieces;
}

void Connection::ask_for_piece() {
  state_ = State::working;
  auto make = [self = shared_from_this(), source = source_] {
    std::string piece;
    bool goes_on = false, is_made = true;
    try {
      goes_on = (*source)(piece);
    } catch (...) {  // half a body is no body: the reader sees that it does not end
      is_made = false;
    }
    asio::post(self->lane_.context(), [self, piece = std::move(piece), goes_on, is_made]() mutable {
      if (self->state_ != State::working) return;
      if (!is_made) return self->close();
      self->on_piece(std::move(piece), goes_on);
    });
  };
  waits_for_worker_ = !lane_.engine().workers->submit(std::move(make));
}

void Connection::on_piece(std::string piece, bool goes_on) {
  own_body_ = old_version_ ? std::move(piece) : chunk(piece);
  if (!goes_on) {
    if (!old_version_) own_body_ += kLastChunk;
    source_.reset();
    after_ = After::close;
  }
  if (own_body_.empty()) {
    answered();
    return;
  }
  state_ = State::writing;
  rest_body_ = own_body_;
  written_since_ = 0;
  set_deadline(lane_.engine().options.limits.write_time);
  write_rest();
}

}  // namespace parvis::http
