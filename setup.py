"""Puts the tables of data/ into the wheel, beside the code that reads them."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithTables(build_py):
    """Copies packages, then the tables; an environment that works in this folder needs no copy."""

    def run(self) -> None:
        """Copy all that goes into the wheel."""
        super().run()
        if not self.editable_mode:
            shutil.copytree("data", Path(self.build_lib) / "brief" / "data", dirs_exist_ok=True)


setup(cmdclass={"build_py": WithTables})
