"""The process that runs chapters beside a worker: `python -m press.run.cluster ROOT`."""

import sys
from pathlib import Path

from press.run import lean
from press.run.cluster import runner

if __name__ == "__main__":
    lean.leave_out()
    runner.main(Path(sys.argv[1]))
