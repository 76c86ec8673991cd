"""What can be wrong with the brief's own material, told in one sentence each."""


class BriefError(Exception):
    """Something of the brief is wrong: the message says where, which rule and how to mend it."""


class DataError(BriefError):
    """A table, or what `datapackage.json` says of it, breaks a rule."""
