"""A process beside a Dask worker that runs chapters, one at a time: `python -m press.run.cluster ROOT`.

A worker may be forbidden children by `multiprocessing`, and its program is not the book's; this process runs
a chapter as a build does: in a kernel that is forked, with one process that draws. It reads orders, a line
of JSON each, and answers in lines; it ends when its input does.
"""

from __future__ import annotations

import functools
import hashlib
import io
import itertools
import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TextIO

from press.errors import BriefError, PublishError
from press.run import kernels, notebooks, stale
from press.run.cluster import state
from press.run.stale import Conditions
from press.system import scratch

Order = dict[str, Any]  # a chapter's path from the root, and `Terms` of the build
Answer = dict[str, Any]  # what `Result` holds, sums of the files read; or a problem


def main(root: Path) -> None:
    """Answer orders until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what is printed is no answer
    with scratch.folder() as folder:
        orders: SimpleQueue[str] = SimpleQueue()
        threading.Thread(target=_listen, args=(orders,), daemon=True).start()
        _serve(root, folder, orders, answers)


def _listen(orders: SimpleQueue[str]) -> None:
    """Hand on the lines of the input; end the process, whatever it does, when there are no more."""
    for line in sys.stdin:
        orders.put(line)
    scratch.remove()
    os._exit(0)  # kernels and drawing process end with this one


def _serve(root: Path, folder: Path, orders: SimpleQueue[str], answers: TextIO) -> None:
    """Run the chapters that are ordered, all on the terms of the first, in a project that fits them."""
    order: Order = json.loads(orders.get())
    while refused := _refused(root, order["terms"]):
        _tell(answers, {"problem": refused})
        order = json.loads(orders.get())
    libraries = order["terms"]["libraries"]
    stale.start(root / "_build" / stale.RESULTS, Conditions(root, "", lambda _: None, libraries))
    kernels.resolve_types()
    with ThreadPoolExecutor(1) as pool, kernels.drawing_process(folder, pool):
        for number in itertools.count():
            _tell(answers, _ran(root, order["chapter"], folder / f"{number}"))
            order = json.loads(orders.get())


def _tell(answers: TextIO, answer: Answer) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _refused(root: Path, terms: dict[str, Any]) -> str:
    """Return why this copy of the project must not run chapters for the one of a build, "" if it may."""
    if unlike := state.others(terms["state"], state.of(root, terms["sources"])):
        return (
            f"a worker of the cluster holds other {', '.join(unlike)} than this project (in {root}); bring "
            "it to the same commit and the same environment"
        )
    return ""


def _ran(root: Path, name: str, folder: Path) -> Answer:
    """Run a chapter; return what came of it."""
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            result = notebooks.run(root / name, root, folder)
    except (BriefError, PublishError) as problem:
        return {"problem": str(problem)}
    except Exception as problem:
        said_of_it = f"{type(problem).__name__}: {problem}"
        return {"problem": f"{Path(name).name}: it cannot be run on a worker ({said_of_it})"}
    files = {one: _sum(root / one) for one in result.read if (root / one).is_file()}
    told = {"code": result.code, "executed": result.executed, "read": result.read}
    return {**told, "files": files, "said": said.getvalue(), "problem": ""}


def _sum(path: Path) -> str:
    found = path.stat()
    return _sum_of(path, found.st_mtime_ns, found.st_size)


@functools.lru_cache(maxsize=10_000)
def _sum_of(path: Path, _time: int, _size: int) -> str:
    """Return the SHA-256 of a file; one that chapters share is read once."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
