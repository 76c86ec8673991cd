"""A disk that is full is told in one sentence, whichever process of a build meets it; the last book stays.

Where a disk can be mounted it is a real one. Elsewhere, too, each process meets a write that fails as on a
full disk, by a hook that `sitecustomize` sets in the build and in all that it starts.
"""

import shutil
import subprocess

import pytest
import small_project

pytestmark = pytest.mark.xdist_group("memory")
DISK_MB = 24
FULL = """
import errno, os, pathlib, sys

def note(event, details):
    if event != "open" or not isinstance(details[0], (str, os.PathLike)):
        return
    path, mode = os.fspath(details[0]), details[1]
    if isinstance(path, str) and {part!r} in path and set(mode or "r") & set("wax+"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

sys.addaudithook(note)
"""


@pytest.fixture(scope="module")
def built(small_book):
    """Return a small project, built; nothing is changed in it."""
    return small_book


@pytest.fixture
def project(built, tmp_path):
    """Return a copy of the built project in which a chart and a sentence were changed."""
    copy = shutil.copytree(built, tmp_path / "project")
    small_project.edit(copy / "brief" / "charts" / "small.py", "Treaties by partner", "Partners")
    small_project.edit(copy / "brief" / "charts" / "small.py", "height=240", "height=200")
    small_project.edit(copy / "chapters" / "front.ipynb", "The first sentence", "Another sentence")
    return copy


def full_at(folder, part):
    """Return a folder of modules with which no file can be written whose path holds a part."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(FULL.format(part=part), encoding="utf-8")
    return folder


@pytest.mark.parametrize("where", ["draft/pdf", "draft/html", ".doctrees", ".jupyter_cache/executed"])
def test_what_a_process_of_the_build_meets_is_told_by_the_build(built, project, tmp_path, where):
    said = small_project.refused(project, also=[full_at(tmp_path / "full", f"/_build/{where}/")])
    assert f"no space is left at {project}/_build/{where}/" in said.strip().splitlines()[-1], said
    assert small_project.differences(project, built) == []


def test_pictures_that_find_no_room_are_told_by_the_build(built, project, tmp_path):
    shutil.rmtree(project / "_build" / ".pictures")
    said = small_project.refused(project, also=[full_at(tmp_path / "full", ".png.")])
    assert f"no space is left at {project}/_build/.pictures/" in said, said
    assert small_project.differences(project, built) == []


def test_a_drawing_that_finds_no_room_is_drawn_and_not_kept(project, tmp_path):
    also = [full_at(tmp_path / "full", "/_build/.jupyter_cache/drawings/")]
    shutil.rmtree(project / "_build" / ".jupyter_cache" / "drawings")
    done = small_project.done(project, also=also)
    assert done.returncode == 0 and done.stderr == "", done.stdout + done.stderr
    assert "Partners" in (project / "_build" / "html" / "chapters" / "chart.html").read_text(encoding="utf-8")


def test_a_cell_that_finds_no_room_is_not_blamed(built, project):
    cell = "import errno, os\nraise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), 'a.csv')"
    small_project.add(project, "writes", [("markdown", "# Writes"), ("code", cell)])
    small_project.edit(project / "_config.yml", "[chapters/claims]", "[chapters/writes]")
    said = small_project.refused(project)
    assert "no space is left on a disk, where writes.ipynb, cell 2 stopped (OSError: [Errno 28]" in said, said


@pytest.mark.parametrize("room_kb", [8, 100, 400])
def test_a_disk_that_is_full_leaves_the_last_book(built, project, room_kb):
    disk = project / "_build"
    kept = disk.rename(project / "kept")
    disk.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={DISK_MB}m", "none", str(disk)]
    if subprocess.run(["mount", *options], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        shutil.copytree(kept, disk, dirs_exist_ok=True)
        shutil.rmtree(disk / ".pictures")
        with (disk / "filler").open("wb") as filler:
            filler.write(bytes(shutil.disk_usage(disk).free - 1024 * room_kb))
        said = small_project.refused(project)
        assert "no space is left at" in said or "cannot be kept in _build" in said, said
        assert small_project.differences(project, built) == []
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
