"""Wrong words on the command line are told in a sentence, with the line of their command."""

import signal
import subprocess
import sys

import pytest
import small_project


@pytest.mark.parametrize(
    ("command", "words", "usage"),
    [
        (("bookk",), "brief knows no bookk; did you mean book?", ""),
        (("zzz",), "brief knows no zzz; there are book, pdf, live", ""),
        (("book", "--papre", "a4"), "brief book does not know --papre; did you mean --paper?", "brief book"),
        (("book", "--paper", "a5"), "brief book knows no a5; there are a4, letter", "brief book"),
        (("fetch", "--quik"), "brief fetch does not know --quik; did you mean --quick?", "brief fetch"),
        (("check", "extra"), "brief check does not know extra; take it out", "brief check"),
        (("live", "--port", "abc"), "brief live: --port takes a whole number, and is abc", "brief live"),
        (("row",), "the following arguments are required: TABLE", "brief row"),
    ],
)
def test_wrong_words_are_told_with_the_line_of_their_command(door, command, words, usage):
    code, said = door.ask(*command)
    told = said.strip().splitlines()
    assert code == 2 and told[0].startswith(words), said
    assert told[1:] == ([told[1]] if usage else []) and all(f"usage: {usage} " in line for line in told[1:])


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (signal.SIGINT, 130, "stopped by Ctrl-C"),
        (signal.SIGTERM, -signal.SIGTERM, "ended by the signal SIGTERM"),
    ],
)
def test_a_command_that_is_ended_says_so_without_a_traceback(door, number, code, words):
    """The command says when it has begun, and is ended then."""
    program = (
        "import signal, sys, time\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from press import commands\nfrom press.commands import data\n"
        "def check():\n    print('begun', flush=True)\n    time.sleep(60)\n"
        "data.check_sources = check\nsys.exit(commands.main(['check']))"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=door.project,
        env=small_project.environment_of(door.project),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout.readline() == "begun\n"
    running.send_signal(number)
    _, said = running.communicate()
    assert running.returncode == code and said == f"\n{words}; the last good book is where it was\n", said


def test_a_file_system_that_is_read_only_is_told(door):
    program = (
        "import errno, sys\nfrom press import commands\nfrom press.commands import data\n"
        "def check():\n    raise OSError(errno.EROFS, 'Read-only file system', '_build/.lock')\n"
        "data.check_sources = check\nsys.exit(commands.main(['check']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=door.project,
        env=small_project.environment_of(door.project),
        capture_output=True,
        text=True,
    )
    told = "_build/.lock is on a file system that is read-only; mount it for writing"
    assert done.returncode == 1 and done.stderr.strip() == told
