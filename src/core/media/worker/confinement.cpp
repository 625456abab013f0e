#include "core/media/worker/confinement.h"

#include <linux/audit.h>
#include <linux/close_range.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/sanitised.h"

namespace parvis::media {
namespace {

bool bound(__rlimit_resource resource, rlim_t most) {
  const rlimit limit{.rlim_cur = most, .rlim_max = most};
  return ::setrlimit(resource, &limit) == 0;
}

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

// What decoding, threads and the end of a process need. The rest answers EPERM, which libraries take for "not here".
constexpr std::array kAllowed{
    SYS_read,         SYS_write,         SYS_writev,          SYS_close,
    SYS_lseek,        SYS_fstat,         SYS_munmap,          SYS_mremap,
    SYS_madvise,      SYS_brk,           SYS_rt_sigaction,    SYS_rt_sigprocmask,
    SYS_rt_sigreturn, SYS_sigaltstack,   SYS_futex,           SYS_set_robust_list,
    SYS_gettid,       SYS_getpid,        SYS_tgkill,          SYS_exit,
    SYS_exit_group,   SYS_clock_gettime, SYS_clock_nanosleep, SYS_nanosleep,
    SYS_gettimeofday, SYS_getrandom,     SYS_sched_yield,     SYS_sched_getaffinity,
    SYS_getrusage,    SYS_sysinfo,       SYS_restart_syscall,
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_time
    SYS_time,
#endif
};

class Program {
 public:
  void load(std::size_t offset) { add(BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<std::uint32_t>(offset)); }
  void answer(std::uint32_t with) { add(BPF_RET | BPF_K, 0, 0, with); }
  // Passes over the next `count` when what is loaded is not `value`.
  void unless_equal_skip(std::uint32_t value, std::uint8_t count) { add(BPF_JMP | BPF_JEQ | BPF_K, 0, count, value); }
  void if_equal_skip(std::uint32_t value, std::uint8_t count) { add(BPF_JMP | BPF_JEQ | BPF_K, count, 0, value); }
  // Likewise, when none, or any, of these bits is set.
  void unless_set_skip(std::uint32_t bits, std::uint8_t count) { add(BPF_JMP | BPF_JSET | BPF_K, 0, count, bits); }
  void if_set_skip(std::uint32_t bits, std::uint8_t count) { add(BPF_JMP | BPF_JSET | BPF_K, count, 0, bits); }
  std::vector<sock_filter>& code() { return code_; }

 private:
  void add(int code, std::uint8_t if_true, std::uint8_t if_false, std::uint32_t value) {
    code_.push_back({static_cast<std::uint16_t>(code), if_true, if_false, value});
  }
  std::vector<sock_filter> code_;
};

constexpr std::size_t argument(int number) {
  return offsetof(seccomp_data, args) + 8 * static_cast<std::size_t>(number);
}

// Allows `call` when its argument (the low half, which all these flags are in) has, or lacks, the bits.
enum class When { all_set, none_set };
void allow_when(Program& program, long call, int number, std::uint32_t bits, When when) {
  program.unless_equal_skip(static_cast<std::uint32_t>(call), 4);
  program.load(argument(number));
  when == When::all_set ? program.unless_set_skip(bits, 1) : program.if_set_skip(bits, 1);
  program.answer(SECCOMP_RET_ALLOW);
  program.answer(SECCOMP_RET_ERRNO | EPERM);
}

std::vector<sock_filter> filter() {
  Program program;
  program.load(offsetof(seccomp_data, arch));
  program.if_equal_skip(kArchitecture, 1);
  program.answer(SECCOMP_RET_KILL_PROCESS);  // of another architecture no number means what it means here
  program.load(offsetof(seccomp_data, nr));
  for (const long call : kAllowed) {
    program.unless_equal_skip(static_cast<std::uint32_t>(call), 1);
    program.answer(SECCOMP_RET_ALLOW);
  }
  // Threads but no processes; clone3 hides its flags behind a pointer, and without it the C library takes clone.
  allow_when(program, SYS_clone, 0, CLONE_THREAD, When::all_set);
  program.unless_equal_skip(SYS_clone3, 1);
  program.answer(SECCOMP_RET_ERRNO | ENOSYS);
  allow_when(program, SYS_mmap, 2, PROT_EXEC, When::none_set);
  allow_when(program, SYS_mprotect, 2, PROT_EXEC, When::none_set);
  program.unless_equal_skip(SYS_prctl, 4);  // a thread's name, and nothing else
  program.load(argument(0));
  program.unless_equal_skip(PR_SET_NAME, 1);
  program.answer(SECCOMP_RET_ALLOW);
  program.answer(SECCOMP_RET_ERRNO | EPERM);
  program.answer(SECCOMP_RET_ERRNO | EPERM);
  return std::move(program.code());
}

}  // namespace

bool set_bounds(const Bounds& bounds) {
  ::close_range(3, ~0U, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::prctl(PR_SET_DUMPABLE, 0) != 0 || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  // A sanitised build reserves more addresses than any bound would leave it, and calls what no decoder does.
  if (!kSanitised && !bound(RLIMIT_AS, bounds.memory_bytes)) return false;
  const rlimit time{.rlim_cur = bounds.processor_seconds, .rlim_max = bounds.processor_seconds + 1};
  return ::setrlimit(RLIMIT_CPU, &time) == 0 && bound(RLIMIT_FSIZE, 0) && bound(RLIMIT_CORE, 0) &&
         bound(RLIMIT_MEMLOCK, 0);
}

Filter set_filter() {
  if (kSanitised || kArchitecture == 0) return Filter::unavailable;
  auto code = filter();
  const sock_fprog program{.len = static_cast<unsigned short>(code.size()), .filter = code.data()};
  if (::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) return Filter::unavailable;
  return Filter::set;
}

}  // namespace parvis::media
