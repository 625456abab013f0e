// One pass over one file of a dump: which rows it takes, what stands against one, how one is written. Stages have no
// state; reading happens on one thread, the rest on another.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/stackexchange/desk.h"
#include "exchange/stackexchange/dump_items.h"
#include "exchange/stackexchange/wanted.h"

namespace parvis::exchange {

using Items = std::vector<std::unique_ptr<Item>>;

class Stage {
 public:
  virtual ~Stage() = default;
  virtual std::string_view name() const = 0;  // "members"; what progress shows and a checkpoint remembers
  virtual std::string_view file() const = 0;  // "Users.xml"
  // Whether this pass reports the rows that cannot be read at all; of two passes over a file, the first does.
  virtual bool reports_malformed() const { return true; }

  // The row as an item, or nothing when another pass takes it. Throws RefusedRow.
  virtual std::unique_ptr<Item> read(const DumpRow& row) const = 0;
  virtual ImportedKind kind(const Item& item) const = 0;
  // Adds the rows that will be asked for when the item is received.
  virtual void want(const Item& item, Wanted& wanted) const = 0;
  // Asks at once for what writing all of these will need, when the batch begins.
  virtual void prepare(Desk&, const Items&) const {}
  // Why the item cannot arrive among what has arrived; empty when it can. The same in a dry run.
  virtual std::string objection(Known& known, const Item& item) const = 0;
  // What the report says of an item that arrives all the same; mostly nothing.
  virtual std::string remark(Known& known, const Item& item) const = 0;
  // Writes the item and answers the identifier it has here. Only called when nothing stands against it.
  virtual std::int64_t write(Desk& desk, const Item& item) const = 0;
};

template <class SomeItem>
class StageOf : public Stage {
 public:
  virtual void want_for(const SomeItem&, Wanted&) const {}
  virtual std::string objection_to(Known&, const SomeItem&) const { return {}; }
  virtual std::string remark_on(Known&, const SomeItem&) const { return {}; }
  virtual std::int64_t write_item(Desk& desk, const SomeItem& item) const = 0;

  void want(const Item& item, Wanted& wanted) const final { want_for(static_cast<const SomeItem&>(item), wanted); }
  std::string objection(Known& known, const Item& item) const final {
    return objection_to(known, static_cast<const SomeItem&>(item));
  }
  std::string remark(Known& known, const Item& item) const final {
    return remark_on(known, static_cast<const SomeItem&>(item));
  }
  std::int64_t write(Desk& desk, const Item& item) const final {
    return write_item(desk, static_cast<const SomeItem&>(item));
  }
};

// "the question 5 is not in the dump"
std::string missing(std::string_view what, std::int64_t foreign);

const Stage& member_stage();
const Stage& tag_stage();
const Stage& question_stage();
const Stage& answer_stage();
const Stage& comment_stage();
const Stage& vote_stage();
const Stage& badge_stage();
const Stage& link_stage();
const Stage& history_stage();

// All of them in their order: what is pointed to comes before what points.
std::span<const Stage* const> stages();

}  // namespace parvis::exchange
