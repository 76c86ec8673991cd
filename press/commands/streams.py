"""What a command says where nobody reads it any more: it goes on to its end, and says nothing.

A build whose reader left (`make book | head -1`) is finished all the same, and its exit code is that of its
work. So it is for one that was started without standard output.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Any

_NAMES = {1: "standard output", 2: "standard error"}


def keep_on() -> None:
    """Let this process say what it has to say, whether or not somebody reads it."""
    for number in range(3):
        _fill(number)
    sys.stdout, sys.stderr = _lasting(sys.stdout, 1), _lasting(sys.stderr, 2)


def _fill(number: int) -> None:
    """Put the file that takes all in the place of one that was closed: the next to be opened would get it."""
    try:
        os.fstat(number)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_RDWR), number)


def _lasting(stream: Any, number: int) -> Any:
    """Return a stream to the same file that outlives its reader; others stay."""
    if stream is None:  # Python found the file closed
        return io.TextIOWrapper(_Lasting(number, "w", closefd=False), encoding="utf-8", write_through=True)
    if type(stream) is not io.TextIOWrapper or stream.fileno() != number:
        return stream
    stream.flush()
    buffer = io.BufferedWriter(_Lasting(number, "w", closefd=False))
    lines = stream.line_buffering or stream.write_through
    return io.TextIOWrapper(
        buffer, stream.encoding, stream.errors, newline=None, line_buffering=lines, write_through=lines
    )


class _Lasting(io.FileIO):
    """A file of a process whose reader may leave."""

    def write(self, content: Any) -> int:
        """Write, or pass over what nobody reads. Raises OSError, with the file's name, for a full disk."""
        try:
            return super().write(content)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            return len(memoryview(content).cast("B"))
        except OSError as problem:
            name = _NAMES[self.fileno()]
            raise OSError(problem.errno, problem.strerror, name) from problem
