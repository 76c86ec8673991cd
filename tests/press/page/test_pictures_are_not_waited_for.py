"""Who requests pictures goes on at once, however many are requested and however slowly they are drawn."""

import os
import signal

from press.page.files.png_pool import PicturePool

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"><!--{}--></svg>'


def test_requests_do_not_wait_for_the_process_that_draws(tmp_path):
    pool = PicturePool(tmp_path / "kept")
    places = [tmp_path / f"{place}.png" for place in range(30)]
    pool.request(DRAWING.format("first"), places[0])
    os.kill(pool._process.pid, signal.SIGSTOP)  # whatever is drawn takes for ever
    try:
        for place in places[1:]:
            pool.request(DRAWING.format(f"{place.name} " * 20_000), place)  # more than a pipe holds
    finally:
        os.kill(pool._process.pid, signal.SIGCONT)
    pool.place_all()
    assert all(place.read_bytes().startswith(b"\x89PNG") for place in places)
    assert not list((tmp_path / "kept").glob("*.svg")), "no drawing is left"
