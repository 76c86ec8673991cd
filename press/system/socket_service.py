"""A service: a process of the build that does one kind of work for the others, over a Unix socket."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Client, Listener
from typing import Any

_WAITING = 16  # who may queue
PATIENCE_S = 30  # an answer takes a second or two; a library that serves can hang


def ask(address: str, *order: Any) -> Any:
    """Return the answer to an order.

    Raises OSError or EOFError when nobody serves at the address, TimeoutError (an OSError) when no answer
    comes within PATIENCE_S.
    """
    with Client(address, "AF_UNIX") as service:
        service.send(order)
        if not service.poll(PATIENCE_S):
            raise TimeoutError(f"no answer at {address} within {PATIENCE_S} s")
        return service.recv()


def serve(address: str, answer: Callable[..., Any], ready: Callable[[], object] = lambda: None) -> None:
    """Answer orders at an address, one after the other, until the process is ended.

    `ready` is called when orders can come. An order that fails gets no answer: who asked does the work in
    place, and tells what is wrong in words of its own. So it is where nobody can serve, on a full disk.
    """
    with suppress(OSError), Listener(address, "AF_UNIX", _WAITING) as listener:
        with suppress(Exception):
            ready()
        while True:
            with listener.accept() as asked, suppress(Exception):
                asked.send(answer(*asked.recv()))
