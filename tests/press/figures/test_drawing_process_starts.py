"""The process that draws is started anew when its engine hangs as it starts: no chapter waits for it."""

import time
from pathlib import Path

from press.run import fork_server, kernels
from press.system import socket_service


def hangs_once(address):
    """Wait without end at the first start, serve at the second."""
    begun = Path(address).with_name("begun")
    if not begun.exists():
        begun.touch()
        time.sleep(300)
    socket_service.serve(address, lambda asked: asked * 2, Path(f"{address}.ready").touch)


def ends_at_once(address):
    """End by itself, as one that the system killed."""


def test_one_that_hangs_is_started_again(tmp_path):
    fork_server.start(())
    address = f"{tmp_path}/drawer"
    process = kernels.started_drawing(address, hangs_once, (5, 30))
    assert socket_service.ask(address, 21) == 42
    process.kill()
    process.join()


def test_one_that_ended_is_not_waited_for(tmp_path):
    fork_server.start(())
    begun = time.monotonic()
    process = kernels.started_drawing(f"{tmp_path}/drawer", ends_at_once, (60,))
    assert not process.is_alive() and time.monotonic() - begun < 60
