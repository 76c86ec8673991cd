"""What can be wrong with the brief's own material, and with publishing it, told in one sentence each."""

import errno

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # what the system says of a disk that is full


class BriefError(Exception):
    """Something of the brief is wrong: the message says where, which rule and how to mend it."""


class DataError(BriefError):
    """A table, or what `datapackage.json` says of it, breaks a rule."""


class FetchError(BriefError):
    """A source cannot be asked or read: the message says which, what came, the rule and the way out."""


class PublishError(Exception):
    """The book cannot be made: the message says where, which rule and how to mend it."""
