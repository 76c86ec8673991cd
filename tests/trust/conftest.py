"""What the tests of trust share: the helpers of the other folders, and a brief full of hostile words."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "press"), str(TESTS / "site"), str(Path(__file__).parent)]
