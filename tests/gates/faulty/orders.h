// What a faulty build is asked to do wrong, from the environment: PARVIS_FAULTS="power=7,lie=3,fail=write:12:once".
// The switches:
//   power=SEED          writes stay in memory until they are synced; some reach the disk early, torn at 512 bytes
//   late                none of them reaches the disk early
//   lie=K               of K syncs, one is real; the others only say so
//   normal              the database does not wait for the disk at each commit (synchronous=NORMAL)
//   fail=WHAT:N:HOW     the N-th WHAT (write, sync, truncate, open, allocation, new) fails, HOW: once or ever
//   swallow             what fails, by `fail` or for want of room, is reported as done
//   room=FILE           the disk holds as many bytes as the file says, counting its folder
//   blind               what is asked about the room left is answered without `room`
//   remembers           what is deleted stays in the database's file
//   filecopy            a backup copies the database's file, without its log and without a snapshot
//   longlog             the database's log is never taken over into its file
//   hasty               ends at once on SIGTERM
//   hoarding            gives no memory back
//   limitless           no limit of the server's holds
//   clock=FILE          the clock is so many seconds off as the file says, at each look
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parvis::faulty {

// The value of a switch ("" for one without), or nothing when it is not asked for.
std::optional<std::string> order(std::string_view name);
bool ordered(std::string_view name);

}  // namespace parvis::faulty
