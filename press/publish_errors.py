"""What can go wrong in publishing, told in one sentence each."""


class PublishError(Exception):
    """The book cannot be made: the message says where, which rule and how to mend it."""
