// The reading half of a connection: from bytes to a request, and the decision who answers it.
#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <cstring>

#include "core/http/cache_key.h"
#include "core/http/connection.h"
#include "core/http/encoding.h"
#include "core/http/request_maker.h"
#include "core/ids.h"

namespace parvis::http {
namespace {

constexpr int kAtOnce = 32;                   // pipelined requests answered before other connections have their turn
constexpr std::size_t kShareOfStrangers = 4;  // one in so many of the places for long bodies
constexpr std::string_view kAssets = "/assets/";
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

void Connection::process() {
  for (int i = 0; i < kAtOnce; ++i) {
    const bool goes_on = state_ == State::head ? read_head() : state_ == State::body ? read_body() : false;
    if (!goes_on) return;
  }
  asio::post(lane_.context(), [self = shared_from_this()] { self->process(); });
}

bool Connection::read_head() {
  const auto& limits = lane_.engine().options.limits;
  while (unread().starts_with("\r\n")) {  // some clients end a body with a line too many
    begin_ += 2;
    scanned_ = 0;
  }
  const auto input = unread();
  if (input.empty()) {
    if (served_ && lane_.engine().draining) {
      linger();
      return false;
    }
    set_deadline(limits.idle_time);
    read_more();
    return false;
  }
  if (!head_begun_) set_deadline(limits.head_time);
  head_begun_ = true;
  const auto measured = measure_head(input, scanned_, limits.head_bytes);
  if (measured.status != 0) return refuse_head(measured.status);
  if (measured.size == 0) {
    read_more();
    return false;
  }
  scanned_ = 0;
  head_begun_ = false;
  deadline_ = 0;
  served_ = true;
  lane_.count_request();
  auto& head = lane_.head;
  if (const int status = parse_head(input.substr(0, measured.size), head)) return refuse_head(status);
  begin_ += measured.size;
  return begin_request(head);
}

bool Connection::begin_request(const Head& head) {
  auto& engine = lane_.engine();
  head_only_ = head.method == Method::head;
  old_version_ = head.minor_version == 0;
  keep_alive_ = head.keep_alive && !engine.draining.load(std::memory_order_relaxed);
  secure_ = came_secure(head, engine.options);
  request_id_ = id_text(next_id());
  const bool kept_perhaps = may_be_kept(head, engine.policy);
  std::shared_ptr<const KeptPage> page;
  // The browser's files are the same for everybody, whoever is signed in.
  if (only_reads(head) && head.target.starts_with(kAssets))
    page = engine.files.find(head.target.substr(0, head.target.find('?')));
  if (!page && kept_perhaps) {
    write_cache_key(head, secure_, engine.policy, lane_.key);
    page = engine.cache.find(lane_.key);
  }
  if (page) {
    const auto& known = *page;
    return answer_kept(known, std::move(page), accepts_gzip(head.accept_encoding), head.if_none_match);
  }
  exchange_ = std::make_shared<Exchange>();
  if (const int status = make_request(head, peer_, engine.options, exchange_->request)) return refuse(status);
  exchange_->request.id = request_id_;
  if (kept_perhaps) exchange_->key = lane_.key;
  return head.body == BodyKind::none ? submit() : begin_body(head);
}

bool Connection::begin_body(const Head& head) {
  const auto& limits = lane_.engine().options.limits;
  const bool files = brings_files(head);
  body_.emplace(head.body, head.length, files ? limits.upload_bytes : limits.body_bytes);
  if (body_->status() != 0) return refuse(body_->status());
  if (files && !enter_uploads()) return refuse(503);
  if (head.expects_continue && unread().empty()) {
    boost::system::error_code error;
    if (socket_.write_some(asio::buffer(kContinue), error) != kContinue.size()) {
      close();
      return false;
    }
  }
  state_ = State::body;
  set_deadline(files ? limits.upload_time : limits.body_time);
  return true;
}

// A long body, to where files are taken, from who shows a session or a token. Its length is said beforehand, as
// browsers do. What is shown may be made up: those who are not known have a share of their own (enter_uploads).
bool Connection::brings_files(const Head& head) const {
  const auto& engine = lane_.engine();
  return head.body == BodyKind::length && head.length > engine.options.limits.body_bytes &&
         head.method == Method::post && engine.options.takes_files &&
         (head.has_authorization || carries_session(head, engine.policy)) &&
         engine.options.takes_files(head.target.substr(0, head.target.find('?')));
}

bool Connection::enter_uploads() {
  auto& engine = lane_.engine();
  boost::system::error_code error;
  const auto address = asio::ip::make_address(exchange_->request.remote_address, error);
  const auto& limits = engine.options.limits;
  // A made-up cookie costs nothing: those who show one cannot hold the places of those who are signed in.
  if (engine.options.knows_session && !engine.options.knows_session(exchange_->request)) {
    auto place = engine.strangers.enter(address, 1, std::max<std::size_t>(1, limits.uploads / kShareOfStrangers));
    if (!place) return false;
    exchange_->stranger = std::move(*place);
  }
  auto place = engine.uploads.enter(address, limits.uploads_per_address, limits.uploads);
  if (!place) return false;
  exchange_->upload = std::move(*place);
  return true;
}

bool Connection::read_body() {
  begin_ += body_->take(unread(), exchange_->request.body);
  if (body_->status() != 0) return refuse(body_->status());
  if (!body_->done()) {
    read_more();
    return false;
  }
  body_.reset();
  const auto most_text = lane_.engine().options.limits.body_bytes;
  if (const int status = read_form(exchange_->request, most_text)) return refuse(status);
  return submit();
}

bool Connection::submit() {
  state_ = State::working;
  deadline_ = 0;
  if (begin_ == end_) release_buffer();
  exchange_->connection = shared_from_this();
  auto exchange = std::exchange(exchange_, nullptr);
  auto& engine = lane_.engine();
  const auto method = exchange->request.method;
  auto& pool = method == Method::get || method == Method::head ? *engine.workers : *engine.writers;
  if (pool.submit([exchange] { run_exchange(exchange); })) return false;
  engine.refused.fetch_add(1, std::memory_order_relaxed);
  auto answer = prepare(exchange->request, refusal(503, exchange->request.target), Compression::none);
  own_body_ = std::move(answer.body);
  return write(answer.head, own_body_);
}

void Connection::read_more() {
  if (waits_for_bytes_) return;
  if (!buffer_.bytes) buffer_ = lane_.take_buffer();
  if (begin_ > 0) {
    std::memmove(buffer_.bytes.get(), buffer_.bytes.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.capacity) {  // a long head: at most the limit and what one read adds
    ReadBuffer larger{std::make_unique_for_overwrite<char[]>(buffer_.capacity * 2), buffer_.capacity * 2};
    std::memcpy(larger.bytes.get(), buffer_.bytes.get(), end_);
    lane_.give_back(std::exchange(buffer_, std::move(larger)));
  }
  waits_for_bytes_ = true;
  socket_.async_read_some(asio::buffer(buffer_.bytes.get() + end_, buffer_.capacity - end_),
                          [self = shared_from_this()](const boost::system::error_code& error, std::size_t count) {
                            self->on_read(error, count);
                          });
}

void Connection::on_read(const boost::system::error_code& error, std::size_t count) {
  waits_for_bytes_ = false;
  if (state_ == State::closed) return;
  if (state_ == State::lingering) return read_and_drop();
  if (error == asio::error::operation_aborted) {
    release_buffer();
    return wait_without_buffer();
  }
  if (error) return close();
  end_ += count;
  process();
}

// A long idle connection costs no buffer: only when bytes are there is one taken.
void Connection::wait_without_buffer() {
  socket_.async_wait(Socket::wait_read, [self = shared_from_this()](const boost::system::error_code& error) {
    if (self->state_ == State::lingering) return self->read_and_drop();
    if (self->state_ != State::head) return;
    if (error) return self->close();
    self->read_more();
  });
}

}  // namespace parvis::http
