// An upgrade begins with a backup, and may be undone with it: the older database comes back, the newer one is set
// aside.
#pragma once

#include <filesystem>
#include <string>

#include "backup/restore.h"
#include "core/config/settings.h"
#include "core/store/store.h"

namespace parvis::backup {

// Makes "before-upgrade-to-9-….tar.zst" in the folder of backups when `store` holds a community that `store::migrate`
// would change; does nothing otherwise. Throws Fault with a sentence, and the upgrade must not begin, when the backup
// cannot be made or the disk has no room for it and for the upgrade.
void back_up_before_upgrade(store::Store& store, const config::Settings& settings);

// The last backup that an upgrade began with. Throws Fault when there is none.
std::filesystem::path last_before_upgrade(const config::Settings& settings);

enum class WhatFollowed { keep, lose };

struct RolledBack {
  Restored restored;
  std::int64_t lost = 0;            // acts since the backup
  std::filesystem::path set_aside;  // the newer database
};

// Returns to the backup, whatever its schema is: a program that knows it goes on from there. Throws Fault, nothing
// changed, when something is wrong with the archive, or when acts that followed would be lost and may not be.
RolledBack roll_back(const config::Settings& settings, const std::filesystem::path& archive, const Secret& passphrase,
                     WhatFollowed followed);

}  // namespace parvis::backup
