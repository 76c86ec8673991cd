"""The words of a command line: what is wrong is told in a sentence, with the one command's line."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Iterable
from typing import NoReturn

_CHOICE = re.compile(r"(?:argument (?P<what>\S+): )?invalid choice: '(?P<word>[^']*)'")
_NUMBER = re.compile(r"argument (?P<what>\S+): invalid int value: '(?P<word>[^']*)'")


class Parser(argparse.ArgumentParser):
    """A parser whose refusals are sentences; its commands get parsers of the same kind."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the words that were given, and end with the exit code 2."""
        found = _CHOICE.match(message)
        if found:
            known = self._choices(found["what"] or "")
            message = f"{self.prog} knows no {found['word']}{_near(found['word'], known)}"
        elif found := _NUMBER.match(message):
            message = f"{self.prog}: {found['what']} takes a whole number, and is {found['word']}"
        usage = " ".join(self.format_usage().split()) if self._subparsers is None else ""
        self.exit(2, "\n" + "\n".join(filter(None, (message, usage))) + "\n")

    def read(self, arguments: list[str] | None) -> argparse.Namespace:
        """Return what a command line says. Ends with a sentence for a word that its command does not know."""
        chosen, left = self.parse_known_args(arguments)
        if left:
            of_command = self._of(chosen.command)
            taken = [one for one in of_command._actions if not isinstance(one, argparse._HelpAction)]
            options = [option for action in taken for option in action.option_strings]
            words = [word.partition("=")[0] for word in left if word.startswith("-")] or left
            of_command.error(f"{of_command.prog} does not know {words[0]}{_near(words[0], options)}")
        return chosen

    def _of(self, command: str) -> argparse.ArgumentParser:
        """Return the parser of one command."""
        found: argparse.ArgumentParser = self._commands().choices[command]
        return found

    def _commands(self) -> argparse._SubParsersAction[argparse.ArgumentParser]:
        return next(one for one in self._actions if isinstance(one, argparse._SubParsersAction))

    def _choices(self, what: str) -> Iterable[str]:
        """Return what an argument may be."""
        actions = [one for one in self._actions if what in (*one.option_strings, one.dest)]
        return [str(choice) for one in actions for choice in one.choices or ()]


def _near(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean X?" for the word that is nearest, or which there are."""
    near = difflib.get_close_matches(word, list(known), 1)
    way = f"there are {', '.join(known)}" if list(known) else "take it out"
    return f"; did you mean {near[0]}?" if near else f"; {way}"
