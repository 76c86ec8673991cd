"""The process that stays to set the paper ends with the process that keeps it, however that ends."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KEEPER = """
import time
from press.paper import compile_server
with compile_server.resident():
    print("kept", flush=True)
    time.sleep(300)
"""


def test_a_killed_keeper_leaves_no_process_and_no_folder():
    with tempfile.TemporaryDirectory() as short:  # sockets need short paths
        kill_a_keeper(Path(short))


def kill_a_keeper(folder):
    """Kill one that keeps its files in a folder, and wait until that is empty."""
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "TMPDIR": str(folder), "PYTHONPATH": str(root), "PLAIN": "0"}
    keeper = subprocess.Popen([sys.executable, "-c", KEEPER], env=environment, stdout=subprocess.PIPE)
    assert keeper.stdout.readline() == b"kept\n"
    wait_until(lambda: list(folder.glob("press-*/*/setter")))
    keeper.send_signal(signal.SIGKILL)
    keeper.wait()
    wait_until(lambda: not list(folder.iterdir()))


def wait_until(fits):
    """Wait until something is so."""
    end = time.monotonic() + 60
    while not fits():
        assert time.monotonic() < end
        time.sleep(0.05)
