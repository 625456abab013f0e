#!/usr/bin/env bash
# Tries the Debian package for real, in a fresh Debian 12 of its own: it installs, starts, is upgraded with what people
# wrote and what the administrator set, is removed, comes back and is purged. `bin/package --try` runs it, as root:
#   tests/package/try.sh PACKAGE.deb [FOLDER]    FOLDER: a fresh debootstrap of bookworm, copied; preset: make one
# Services are not started by systemd there: the unit is read by systemd-analyze, and its ExecStart run by hand. Where a
# root cannot be made, it says so. The last line counts: "N passed, N failed".
set -uo pipefail

package=$(realpath "$1") base=${2:-}
unit=lib/systemd/system/parvis.service
passed=0 failed=0

skip() { echo "skip  Debian package: $1"; echo "0 passed, 0 failed"; exit 0; }
[ "$(id -u)" = 0 ] || skip "a fresh root takes root (chroot)"
command -v chroot >/dev/null && command -v unshare >/dev/null || skip "chroot or unshare is missing"
[ -n "$base" ] || command -v debootstrap >/dev/null || skip "debootstrap is not installed"
# Mounts of its own, gone with this process.
if [ -z "${PARVIS_UNSHARED:-}" ]; then
  unshare --mount --propagation private true 2>/dev/null || skip "this machine allows no mounts"
  PARVIS_UNSHARED=1 exec unshare --mount --propagation private "$0" "$@"
fi

work=$(mktemp -d)
root=$work/root
log=$work/log
server=
end() {
  [ -z "$server" ] || kill -KILL "$server" 2>/dev/null
  umount "$root/proc" "$root/dev" 2>/dev/null
  rm -rf --one-file-system "$work"
}
trap end EXIT
trap 'exit 130' INT TERM

check() {
  local name=$1; shift
  if "$@" >"$log" 2>&1; then passed=$((passed + 1)); echo "ok    $name"
  else failed=$((failed + 1)); echo "FAIL  $name"; tail -n 20 "$log" | sed 's/^/      /'; fi
}
finish() { echo "$passed passed, $failed failed"; [ "$failed" = 0 ]; exit; }

surroundings=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive)
as_parvis=(setpriv --reuid=parvis --regid=parvis --init-groups --no-new-privs)
inside() { chroot "$root" "${surroundings[@]}" "$@"; }
apt() { inside apt-get -q -y -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold "$@"; }
as_service() { inside "${as_parvis[@]}" "$@"; }

# What the unit runs, on any free port, as its user. Sets `server` and `address`.
start_service() {
  local line said=$work/said
  line=$(sed -n 's/^ExecStart=//p' "$root/$unit")
  # shellcheck disable=SC2086
  (exec chroot "$root" "${surroundings[@]}" "${as_parvis[@]}" env PARVIS_SERVER_PORT=0 $line) >"$said" 2>&1 &
  server=$!  # each of these becomes the next: it is the program's own
  address=
  for _ in $(seq 200); do
    address=$(grep -Eo 'http://127\.0\.0\.1:[0-9]+' "$said" | head -n 1)
    [ -z "$address" ] || return 0
    kill -0 "$server" 2>/dev/null || break
    sleep 0.05
  done
  cat "$said"; return 1
}
answers() { curl -fsS --max-time 10 "$address/health" && curl -fsS --max-time 10 -o /dev/null "$address/"; }
stop_service() { local status=0; kill -TERM "$server" && { wait "$server" || status=$?; }; server=; [ "$status" = 0 ]; }

# The package once more under a lower number: what is upgraded from. The schema is the same; that an older schema is
# brought up to date is for the tests of migrations.
make_older() {
  dpkg-deb -R "$package" "$work/older" && sed -i 's/^Version: .*/Version: 0.0.1/' "$work/older/DEBIAN/control" &&
    dpkg-deb --root-owner-group -b "$work/older" "$root/older.deb" && rm -rf "$work/older"
}

