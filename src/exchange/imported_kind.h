// What kinds of rows an import remembers in the table `imported`, so that a second run knows them again. The numbers
// are for ever.
#pragma once

namespace parvis::exchange {

enum class ImportedKind {
  space = 1,
  member = 2,
  tag = 3,
  question = 4,
  answer = 5,
  tag_text = 6,
  comment = 7,
  vote = 8,
  badge = 9,
  link = 10,
  history = 11,
  accepted = 12,     // an answer a question accepts: to the thread; the answer itself may come later
  tag_of_text = 13,  // a post that describes a tag: to the tag
};

}  // namespace parvis::exchange
