#!/bin/sh
# Says what the system lacks, with the line that installs it. Usage: check_system.sh PYTHON
python=${1:-python3}
missing=""
lack() { missing="$missing\n  $1\n      $2"; }

if ! command -v "$python" >/dev/null 2>&1; then
  lack "Python 3.11 or newer" "apt-get install python3 python3-venv     |  dnf install python3"
elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  lack "Python 3.11 or newer (found $("$python" --version 2>&1))" "name another: make run PYTHON=python3.12"
elif ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
  lack "Python's venv module" "apt-get install python3-venv"
fi
if ! command -v c++ >/dev/null 2>&1 && ! command -v g++ >/dev/null 2>&1 && ! command -v clang++ >/dev/null 2>&1; then
  lack "a C++ compiler" "apt-get install g++     |  dnf install gcc-c++"
fi
if [ "$(uname -s)" = Linux ]; then
  if [ -r /proc/cpuinfo ] && ! grep -qw avx2 /proc/cpuinfo; then
    echo "Note: this CPU has no AVX2; drafts and vector search will not run, the rest will." >&2
  fi
  if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v ldconfig >/dev/null 2>&1; then
    for pair in libEGL.so.1:libegl1 libxcb-cursor.so.0:libxcb-cursor0 libxkbcommon-x11.so.0:libxkbcommon-x11-0 \
                libxcb-icccm.so.4:libxcb-icccm4 libxcb-keysyms.so.1:libxcb-keysyms1 libdbus-1.so.3:libdbus-1-3 \
                libfontconfig.so.1:libfontconfig1; do
      ldconfig -p | grep -q "${pair%%:*}" || lack "the system library ${pair%%:*}" "apt-get install ${pair##*:}"
    done
  fi
fi
if [ -n "$missing" ]; then
  # shellcheck disable=SC2059 - the text is ours and holds the line breaks
  printf "This machine lacks:$missing\n" >&2
  exit 1
fi
