"""A chapter is drawn whether or not the process that draws for all of them answers."""

import os
import threading

import pytest

from press.figures import render, svg_server
from press.system import socket_service


def own(spec, name):
    """Draw as a chapter does by itself."""
    return f"own {name}"


@pytest.fixture
def address(tmp_path, monkeypatch):
    """Return an address at which nobody serves yet, told to this chapter; no drawing is kept."""
    monkeypatch.setenv(svg_server.ADDRESS, str(tmp_path / "drawer"))
    monkeypatch.delenv("BRIEF_DRAWINGS", raising=False)
    return str(tmp_path / "drawer")


def serve(address, answer):
    """Serve in a thread; return when orders can come."""
    ready = threading.Event()
    threading.Thread(target=socket_service.serve, args=(address, answer, ready.set), daemon=True).start()
    assert ready.wait(10)


def draw_for_others(address, draw, monkeypatch):
    """Let a thread be the process that draws; return when orders can come."""
    ready = threading.Event()
    monkeypatch.setattr(svg_server.living, "shared_config", dict)
    threading.Thread(target=svg_server.serve, args=(address, draw, ready.set), daemon=True).start()
    assert ready.wait(10)
    monkeypatch.setenv(svg_server.ADDRESS, address)  # the real process takes it from its own environment


def test_the_process_that_draws_for_others_draws_with_what_it_was_handed(address, monkeypatch):
    draw_for_others(address, lambda spec, name: f"handed {name} {spec['mark']}", monkeypatch)
    assert svg_server.drawn({"mark": "bar"}, "figure", own) == "handed figure bar"


def test_a_chart_that_the_process_cannot_draw_is_told_by_its_reason(address, monkeypatch):
    def refuse(spec, name):
        raise ValueError("no ink")

    draw_for_others(address, refuse, monkeypatch)
    with pytest.raises(ValueError, match="no ink"):
        svg_server.drawn({}, "figure", own)


def test_a_picture_is_asked_for_once(address, monkeypatch):
    asked = []
    serve(address, lambda spec, name: (asked.append(name) or "<svg/>", ""))
    assert render.svg({}, "figure") == "<svg/>"
    assert asked == ["figure"]


def test_the_drawer_is_asked_where_there_is_one(address):
    serve(address, lambda spec, name: (f"drawn {name}", ""))
    assert svg_server.drawn({}, "figure", own) == "drawn figure"


def test_a_chapter_draws_by_itself_when_nobody_serves(address):
    assert svg_server.drawn({}, "figure", own) == "own figure"


def test_a_chapter_draws_by_itself_when_the_drawer_hangs_and_does_not_ask_again(address, monkeypatch):
    monkeypatch.setattr(socket_service, "PATIENCE_S", 0.2)
    over = threading.Event()
    serve(address, lambda spec, name: over.wait(10))
    assert svg_server.drawn({}, "figure", own) == "own figure"
    assert svg_server.ADDRESS not in os.environ
    over.set()


def test_what_cannot_be_drawn_is_told_by_its_reason(address):
    serve(address, lambda spec, name: ("", "no ink"))
    with pytest.raises(ValueError, match="no ink"):
        svg_server.drawn({}, "figure", own)
