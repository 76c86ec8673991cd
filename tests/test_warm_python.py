"""A command that is forked from the process with the libraries is what it is in a new interpreter."""

import os
import subprocess
import sys

import pytest
import warm_python

WHERE = {**os.environ, "PYTHONHASHSEED": "0"}
PLACE = "import json, sys, os; print(json.dumps([sys.argv, sys.path, os.getcwd(), hash('a')]))"
COMMANDS = {
    "words": ["-c", "import sys; print('so'); print('not so', file=sys.stderr)"],
    "code": ["-c", "import sys; sys.exit(7)"],
    "sentence": ["-c", "import sys; sys.exit('so it is')"],
    "signal": ["-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"],
    "end": ["-c", "import atexit; atexit.register(print, 'at the end')"],
    "module": ["-m", "package.one", "a", "b"],
    "script": ["script.py", "a", "b"],
    "place": ["-c", PLACE, "a"],
}


@pytest.fixture
def folder(tmp_path):
    """A folder with a package and a script that tell where they are."""
    (tmp_path / "package").mkdir()
    told = "import os, sys\nprint(sys.argv, sys.path, sorted(os.environ), __name__, __file__)\n"
    for name in ("package/one.py", "script.py"):
        (tmp_path / name).write_text(told, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("what", COMMANDS)
def test_it_says_and_returns_what_a_new_interpreter_does(folder, what):
    where = {**WHERE, "PYTHONPATH": f"{folder}:{folder / 'package'}"}
    command = [sys.executable, *COMMANDS[what]]
    new = subprocess.run(command, cwd=folder, env=where, capture_output=True, text=True)
    forked = warm_python.run(command, folder, where)
    assert (forked.returncode, forked.stdout, forked.stderr) == (new.returncode, new.stdout, new.stderr)


def test_it_has_the_libraries_and_nothing_of_the_project(folder):
    own = "[name for name in sys.modules if name.partition('.')[0] in ('press', 'brief')]"
    code = f"import sys; print('pandas' in sys.modules, {own})"
    assert warm_python.run([sys.executable, "-c", code], folder, WHERE).stdout == "True []\n"


@pytest.mark.parametrize("how", [{"TZ": "Asia/Seoul"}, {"PYTHONHASHSEED": "7"}, {"PLAIN": "1"}])
def test_in_another_environment_a_new_interpreter_runs(folder, how):
    """A library may have read it when it was loaded."""
    code = "import sys; print('pandas' in sys.modules)"
    assert warm_python.run([sys.executable, "-c", code], folder, {**WHERE, **how}).stdout == "False\n"


def test_what_starts_with_each_interpreter_is_not_left_out(folder):
    (folder / "sitecustomize.py").write_text("print('first')\n", encoding="utf-8")
    where = {**WHERE, "PYTHONPATH": str(folder)}
    assert warm_python.run([sys.executable, "-c", "print('then')"], folder, where).stdout == "first\nthen\n"
