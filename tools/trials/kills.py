"""Commands killed at moments of chance, by `kill -9`: the last book and the tables stay whole."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from press.system import digests
from tools.trials import small_book
from tools.trials.small_book import SmallBook


class Killing:
    """One book, and for each kind of command what goes before it and what must hold after it."""

    def __init__(self, book: SmallBook, via: str, chance: random.Random) -> None:
        self.book, self.via, self.chance = book, via, chance
        self.kept = shutil.copytree(book.project / "data", book.top / "data-kept")
        self.seconds: dict[str, float] = {}

    def prepare(self, kind: str) -> tuple[str, ...]:
        """Bring the project to where a command of the kind has work to do; return the command."""
        project = self.book.project
        if kind == "cold":
            shutil.rmtree(project / "_build", ignore_errors=True)
        if kind in ("cold", "edit"):
            self.book.edit(1 - self.book.state)
            return ("book",)
        if kind == "edition":
            self.forget_edition()
            if self.book.state:  # an edition is of a commit: there is one, of the first state
                self.book.edit(0)
                self.book.build()
            return ("edition", self.book.edition)
        self.restore()
        if kind == "refresh":
            self.book.spoil()
            return ("refresh",)
        if kind == "forecast":
            self.book.forget_forecasts()
        else:
            small_book.without_last_row(project / "data" / f"{self.book.fetched}.csv")
        self.book.run("refresh")
        fetch = ("fetch", "--yes", "--quick", "--via", self.via, self.book.fetched)
        return ("forecast",) if kind == "forecast" else fetch

    def forget_edition(self) -> None:
        """Take the edition's file away: the book offers it, and is another with it."""
        (self.book.project / "editions" / f"{self.book.edition}.json").unlink(missing_ok=True)

    def restore(self) -> None:
        """Bring the tables back."""
        data = self.book.project / "data"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.kept, data)

    def once(self, kind: str) -> Iterator[str]:
        """Kill one command at a moment of chance; yield what is wrong afterwards."""
        command = self.prepare(kind)
        before = digests.take(self.book.project, ["data"])
        process = self.book.start(*command)
        time.sleep(self.chance.uniform(0.02, 1.0) * self.seconds[kind])
        small_book.kill(process)
        yield from filter(None, (self.book.is_whole(), small_book.left_over(self.book.project)))
        if kind in ("refresh", "forecast", "fetch"):
            yield from self.tables(kind, before, command)
        if kind == "edition":
            yield from self.edition(command)
        yield from filter(None, (self.book.build(),))
        book = small_book.sums(self.book.project / "_build")
        if told := small_book.differing(book, self.book.both[self.book.state]):
            yield f"the next build is no clean one: {told}"

    def tables(self, kind: str, before: digests.Digests, command: tuple[str, ...]) -> Iterator[str]:
        """Yield what is wrong with the tables: the command can be repeated, and has the same effect."""
        code, said = self.book.run(*command)
        if code:
            yield f"{kind} after the kill ended with {code}: {said[-300:]}"
        elif not digests.changed(before, digests.take(self.book.project, ["data"])):
            yield f"{kind} after the kill changed nothing: {said[-300:]}"
        self.restore()

    def edition(self, command: tuple[str, ...]) -> Iterator[str]:
        """Yield what is wrong with the edition's file: it is there whole or not at all, and can be made."""
        folder = self.book.project / "editions"
        for path in sorted(folder.glob("*.json")):
            try:
                json.loads(path.read_text(encoding="utf-8"))
            except ValueError:
                yield f"{path.name} is broken"
        self.forget_edition()
        code, said = self.book.run(*command)
        if code:
            yield f"edition after the kill ended with {code}: {said[-300:]}"
        self.forget_edition()

    def measure(self, kind: str) -> None:
        """Run a command of the kind once to its end, to know how long that takes."""
        command = self.prepare(kind)
        begun = time.monotonic()
        code, said = self.book.run(*command)
        self.seconds[kind] = time.monotonic() - begun
        if code:
            raise SystemExit(f"{kind} fails without a kill: {said}")
        self.forget_edition()
        self.restore()


def trial(book: SmallBook, count: int, seed: int, tell: Callable[[str], None]) -> int:
    """Kill so many commands, the kinds in turn; tell each that was not borne, return how many."""
    chance, failed, kinds = random.Random(seed), 0, book.commands
    with ExitStack() as stack:
        via = stack.enter_context(small_book.mirror(book.answer, book.served()))
        killing = Killing(book, via, chance)
        _ = book.both
        for kind in kinds:
            killing.measure(kind)
            tell(f"{kind}: {killing.seconds[kind]:.1f} s without a kill")
        for number in range(count):
            kind = kinds[number % len(kinds)]
            wrong = list(killing.once(kind))
            failed += bool(wrong)
            tell(f"kill {number + 1}, {kind}: {'; '.join(wrong) or 'whole'}")
    return failed
