#!/bin/sh
# Find a Python that can make the environment, and let it: tools/setup.py. Says in one sentence what is missing.
# usage: sh tools/setup.sh PYTHON [book|tests]
set -eu
python=$1
shift

say() { printf '%s\n' "$*" >&2; }

command -v "$python" >/dev/null 2>&1 || {
  say "setup: '$python' was not found; install Python 3.11 or later, or name one: make book PYTHON=python3.12"
  exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  say "setup: $("$python" --version 2>&1) is too old; the book needs Python 3.11 or later: make book PYTHON=python3.12"
  exit 1
}
exec "$python" tools/setup.py "$@"