mode_is() { [ "$(stat -c '%a %U:%G' "$root/$1" 2>/dev/null || true)" = "$2" ] || { stat "$root/$1"; return 1; }; }
# By the names of the fresh root, which alone knows the user.
owned() { [ "$(inside stat -c '%a %U:%G' "/$1")" = "$2" ] || { inside stat "/$1"; return 1; }; }
installed_well() {
  owned var/lib/parvis '700 parvis:parvis' && owned etc/parvis/parvis.toml '640 root:parvis' &&
    owned etc/parvis '750 root:parvis' && [ "$(readlink "$root/var/lib/parvis/parvis.toml")" = /etc/parvis/parvis.toml ] &&
    inside parvis --version
}
add_member() { as_service parvis member add --data /var/lib/parvis --name 'Ana Lopes' --email ana@square.example --role manager; }
has_member() { ! as_service parvis member add --data /var/lib/parvis --name 'Ana Lopes' --email ana@square.example; }
back_up() { as_service parvis backup --data /var/lib/parvis; }
backup_is_whole() {
  local one
  one=$(cd "$root" && ls var/lib/parvis/backups/backup-*.tar.zst) && as_service parvis backup --verify "/$one"
}
is_sound() { as_service parvis check --data /var/lib/parvis; }
set_something() { echo '# mine' >>"$root/etc/parvis/parvis.toml"; }
kept_settings() { grep -q '^# mine$' "$root/etc/parvis/parvis.toml"; }
unit_is_right() { inside systemd-analyze verify --man=no "/$unit" && ! grep -q parvis "$log"; }
unit_is_shut_in() { inside systemd-analyze security --offline=true --threshold=25 --no-pager "/$unit"; }
is_removed() { [ ! -e "$root/usr/bin/parvis" ] && [ ! -e "$root/$unit" ] && kept_settings && [ -e "$root/var/lib/parvis/community.db" ]; }
# A picture of four points, made as the program has it made, by the user of the service.
make_picture() {
  base64 -d >"$root/run/points.png" <<'PNG'
iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAE0lEQVR42mP4z8DAAMIM/zk5OQEaKgMZWsSx5QAAAABJRU5ErkJggg==
PNG
  as_service sh -c '/usr/lib/parvis/parvis-media png words 536870912 10 </run/points.png' | head -n 1 | grep -x 'made 2 2 [0-9]*'
}
media_is_shut_in() {
  as_service /usr/lib/parvis/parvis-media probe | tee "$work/probe" && grep -qx 'filtered: yes' "$work/probe" &&
    [ "$(grep -c ': no$' "$work/probe")" = 6 ]
}
purge() { apt purge parvis && grep -q 'still in /var/lib/parvis' "$log"; }
is_purged() { [ ! -e "$root/etc/parvis" ] && [ -e "$root/var/lib/parvis/community.db" ] && [ ! -L "$root/var/lib/parvis/parvis.toml" ]; }
# Files of the root without those that any package leaves: lists, logs and caches of apt and dpkg, and the copies that
# adduser makes of what it changes (/etc/shadow-).
listing() { (cd "$root" && find . -xdev \( -path './etc/*-' -o -path ./run -o -path ./proc -o -path ./dev -o -path ./tmp -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/cache -o -path ./var/log \) -prune -o -print | sort); }
nothing_left() {
  listing >"$work/after"
  diff "$work/before" "$work/after" && ! grep -q '^parvis:' "$root/etc/passwd" "$root/etc/group"
}

if [ -n "$base" ]; then cp -a "$base" "$root"
else debootstrap --variant=minbase bookworm "$root" >"$log" 2>&1 || { tail -n 5 "$log"; skip "debootstrap could not make a root"; }
fi
mkdir -p "$root/proc" "$root/dev"
mount -t proc proc "$root/proc" && mount --bind /dev "$root/dev" || skip "this machine allows no mounts"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$package" "$root/parvis.deb"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" && chmod 0755 "$root/usr/sbin/policy-rc.d"
check "an older package is made" make_older
apt update >"$log" 2>&1 || { tail -n 5 "$log"; skip "Debian's packages cannot be reached"; }

# With what it depends on, so that the comparison at the end sees what is the package's own.
depends=$(dpkg-deb -f "$package" Depends | tr ',' '\n' | sed 's/[(|].*//; s/ //g')
# shellcheck disable=SC2086
check "Debian 12 has all it depends on" apt install --no-install-recommends systemd $depends
listing >"$work/before"

check "installs" apt install --no-install-recommends /older.deb
check "has its user, its folder and its settings, closed to others" installed_well
check "its unit is right" unit_is_right
check "its unit is shut in (below 2.5)" unit_is_shut_in
check "starts as its unit says" start_service
check "answers" answers
check "makes a picture apart" make_picture
check "the process that makes pictures is shut in" media_is_shut_in
check "takes a member beside the running program" add_member
check "is backed up while it runs" back_up
check "ends when told to" stop_service
set_something
check "is upgraded" apt install --no-install-recommends /parvis.deb
check "keeps the settings" kept_settings
check "keeps the members" has_member
check "reads the backup of before" backup_is_whole
check "is sound" is_sound
check "starts again" start_service
check "answers again" answers
check "ends again" stop_service
check "is removed" apt remove parvis
check "leaves settings and community" is_removed
check "comes back" apt install --no-install-recommends /parvis.deb
check "with its members" has_member
check "is purged, and says where the community is" purge
check "leaves the community alone" is_purged
rm -rf "${root:?}/var/lib/parvis/"*
check "comes back to an empty folder" apt install --no-install-recommends /parvis.deb
check "is purged to the end" apt purge parvis
check "leaves nothing behind" nothing_left
finish
