"""Ask `python -m brief …` again and again about one project, each time changed: the libraries load once.

A process of its own loads what a check needs and nothing of the project. For each question it forks: the fork
runs the command as the front door does, and what it said goes back.
"""

import contextlib
import gc
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

LOADED = (
    *("frictionless", "pandas", "yaml", "nbformat", "pybtex.database", "jupyter_book.config"),
    *("sphinx_external_toc.parsing", "myst_nb.core.read", "press.checks"),
    *("babel.dates", "babel.numbers", "jinja2.ext", "latexcodec", "pybtex.markup", "shapely.geometry"),
)


class FrontDoor:
    """A project at whose front door commands are tried; to be used with `with`."""

    def __init__(self, project, environment):
        self.project = project
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            cwd=project,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()

    def ask(self, *command):
        """Run a command; return its exit code and what it said."""
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return tuple(json.loads(self._process.stdout.readline()))

    def refused(self, changes, *command):
        """Run a command (`check` if none is named) on the changed project; return what it refused with.

        `changes` gives for each file what it holds now, None where it is gone. All is put back afterwards.
        """
        with self._changed(changes):
            code, said = self.ask(*(command or ("check",)))
        assert code == 1 and "Traceback" not in said, said
        return said

    def accepted(self, changes, *command):
        """Run a command on the changed project that must not refuse it; return what it said."""
        with self._changed(changes):
            code, said = self.ask(*(command or ("check",)))
        assert code == 0, said
        return said

    @contextlib.contextmanager
    def _changed(self, changes):
        before = {name: _content(self.project / name) for name in changes}
        try:
            for name, content in changes.items():
                _put(self.project / name, content.encode() if isinstance(content, str) else content)
            yield
        finally:
            for name, content in before.items():
                _put(self.project / name, content)


def _content(path):
    return path.read_bytes() if path.exists() else None


def _put(path, content):
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _answer(command, said):
    """Run a command in a fork that says all into a file; return its exit code."""
    from press import commands

    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        target = os.open(said, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
        os.dup2(target, 1)
        os.dup2(target, 2)
        code = commands.main(command)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _serve():
    for name in LOADED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # what is loaded is not looked through again in every fork
    said = Path.cwd() / "_build" / ".said"
    said.parent.mkdir(exist_ok=True)
    for line in sys.stdin:
        code = _answer(json.loads(line), said)
        print(json.dumps([code, said.read_text(encoding="utf-8", errors="replace")]), flush=True)


if __name__ == "__main__":
    sys.path[0] = str(Path.cwd())
    _serve()
