"""What can be wrong with the brief's own material, and with publishing it, told in one sentence each."""

import errno
import os
import shutil

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # what the system says of a disk that is full


def of_full_disk(problem: BaseException | None) -> BaseException | None:
    """Return what says that a disk is full, of a failure or of what led to it; None where nothing does."""
    while problem is not None:
        if isinstance(problem, shutil.Error):
            problem = _of_copies(problem) or problem
        if (isinstance(problem, OSError) and problem.errno in NO_ROOM) or _of_results(problem):
            return problem
        problem = problem.__cause__ or problem.__context__
    return None


def _of_copies(problem: shutil.Error) -> OSError | None:
    """Return what a copied folder met on a full disk, of which its error keeps the words alone."""
    for _source, copy, said in problem.args[0]:
        for number in NO_ROOM:
            if str(said).startswith(f"[Errno {number}]"):
                return OSError(number, os.strerror(number), str(copy))
    return None


def _of_results(problem: BaseException) -> bool:
    """Tell whether the database that keeps the results of chapters found no room."""
    return str(getattr(problem, "sqlite_errorname", "")).startswith(("SQLITE_FULL", "SQLITE_IOERR"))


class BriefError(Exception):
    """Something of the brief is wrong: the message says where, which rule and how to mend it."""


class DataError(BriefError):
    """A table, or what `datapackage.json` says of it, breaks a rule."""


class FetchError(BriefError):
    """A source cannot be asked or read: the message says which, what came, the rule and the way out."""


class PublishError(Exception):
    """The book cannot be made: the message says where, which rule and how to mend it."""
