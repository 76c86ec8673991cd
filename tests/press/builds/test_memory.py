"""What is current is decided by content; the build's own memory is sound or made anew, with a word."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
import small_project

from press.build import bytecode, placing
from press.system import digests, records

pytestmark = pytest.mark.xdist_group("memory")
PATIENCE_S = 300
MEMORY = (  # in `_build`: all that a build reads which another one wrote
    ".current.json",
    ".draft_finished",
    ".tables_checked.json",
    ".jupyter_cache/inputs.json",
    ".jupyter_cache/global.db",
    ".jupyter_cache/executed/*/base.ipynb",
    ".jupyter_cache/drawings/*.svg",
    ".pictures/*.png",
    ".doctrees/environment.pickle",
    ".doctrees/chapters/*.doctree",
    ".doctrees/figures/*.json",
    "draft/html/chapters/*.html",
    "draft/pdf/*.pdf",
)
DAMAGES = {
    "empty": lambda path: path.write_bytes(b""),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "rubbish": lambda path: path.write_bytes(b"\x00\xffrubbish" * 50),
    "missing": lambda path: path.unlink(),
}


@pytest.fixture(scope="module")
def built(small_book):
    """Return a small project, built; nothing is changed in it."""
    return small_book


@pytest.fixture
def project(built, tmp_path):
    """Return a copy of the built project, at a place of its own."""
    return shutil.copytree(built, tmp_path / "project")


def clean(project, folder):
    """Return what a build from nothing makes of the project's sources."""
    copy = small_project.sources(project, folder)
    small_project.run(copy)
    return copy


def memory(project):
    """Return every file of the build's memory."""
    found = [path for pattern in MEMORY for path in (project / "_build").glob(pattern)]
    assert len(found) >= len(MEMORY)
    return found


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_memory_is_made_anew_and_the_book_is_that_of_a_clean_build(built, project, damage):
    for path in memory(project):
        DAMAGES[damage](path)
    said = small_project.run(project)
    assert small_project.differences(project, built) == []
    if damage != "missing":
        for name in (".current.json", ".tables_checked.json", "inputs.json", "global.db"):
            assert f"{name} is damaged or of another version; it is made anew" in said


def test_one_lost_result_of_a_chapter_runs_that_chapter_again(built, project):
    for path in (project / "_build" / ".jupyter_cache" / "executed").glob("*/base.ipynb"):
        DAMAGES["half"](path)
    (project / "_build" / ".current.json").unlink()
    small_project.run(project)
    assert small_project.differences(project, built) == []


def test_a_built_file_that_somebody_changed_is_written_again(built, project):
    page = project / "_build" / "html" / "index.html"
    page.write_bytes(page.read_bytes()[::-1])  # of the same size
    (project / "_build" / "html" / "stray.html").write_text("not of this book", encoding="utf-8")
    small_project.run(project)
    assert small_project.differences(project, built) == []


def save_with_its_time(path, old, new):
    """Replace a text of the same length, and give the file its time again."""
    assert len(old) == len(new)
    status = path.stat()
    small_project.edit(path, old, new)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_times_of_files_and_the_shell_decide_nothing(project, tmp_path):
    small_project.run(project)  # with its modules compiled where they lie now
    save_with_its_time(project / "chapters" / "front.ipynb", "A small front", "A small print")
    save_with_its_time(project / "chapters" / "references.bib", "Bailey", "Bayley")
    save_with_its_time(project / "brief" / "charts" / "small.py", "height=240", "height=260")
    save_with_its_time(project / "press" / "page" / "theme" / "layout.html", "</head>", "</HEAD>")
    small_project.run(project, environment={"SOURCE_DATE_EPOCH": "1000000000", "TZ": "Asia/Seoul"})
    assert small_project.differences(project, clean(project, tmp_path / "clean")) == []


def test_kernels_and_drawings_live_in_the_same_zone_everywhere(project):
    """A drawing of days is other by a hundredth of a pixel in another zone."""
    small = project / "brief" / "charts" / "small.py"
    zone = "'far ' + timezoneoffset(datetime(2020, 0, 1))"
    drawn = f'    bars = alt.Chart(shown).transform_calculate(far="{zone}")'
    small_project.edit(small, "    bars = alt.Chart(shown)", drawn)
    small_project.edit(small, 'mark_bar(color=PAPER["accent"].light)', 'mark_text().encode(text="far:N")')
    small_project.run(project, environment={"TZ": "Asia/Seoul"})
    page = (project / "_build" / "html" / "chapters" / "chart.html").read_text(encoding="utf-8")
    assert ">far 0<" in page and "far -" not in page


