"""The commands of this brief: `python -m brief book`."""

import sys

from press.start import main

if __name__ == "__main__":
    sys.exit(main())
