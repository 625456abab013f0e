// One visitor's connection, as a state machine on its lane's thread: read a head, perhaps a body, answer, again. Kept
// pages are answered at once; other requests go to a worker as an Exchange and come back. While an answer is awaited
// or written nothing is read, so a visitor who sends without reading is slowed by TCP itself. Owned by its lane;
// pending socket operations and the worker's Exchange hold it too, until they end.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/http/body_reader.h"
#include "core/http/lane.h"
#include "core/http/wire.h"
#include "core/live/hub.h"

namespace parvis::http {

// One request on its way through a worker.
struct Exchange {
  std::shared_ptr<Connection> connection;
  Request request;
  AddressCounts::Place upload;    // held by a long body
  AddressCounts::Place stranger;  // and this one, when nobody knows its session
  std::string key;                // of the page cache; empty: not to be kept
  int refused = 0;                // the server refuses it with this status; 0: to be dispatched
  Answer answer;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Lane& lane, Socket socket, std::string peer, AddressCounts::Place place);
  ~Connection();

  void start();
  void on_tick(std::int64_t clock);
  void on_wake();  // its event stream has something to write
  void drain();    // close when idle, else after the answer
  void close();
  void on_answer(Exchange& exchange);
  Lane& lane() { return lane_; }

  std::size_t position = 0;  // in the lane's list

 private:
  enum class State { head, body, working, writing, streaming, lingering, closed };
  enum class After { next_request, stream, pieces, close };

  void linger();
  void read_and_drop();

  // connection_read.cpp. Each step returns true when the next may follow at once.
  void process();
  bool read_head();
  bool begin_request(const Head& head);
  bool begin_body(const Head& head);
  bool brings_files(const Head& head) const;
  bool enter_uploads();
  bool read_body();
  bool submit();
  void read_more();
  void on_read(const boost::system::error_code& error, std::size_t count);
  void wait_without_buffer();
  std::string_view unread() const { return {buffer_.bytes.get() + begin_, end_ - begin_}; }
  void release_buffer();

  // connection_write.cpp
  bool answer_kept(const KeptPage& page, std::shared_ptr<const KeptPage> owner, bool as_gzip,
                   std::string_view if_none_match);
  bool refuse(int status);
  bool refuse_head(int status);
  bool refuse_in_words(int status, std::string_view target);
  bool write(std::string_view head, std::string_view body);
  void write_rest();
  void on_written(const boost::system::error_code& error, std::size_t count);
  bool answered();

  // body_pieces.cpp
  void prepare_pieces(Answer& answer);
  void ask_for_piece();
  void on_piece(std::string piece, bool goes_on);

  // event_stream.cpp
  void prepare_stream(std::unique_ptr<live::Subscription> subscription);
  void start_stream();
  void tick_stream(std::int64_t clock);
  void end_stream();
  void write_events(std::string text);
  void write_events_rest();
  void on_events_written(std::size_t count);
  void watch_for_close();

  void set_deadline(std::chrono::milliseconds limit);

  Lane& lane_;
  Socket socket_;
  std::string peer_;
  AddressCounts::Place place_;
  State state_ = State::head;
  After after_ = After::next_request;
  std::int64_t deadline_ = 0;  // of the lane's clock; 0: none

  ReadBuffer buffer_;
  std::size_t begin_ = 0, end_ = 0, scanned_ = 0;
  bool waits_for_bytes_ = false;  // a read into the buffer is pending
  bool head_begun_ = false;       // the deadline of a head counts from its first byte

  // Of the request being answered.
  bool head_only_ = false;
  bool keep_alive_ = true;
  bool old_version_ = false;
  bool secure_ = false;
  bool served_ = false;  // at least one request
  std::string request_id_;
  std::shared_ptr<Exchange> exchange_;
  std::optional<BodyReader> body_;

  // What is not written yet.
  std::string rest_head_, own_body_;
  std::string_view rest_body_;  // of own_body_ or of kept_
  std::shared_ptr<const KeptPage> kept_;
  std::size_t written_since_ = 0;

  // Of an answer that is made while it is written.
  std::shared_ptr<BodySource> source_;
  bool waits_for_worker_ = false;  // all were taken: the next tick asks again

  struct Stream;
  std::unique_ptr<Stream> stream_;
};

// Runs the request on this worker thread and hands the answer back to the connection's lane.
void run_exchange(const std::shared_ptr<Exchange>& exchange);

}  // namespace parvis::http
