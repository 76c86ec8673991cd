"""What is wrong with the book becomes a sentence and an exit code, not a traceback."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from press.commands.places import BUILD
from press.errors import NO_ROOM, BriefError, PublishError, of_full_disk
from press.system import ctrl_c

_KEPT = "the last good book is where it was"


def tell_of_an_end() -> None:
    """Have SIGTERM say in a sentence that the command is ended by it, and end it as it would without one.

    Forks of this process, which inherit this, end without a word.
    """
    own = os.getpid()

    def ended(number: int, _frame: object) -> None:
        """Tell, and end by the same signal."""
        if os.getpid() == own:
            with contextlib.suppress(OSError):  # nobody reads it
                os.write(2, f"\nended by the signal {signal.Signals(number).name}; {_KEPT}\n".encode())
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    signal.signal(signal.SIGTERM, ended)


def guarded(command: Callable[[], object]) -> int:
    """Run a command; what is wrong becomes a sentence and the exit code 1, Ctrl-C a sentence and 130."""
    try:
        command()
        sys.stdout.flush()  # a full disk shows here, not when Python ends
    except KeyboardInterrupt:
        print(f"\n{ctrl_c.STOPPED}", file=sys.stderr)
        return ctrl_c.CODE
    except BrokenPipeError:  # of a process that helps, for the reader of the command may leave (`streams`)
        print(f"\na process of the build ended without a word; build again; {_KEPT}", file=sys.stderr)
        return 1
    except (BriefError, PublishError) as problem:
        full = of_full_disk(problem)
        print(f"\n{_of_the_disk(full) or problem}\n\nNothing was changed.", file=sys.stderr)
        return 1
    except PermissionError as problem:
        place = problem.filename or BUILD
        print(
            f"\n{place} cannot be written by you; see who owns it (ls -ld {place}), then take it over "
            f"(sudo chown -R $(id -un) {BUILD}) or remove it.\n\nNothing was changed.",
            file=sys.stderr,
        )
        return 1
    except Exception as problem:
        told = _of_the_disk(of_full_disk(problem) or problem)
        if not told:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"\n{told}", file=sys.stderr)
        return 1
    return 0


def _of_the_disk(problem: BaseException | None) -> str:
    """Return in a sentence what a disk, or what lies in `_build`, has to do with a failure; "" if nothing."""
    while problem is not None:
        place = getattr(problem, "filename", None)
        if isinstance(problem, OSError) and problem.errno in NO_ROOM:
            where = problem.filename2 or place or _fullest()  # of a copy the second is what is written
            return f"no space is left at {where}; make room and run it again"
        if isinstance(problem, OSError) and problem.errno == errno.EROFS:
            return f"{place or BUILD} is on a file system that is read-only; mount it for writing"
        if (
            isinstance(problem, _IN_THE_WAY)
            and place
            and Path(place).absolute().is_relative_to(BUILD.absolute())
        ):
            what = "a link that leads nowhere" if not Path(place).exists() else "a file"
            wrong = f"{what} stands where a folder belongs"
            if isinstance(problem, IsADirectoryError):
                wrong = "a folder stands where a file belongs"
            return f"{place} cannot be made: {wrong}; remove it and run it again"
        if type(problem).__module__ == "sqlite3":  # what keeps the results of chapters
            return (
                f"the results of the chapters cannot be kept in {BUILD.name}: {problem}; make room, or "
                "remove that folder, and run it again"
            )
        problem = problem.__cause__ or problem.__context__
    return ""


def _fullest() -> Path:
    """Return which of the folders that a build writes to has the least room."""
    places = [place for place in (BUILD, Path(tempfile.gettempdir())) if place.is_dir()]
    return min(places, key=lambda place: shutil.disk_usage(place).free, default=BUILD)


_IN_THE_WAY = (NotADirectoryError, FileExistsError, IsADirectoryError)
