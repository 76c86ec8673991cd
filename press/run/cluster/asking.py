"""A process that holds the Dask client of a build: `python -m press.run.cluster.asking`.

The build forks itself when the last chapter has run, and must have no thread then; a client has several.
It reads one line of JSON (the order) and writes a line for each chapter that ran, whatever came of it. It
ends when its input does: the build wants no more, or is gone.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from queue import Empty, SimpleQueue
from typing import Any, TextIO

from press.errors import BriefError
from press.run.cluster import scheduler, worker

GRACE_S = 3  # for telling what has run, when the build wants no more
LOOK_S = 5.0  # without an answer, until the cluster is looked after
ENOUGH = None  # in the queue: the build wants no more


def main() -> None:
    """Have the chapters of an order run, and tell each."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    order = json.loads(sys.stdin.readline())
    done: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(done,), daemon=True).start()
    try:
        _ask(order, done, answers)
    except BriefError as problem:
        _tell(answers, {"problem": str(problem)})
    os._exit(0)  # a client that is closed waits for its cluster


def _listen(done: SimpleQueue[Any]) -> None:
    """Notice that the build wants no more, or is gone; end soon, whatever the cluster does."""
    sys.stdin.read()
    done.put(ENOUGH)
    time.sleep(GRACE_S)
    os._exit(0)


def _ask(order: dict[str, Any], done: SimpleQueue[Any], answers: TextIO) -> None:
    """Submit all chapters and tell what comes of them. Raises BriefError without a cluster."""
    address, chapters = order["address"], order["chapters"]
    client = scheduler.client(address)
    asked = client.map(worker.run, chapters, terms=json.dumps(order["terms"]), pure=False)
    for name, future in zip(chapters, asked, strict=True):
        future.add_done_callback(lambda one, name=name: done.put((name, one)))
    for _ in asked:
        if (one := _next(client, address, done)) is ENOUGH:
            return
        _tell(answers, {"chapter": one[0], **_told(address, *one)})


def _next(client: Any, address: str, done: SimpleQueue[Any]) -> Any:
    """Wait for a chapter that has run. Raises BriefError when the cluster goes away meanwhile."""
    gone = 0
    while True:
        try:
            return done.get(timeout=LOOK_S)
        except Empty:
            gone = 0 if _has_workers(client) else gone + 1
        if gone > 1:
            raise BriefError(
                f"the Dask cluster at {address} has no worker any more; start one, and build again: the "
                "chapters that ran are kept"
            )


def _has_workers(client: Any) -> bool:
    try:
        return client.status == "running" and bool(client.scheduler_info(n_workers=-1)["workers"])
    except OSError:
        return False


def _told(address: str, chapter: str, future: Any) -> dict[str, Any]:
    """Return what came of a chapter."""
    if future.status == "finished":
        answer: dict[str, Any] = json.loads(future.result())
        return answer
    problem = future.exception() if future.status == "error" else "it was cancelled"
    if isinstance(problem, (ImportError, AttributeError)):
        return {"problem": scheduler.strange(address, problem)}
    if type(problem).__name__ == "KilledWorker":
        return {"problem": f"{chapter}: every worker that ran it died; there may be too little memory"}
    return {"problem": f"{chapter}: the cluster at {address} could not run it ({problem})"}


def _tell(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
