"""The start of every command of a brief: Ctrl-C while its modules are imported ends it in a sentence, too."""

from __future__ import annotations

from press.system import ctrl_c


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    ctrl_c.ends_at_once()
    from press.commands import main as run

    return run(arguments)
