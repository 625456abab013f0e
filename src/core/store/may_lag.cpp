#include "core/store/may_lag.h"

namespace parvis::store {
namespace {

thread_local int alive = 0;

}  // namespace

MayLag::MayLag() { ++alive; }
MayLag::~MayLag() { --alive; }
bool MayLag::here() { return alive > 0; }

}  // namespace parvis::store
