# Sourced by bin/install and bin/run: how far a long step is, on one line of a terminal, every tenth part elsewhere.

progress_began=$SECONDS
progress_shown=0

# progress WHAT STEP TOTAL: says that STEP of TOTAL is done, and guesses the rest once there is something to guess from.
progress() {
  local percent=$(($2 * 100 / $3)) passed=$((SECONDS - progress_began)) rest=''
  if [ "$passed" -ge 10 ] && [ "$percent" -ge 5 ]; then
    local left=$((passed * ($3 - $2) / $2))
    if [ "$left" -ge 90 ]; then rest=", about $(((left + 30) / 60)) minutes left"; else rest=", about $left seconds left"; fi
  fi
  if [ -t 1 ]; then
    printf '\r\033[K%s: %d %% (%d of %d)%s' "$1" "$percent" "$2" "$3" "$rest"
  elif [ "$3" -ge 20 ] && [ $((percent / 10)) -gt $((progress_shown / 10)) ]; then
    echo "$1: $percent % ($2 of $3)$rest"
  fi
  progress_shown=$percent
}

# Before the first step, and after the last one.
progress_start() { progress_began=$SECONDS progress_shown=0; }
progress_end() { if [ -t 1 ]; then printf '\r\033[K'; fi; }
