#include "core/store/emptied_log.h"

namespace parvis::store {

void empty_log(Store& store) {
  if (auto* keeps = dynamic_cast<KeepsLog*>(&store)) keeps->empty_own_log();
}

}  // namespace parvis::store
