#!/bin/sh
# Make .venv from the lock. Says in one sentence what is missing on the machine.
# usage: sh tools/setup.sh PYTHON LOCKFILE
set -eu
python=$1
lock=$2

say() { printf '%s\n' "$*" >&2; }

command -v "$python" >/dev/null 2>&1 || {
  say "setup: '$python' was not found; install Python 3.11 or later, or name one: make book PYTHON=python3.12"
  exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  say "setup: $("$python" --version) is too old; the book needs Python 3.11 or later: make book PYTHON=python3.12"
  exit 1
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || {
  say "setup: this Python cannot make environments; on Debian and Ubuntu: apt install python3-venv"
  exit 1
}

printf 'setup    making the environment in .venv (once; about a minute)\n'
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/pip install -q --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
