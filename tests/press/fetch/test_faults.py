"""The sixteen faults of a source: each gives its sentence, and no table changes by a byte."""

from __future__ import annotations

import hashlib
import os
import re
import socket
import threading
import time
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path

import pytest
from stays import ADDRESS, NEW, OLD, PATH, STAYS
from stays import read as house_read
from werkzeug import Response

from press.errors import BriefError
from press.fetch.sources import Reading, Source

PAGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>"


def dripping(_request):
    def pieces():
        for letter in NEW:
            yield letter
            time.sleep(0.05)

    return Response(pieces(), content_type="text/csv")


def silent(_request):
    time.sleep(1)
    return Response(NEW)


def always(response):
    return lambda server: server.expect_request(PATH).respond_with_handler(response)


def data(content, **answer):
    return lambda server: server.expect_request(PATH).respond_with_data(content, **answer)


def moved_in_a_circle(server):
    server.expect_request(PATH).respond_with_data("", status=302, headers={"Location": PATH})


MANY = NEW.replace(",3\n", ",8\n")
WIDER = NEW.replace("\n", ",1\n").replace("stays,1", "stays,extra")
SHORT = "country,year,stays\n" + NEW[NEW.index("A,2020") :]
OLDER = OLD.replace("A,2024,3\n", "").replace("B,2024,3\n", "").replace("A,2020,3", "A,2020,4")
FAULTS = {
    "404": (data("", status=404), "answers 404 NOT FOUND, where 200 is needed; find where the publisher"),
    "403": (data("", status=403), "answers 403 FORBIDDEN, where 200 is needed; the publisher does not"),
    "500": (data("", status=500), "answers 500 INTERNAL SERVER ERROR, where 200 is needed; try again"),
    "error in a 200": (data('[{"message":[{"id":"120"}]}]'), "answers with a message in place of a table"),
    "a web page": (data(PAGE), r'with a web page \("Just a moment..."\), where a file \(csv\) is needed'),
    "nothing": (data(" "), "answers with nothing, where a file is needed"),
    "slow drip": (always(dripping), "sent only .* bytes in 1 s, the longest that an answer may take"),
    "silence": (always(silent), "fell silent for 0.5 s; try again later"),
    "cut in the middle": (data(NEW[: len(NEW) // 2 + 3]), "row 27: . cells, where the header has 3"),
    "cut between rows": (data(NEW[: NEW.index("B,2001")]), "old rows of stays are changed or gone"),
    "renamed column": (data(NEW.replace("stays", "stays_all", 1)), 'no column "stays"; "stays_all" may be'),
    "missing column": (data(NEW.replace("year", "q", 1)), 'has no column "year"; see what it is called'),
    "new column": (data(WIDER), 'new column "extra".*--accept'),
    "other encoding": (data(NEW.replace("A,2024", "Ä,2024").encode("cp1252")), "line 26: .* not in UTF-8"),
    "out of range": (data(NEW.replace("A,2025,4", "A,2025,400")), '"400" breaks the rule maximum 99'),
    "another type": (data(NEW.replace("A,2025,4", "A,2025,few")), '"few" is not of type integer'),
    "fewer rows": (data(SHORT), "of the 50 old rows of stays are changed or gone"),
    "much revised": (data(MANY), "100% of the 50 old rows of stays are changed or gone, at most 5% may be"),
    "doubled rows": (data(NEW + "B,2025,5\n"), r"two rows of stays with one key \(B, 2025\)"),
    "an older file": (data(OLDER), "complete to 2023-12-31, stays already to 2024-12-31"),
    "a circle": (moved_in_a_circle, "leads from one address to the next without end"),
    "429 for too long": (data("", status=429, headers={"Retry-After": "900"}), "left alone for 900 s"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_in_one_sentence_and_changes_nothing(house, fault):
    play, sentence = FAULTS[fault]
    play(house.server)
    before = house.files()
    house.told.append(_refused(house))
    assert house.files() == before
    said = [line for line in house.told if line.startswith("Stays:") or "FAILS: Stays: " in line]
    assert said, house.said
    assert re.search(sentence, said[-1], re.DOTALL), said[-1]
    assert "Traceback" not in house.said


def _refused(house):
    try:
        assert house.fetch() is False
    except BriefError as problem:
        return str(problem)
    return ""


def test_500_twice_is_asked_again(house):
    for _ in range(2):
        house.server.expect_ordered_request(PATH).respond_with_data("", status=500)
    house.server.expect_ordered_request(PATH).respond_with_data(NEW)
    assert house.fetch() is True
    assert house.said.count("asked again") == 2


@pytest.mark.parametrize("after", ["1", "date"])
def test_retry_after_is_obeyed(house, after):
    named = after if after.isdigit() else formatdate(time.time() + 2, usegmt=True)
    house.server.expect_ordered_request(PATH).respond_with_data(
        "", status=429, headers={"Retry-After": named}
    )
    house.server.expect_ordered_request(PATH).respond_with_data(NEW)
    begun = time.monotonic()
    assert house.fetch() is True
    assert time.monotonic() - begun >= 0.9
    assert "as it wants" in house.said


@pytest.mark.parametrize("said", [len(NEW) + 500, len(NEW) - 8])
def test_a_wrong_length_is_told(house, said):
    """Longer than what comes: cut off. Shorter: the rest is lost, and the last row is cut."""
    with raw_server(f"HTTP/1.1 200 OK\r\nContent-Length: {said}\r\n\r\n{NEW}".encode()) as address:
        before = house.files()
        assert house.fetch(via=address) is False
    assert re.search("the answer was cut off|cells, where the header has 3", house.said)
    assert house.files() == before


@contextmanager
def raw_server(answer):
    """A server that sends these bytes, right or wrong, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


def test_a_redirect_is_followed_and_recorded(house):
    house.server.expect_request(PATH).respond_with_data(
        "", status=301, headers={"Location": "/new/stays.csv"}
    )
    house.server.expect_request("/new/stays.csv").respond_with_data(NEW)
    assert house.fetch() is True
    assert f"note: {ADDRESS} has moved for good to" in house.said


def test_a_full_disk_is_told(house):
    """The kernel says that the disk is full: what would be kept leads to /dev/full."""
    digest = hashlib.sha256(NEW.encode()).hexdigest()
    place = house.root / "vintages" / "raw" / digest[:2]
    place.mkdir(parents=True)
    (place / f".{digest}.{os.getpid()}.part").symlink_to("/dev/full")
    house.plays(NEW)
    before = house.files()
    assert house.fetch() is False
    assert "the disk is full, nothing more can be kept in vintages; make room and fetch again" in house.said
    assert house.files() == before


def test_the_running_years_total_is_not_taken_for_a_year(house):
    """A reader says to which day its rows are complete: what lies after it stays as it was."""
    house.plays(NEW + "A,2026,1\n")

    def read(answers, held):
        (found,) = house_read(answers, held).items()
        rows = [row for row in found[1].rows if row["year"] != "2026"]
        return {found[0]: Reading(rows, "2026-07-31", "2025-12-31")}

    house.sources = (Source("stays", "Stays", ("stays",), STAYS.fetch, read),)
    assert house.fetch() is True
    assert "2026" not in house.table
    assert house.description["stays"]["complete_to"] == "2025-12-31"


def test_accept_takes_what_is_doubtful(house):
    house.plays(MANY)
    assert house.fetch(accept=True) is True
    assert "A,2000,8\n" in Path(house.root / "data" / "stays.csv").read_text(encoding="utf-8")
