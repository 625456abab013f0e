// The writing half of a connection: from an answer to bytes, at once as far as the socket takes them.
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include "core/http/connection.h"
#include "core/http/encoding.h"
#include "core/http/request_maker.h"
#include "core/ids.h"

namespace parvis::http {
namespace {

constexpr std::size_t kLongestBeginning = 64;  // of a first line, which tells whether a program asks

// What a person's browser may meet; the rest is said to programs that speak no proper HTTP.
bool is_for_people(int status) {
  return status == 400 || status == 408 || status == 413 || status == 414 || status == 431;
}

constexpr std::size_t kLeastProgress = 16 * 1024;  // per write time: slower is a reader that hardly reads

void run_refusal(Exchange& exchange) {
  auto& request = exchange.request;
  auto& engine = exchange.connection->lane().engine();
  try {
    exchange.answer = prepare(request, engine.refuse(request, exchange.refused), Compression::none);
  } catch (...) {
    exchange.answer = prepare(request, refusal(exchange.refused, request.target), Compression::none);
  }
}

}  // namespace

void run_exchange(const std::shared_ptr<Exchange>& exchange) {
  auto& request = exchange->request;
  auto& answer = exchange->answer;
  auto& lane = exchange->connection->lane();
  auto& engine = lane.engine();
  if (exchange->refused != 0) {
    run_refusal(*exchange);
    asio::post(lane.context(), [exchange] { exchange->connection->on_answer(*exchange); });
    return;
  }
  // Many visitors may have missed the same page at once: the first to be computed serves those still waiting.
  if (!exchange->key.empty()) answer.kept = engine.cache.find(exchange->key);
  if (!answer.kept) {
    const auto generation = engine.cache.generation();
    try {
      auto response = engine.dispatch(request);
      if (response.keep && !exchange->key.empty() && request.method == Method::get) answer.kept = kept_page(response);
      if (answer.kept) {
        engine.cache.put(exchange->key, answer.kept, *response.keep, generation);
      } else {
        const bool calm = engine.workers->waiting() <= engine.workers->workers();
        answer = prepare(request, std::move(response), calm ? Compression::fast : Compression::none);
      }
    } catch (...) {  // a dispatch must not throw; what escapes is ours to answer, not to explain
      answer = prepare(request, refusal(500, request.target), Compression::none);
    }
  }
  asio::post(lane.context(), [exchange] { exchange->connection->on_answer(*exchange); });
}

void Connection::on_answer(Exchange& exchange) {
  if (state_ != State::working) return;
  auto& answer = exchange.answer;
  // Before whoever asked can know of it: the next long body of theirs finds the place free.
  exchange.request.body = {};
  exchange.upload = {};
  exchange.stranger = {};
  if (lane_.engine().draining) keep_alive_ = false;
  bool goes_on = false;
  if (answer.kept) {
    const auto& request = exchange.request;
    const auto& page = *answer.kept;
    goes_on = answer_kept(page, std::move(answer.kept), accepts_gzip(request.header("accept-encoding")),
                          request.header("if-none-match"));
  } else {
    if (answer.live) prepare_stream(std::move(answer.live));
    if (answer.source) prepare_pieces(answer);
    own_body_ = std::move(answer.body);
    goes_on = write(answer.head, own_body_);
  }
  if (goes_on) process();
}

bool Connection::answer_kept(const KeptPage& page, std::shared_ptr<const KeptPage> owner, bool as_gzip,
                             std::string_view if_none_match) {
  kept_ = std::move(owner);
  if (!if_none_match.empty() && matches(if_none_match, page.etag)) return write(page.not_modified, {});
  if (as_gzip && !page.gzip_body.empty()) return write(page.gzip_head, page.gzip_body);
  return write(page.plain_head, page.plain_body);
}

// A head that could not be read: only what its first line seems to ask for is known.
bool Connection::refuse_head(int status) {
  const auto line = unread().substr(0, kLongestBeginning);
  exchange_ = std::make_shared<Exchange>();
  exchange_->request.target = line.find(kForPrograms) < line.find('/') + 1 ? kForPrograms : "/";
  exchange_->request.remote_address = peer_;
  return refuse(status);
}

bool Connection::refuse(int status) {
  auto& engine = lane_.engine();
  engine.refused.fetch_add(1, std::memory_order_relaxed);
  auto exchange = exchange_ ? std::move(exchange_) : std::make_shared<Exchange>();
  exchange_.reset();
  body_.reset();
  head_only_ = false;
  keep_alive_ = false;
  request_id_ = id_text(next_id());
  auto& request = exchange->request;
  const bool for_programs = request.target.starts_with(kForPrograms);
  if (!engine.refuse || !is_for_people(status)) return refuse_in_words(status, request.target);
  request.method = Method::get;
  request.path = request.target = for_programs ? kForPrograms : "/";
  request.query = request.form = {};
  request.body.clear();
  request.id = request_id_;
  exchange->key.clear();
  exchange->refused = status;
  exchange->connection = shared_from_this();
  state_ = State::working;
  deadline_ = 0;
  if (engine.workers->submit([exchange] { run_exchange(exchange); })) return false;
  return refuse_in_words(status, request.target);
}

bool Connection::refuse_in_words(int status, std::string_view target) {
  auto answer = prepare(Request{}, refusal(status, target), Compression::none);
  own_body_ = std::move(answer.body);
  return write(answer.head, own_body_);
}

// `body` belongs to own_body_ or kept_. True when all of it is written and the next request may be read.
bool Connection::write(std::string_view head, std::string_view body) {
  state_ = State::writing;
  if (after_ != After::stream && after_ != After::pieces) after_ = keep_alive_ ? After::next_request : After::close;
  auto& tail = lane_.tail;
  tail.clear();
  append_tail(tail, {request_id_, secure_, after_ != After::next_request, old_version_ && keep_alive_});
  if (head_only_) body = {};
  const std::array<asio::const_buffer, 3> parts{asio::buffer(head), asio::buffer(tail), asio::buffer(body)};
  boost::system::error_code error;
  auto written = socket_.write_some(parts, error);
  if (error && error != asio::error::would_block) {
    close();
    return false;
  }
  if (written == head.size() + tail.size() + body.size()) return answered();
  const auto take = [&written](std::string_view part) {
    const auto taken = std::min(written, part.size());
    written -= taken;
    return part.substr(taken);
  };
  rest_head_ = take(head);
  rest_head_ += take(tail);
  rest_body_ = take(body);
  written_since_ = 0;
  set_deadline(lane_.engine().options.limits.write_time);
  write_rest();
  return false;
}

void Connection::write_rest() {
  const std::array<asio::const_buffer, 2> parts{asio::buffer(rest_head_), asio::buffer(rest_body_)};
  socket_.async_write_some(parts, [self = shared_from_this()](const boost::system::error_code& error,
                                                              std::size_t count) { self->on_written(error, count); });
}

void Connection::on_written(const boost::system::error_code& error, std::size_t count) {
  if (state_ != State::writing) return;
  if (error) return close();
  written_since_ += count;
  if (written_since_ >= kLeastProgress) {
    written_since_ = 0;
    set_deadline(lane_.engine().options.limits.write_time);
  }
  const auto of_head = std::min(count, rest_head_.size());
  rest_head_.erase(0, of_head);
  rest_body_.remove_prefix(count - of_head);
  if (!rest_head_.empty() || !rest_body_.empty()) return write_rest();
  if (answered()) process();
}

bool Connection::answered() {
  deadline_ = 0;
  kept_.reset();
  rest_body_ = {};
  if (!own_body_.empty()) own_body_ = std::string();
  if (after_ == After::close) {
    linger();
    return false;
  }
  if (after_ == After::stream) {
    start_stream();
    return false;
  }
  if (after_ == After::pieces) {
    ask_for_piece();
    return false;
  }
  state_ = State::head;
  return true;
}

}  // namespace parvis::http
