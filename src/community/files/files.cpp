#include "community/files/files.h"

#include "core/blobs/open_blobs.h"

namespace parvis::community {

Files::Files(const config::Settings& settings)
    : blobs_(blobs::open_blobs(settings)), workshop_(media::workshop_options(settings)) {}

}  // namespace parvis::community
