"""stub"""


def bring_up_to_date() -> str:
    """Stub."""
    return ""
