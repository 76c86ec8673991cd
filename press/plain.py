"""The switch PLAIN=1: build the slow and simple way, to find out whether one of the shortcuts is at fault.

The book comes out byte for byte the same. These shortcuts are left out then:

- kernels are started, not forked from a process that has the libraries loaded (`press.run.kernels`);
- each chapter draws its charts itself, without the process that draws for all (`press.figures.svg_server`),
  and nothing that was drawn before is taken again (`press.figures.svg_cache`);
- altair makes charts with its own functions only (`press.figures.altair_patches`);
- figures are numbered, and references by number resolved, by Sphinx alone (`press.book.shared_trees`);
- PDF and EPUB are written one after the other, each by a Sphinx of its own (`press.build.formats`);
- a library that nothing asks is loaded with the others (`press.run.lean`);
- no process stands by for the next build, and none is asked (`press.standby`);
- under `make live`, too, Typst starts anew for each build (`press.paper.compile_server`), and a build begins
  when something changed, not ahead of it (`press.live.watching`).
"""

from __future__ import annotations

import os

SWITCH = "PLAIN"


def is_on() -> bool:
    """Tell whether the build goes without its shortcuts: PLAIN is set, and not to 0."""
    return os.environ.get(SWITCH, "0") not in ("", "0")