def test_a_source_that_is_saved_while_the_book_is_built_is_read_again(project, tmp_path):
    saving = "\nfrom pathlib import Path\nfront = Path('front.ipynb')\n"
    saving += "_ = front.write_text(front.read_text().replace('The first sentence', 'A later sentence'))"
    cells = [("code", small_project.BINDING + saving), *small_project.CHAPTERS["chart"][1:]]
    chart = project / "chapters" / "chart.ipynb"
    chart.write_text(small_project.notebook(cells), encoding="utf-8")
    said = small_project.run(project)
    assert "saved while the book was built: chapters/front.ipynb; it is built again" in said
    page = (project / "_build" / "html" / "index.html").read_text(encoding="utf-8")
    assert "A later sentence" in page
    assert small_project.differences(project, clean(project, tmp_path / "clean")) == []


def start(project):
    """Start a build and return its process."""
    return subprocess.Popen(
        small_project.command_of("book"),
        cwd=project,
        env=small_project.environment_of(project),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_of_two_builds_at_once_one_waits_and_says_for_whom(built, tmp_path):
    project = small_project.sources(built, tmp_path / "project")
    both = [start(project) for _ in range(2)]
    said = [process.communicate(timeout=PATIENCE_S)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("waiting  `make book` (process " in text for text in said) == 1
    assert sum("nothing changed since the last build" in text for text in said) == 1
    assert small_project.differences(project, built) == []


@pytest.fixture
def short():
    """Give a folder for temporary files whose path is short enough for sockets."""
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def test_where_the_path_of_temporary_files_is_long_the_book_is_built(built, tmp_path, monkeypatch):
    """The path of a socket has some hundred bytes."""
    (long := tmp_path / ("t" * 90)).mkdir()
    monkeypatch.setenv("TMPDIR", str(long))
    project = small_project.sources(built, tmp_path / "project")
    small_project.run(project)
    assert small_project.differences(project, built) == []


def processes_of(project):
    """Return the numbers of the processes that work in the project or in what was made for it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes()
            lives = (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            continue
        if lives and f"PYTHONPATH={project}".encode() in environment.split(b"\0"):
            found.append(int(process.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc to look for processes in")
def test_a_killed_build_leaves_no_process_and_no_folder_and_the_next_is_clean(
    built, tmp_path, short, monkeypatch
):
    monkeypatch.setenv("TMPDIR", str(short))
    project = small_project.sources(built, tmp_path / "project")
    build = start(project)
    wait_until(lambda: list(short.glob("press-*/*/*/kernel.json")))
    build.send_signal(signal.SIGKILL)
    build.wait()
    wait_until(lambda: not processes_of(project))
    wait_until(lambda: not list(short.iterdir()))
    small_project.run(project)
    assert small_project.differences(project, built) == []


def wait_until(fits):
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not fits():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_files_are_copied_where_none_can_be_linked(tmp_path, monkeypatch):
    def refuse(*_paths):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "draft" / "html").mkdir(parents=True)
    for text in ("first", "first", "second"):
        (tmp_path / "draft" / "html" / "index.html").write_text(text, encoding="utf-8")
        made, there = digests.listing(tmp_path / "draft", ["html"]), digests.listing(tmp_path, ["html"])
        placing.put_in_place(tmp_path / "draft", tmp_path, ["html"], made, there)
        assert (tmp_path / "html" / "index.html").read_text(encoding="utf-8") == text
        assert sorted(path.name for path in tmp_path.iterdir()) == ["draft", "html"]


def test_a_folder_that_was_taken_away_when_a_build_was_stopped_is_brought_back(tmp_path):
    (tmp_path / "html.old").mkdir()
    (tmp_path / "html.old" / "index.html").write_text("good", encoding="utf-8")
    placing.bring_back(tmp_path, ["html", "pdf"])
    assert (tmp_path / "html" / "index.html").read_text(encoding="utf-8") == "good"


def test_a_record_of_another_version_is_not_read(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(records, "VERSION", records.VERSION + 1)
    records.write(tmp_path / "kept.json", {"a": 1})
    monkeypatch.undo()
    assert records.read(tmp_path / "kept.json") is None
    assert "kept.json is damaged or of another version" in capsys.readouterr().out


def test_a_record_is_whole_or_as_before_when_writing_fails(tmp_path, monkeypatch):
    records.write(tmp_path / "kept.json", {"a": 1})

    def full(self, content):
        with self.open("wb") as file:
            file.write(content[:5])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        records.write(tmp_path / "kept.json", {"a": 2})
    assert records.read(tmp_path / "kept.json") == {"a": 1}
    assert [path.name for path in tmp_path.iterdir()] == ["kept.json"]


def test_a_module_saved_with_the_same_time_and_size_is_compiled_again(tmp_path):
    (tmp_path / "package").mkdir()
    module = tmp_path / "package" / "one.py"
    module.write_text("value = 1\n", encoding="utf-8")
    ask = ["python", "-c", "from package import one; print(one.value)"]
    ask[0] = small_project.command_of()[0]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}

    def answer():
        return subprocess.run(ask, cwd=tmp_path, env=environment, capture_output=True, text=True).stdout

    assert answer() == "1\n"
    bytecode.check_by_content(tmp_path, ["package"])
    save_with_its_time(module, "value = 1", "value = 2")
    assert answer() == "2\n"
    assert answer() == "2\n"
