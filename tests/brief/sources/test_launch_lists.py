"""The three lists of launches: each read from its form, set beside each other and beside the book."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from forms import answer, book, compared, pdf

from brief.sources.acts import beyond_parallel, japan, launches, nagix, provocations
from press.errors import FetchError
from press.fetch.sources import Answer

EXTRACT = Path(__file__).with_name("answers") / "nagix.json"
MISSILES = {
    name: {"name": title, "type": kind}
    for name, title, kind in (
        ("scud-b", "Scud-B", "SRBM"),
        ("hwasong-11d", "Hwasong-11D (KN-35)", "SRBM"),
        ("hwasong-12", "Hwasong-12", "IRBM"),
        ("hwasong-12a", "Hwasong-12A", "MRBM"),
        ("pukguksong-1", "Pukguksong-1", "SLBM"),
    )
}
PLACES = {
    "facilities": {
        "tonghae": {"name": "Tonghae Satellite Launching Ground", "lat": 40.85, "lon": 129.666664},
        "sinpo": {"name": "Sinpo Shipyard", "lat": 40.025, "lon": 128.185},
        "north-kusong": {"name": "North Kusong Testing Ground", "lat": 40.0, "lon": 125.2},
        "mupyong-ni": {"name": "Mupyong-ni Arms Plant", "lat": 40.611, "lon": 126.426},
    }
}
ADDRESS = "https://www.mod.go.jp/j/press/news/2026/11/{}.pdf"
ONE = (
    "令和８年１１月{}日　北朝鮮は本日６時３０分頃、少なくとも１発の弾道ミサイルを発射しました。"
    "最高高度約８０ｋｍ程度で、約５５０ｋｍ程度飛翔し、６時４０分頃落下しました。"
)
TITLE = "北朝鮮のミサイル等関連情報"


def listed(rows=None):
    """Nagix's three files; `rows` follow those of the extract."""
    tests = json.loads(EXTRACT.read_text(encoding="utf-8"))
    tests["timeBins"].append({"year": 2026, "data": rows or []})
    return [answer(json.dumps(part)) for part in (tests, MISSILES, PLACES)]


def fired(day, time="21:10 (UTC)", **cells):
    common = {"missile": "hwasong-11d", "facility": "sinpo", "landing": "sea-of-japan", "apogee": "unknown"}
    return {
        "date": day,
        "time": time,
        **common,
        "distance": "140",
        "bearing": 58,
        "outcome": "unknown",
        **cells,
    }


def page(days=(), number=55, rows=420, label="Short-range Ballistic Missile Launch"):
    """Beyond Parallel's page: old rows of another kind, then launches."""
    first = date(2025, 1, 1)
    old = [((first + timedelta(days=no)).isoformat(), "GPS jamming") for no in range(rows - len(days))]
    cells = [
        f"<tr><td>{day}</td><td>A</td><td>{what}</td><td>x <b>y</b></td><td>z</td></tr>"
        for day, what in [*old, *((day, label) for day in days)]
    ]
    other = "<table><tr><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td></tr></table>"
    classes = f"wpDataTable wpDataTableID-{number}"
    return f'<html>{other}<table class="{classes}"><tbody>{"".join(cells)}</tbody></table></html>'


def feed(*names):
    """The ministry's feed: another subject, a first report, then follow-up reports."""
    items = [("防衛大臣記者会見", "/j/press/kisha/2026/1101a.html")]
    items.append((f"{TITLE}（速報）", "/j/press/news/2026/11/01a.html"))
    items += [(f"{TITLE}（続報）", f"/j/press/news/2026/11/{name}.html") for name in names]
    inside = "".join(f"<item><title>{title}</title><link>{link}</link></item>" for title, link in items)
    return f"<rss><channel>{inside}</channel></rss>"


def read(rows=None, csis=None, ministry=None):
    """What the three lists say; `ministry` gives the reports' words by name."""
    found = [*listed(rows), answer(csis) if csis else Answer("a", b"")]
    if ministry is None:
        found.append(Answer(japan.FEED, b""))
    else:
        found.append(answer(feed(*ministry), fetched="2026-11-29T01:00:00Z"))
        found += [answer(pdf(words), ADDRESS.format(name)) for name, words in ministry.items()]
    return launches.read(found, book)


def test_numbers_mixed_with_words_days_in_utc_and_months_are_read():
    rows = [
        one.row for one in nagix.launches(*(part.content for part in listed([fired("1990-06", "unknown")])))
    ]
    cells = [(row["date"], row["apogee_km"], row["distance_km"], row["landing"]) for row in rows]
    assert cells == [
        ("1984-04-09", "", "", "unknown"),
        ("2026-04-19", "", "140", "sea-of-japan"),  # 21:10 UTC on the 18th; the distance is a text
        ("2017-05-15", "2111.5", "787", "sea-of-japan"),
        ("2015-11-28", "", "", "not applicable"),  # "na" in three columns
        ("2022-01-05", "30", "700", "sea-of-japan"),  # with a list under "glide"
        ("1990-06-01", "", "140", "sea-of-japan"),
    ]
    assert rows[-1]["date_precision"] == "month"


def test_the_place_where_a_missile_came_down_is_that_of_the_book():
    ((_, row),) = [
        (one, one.row)
        for one in nagix.launches(*(part.content for part in listed()))
        if one.day == "2022-01-05"
    ]
    known = next(old for old in book("missiles") if old["date"] == "2022-01-05")
    assert abs(float(row["est_end_lat_deg"]) - float(known["est_end_lat_deg"])) < 0.05
    assert abs(float(row["est_end_lon_deg"]) - float(known["est_end_lon_deg"])) < 0.05


def test_a_launch_that_the_book_lacks_gets_the_next_number_and_old_rows_stay():
    readings = read([fired("2026-11-20"), fired("2026-11-20")])
    found = compared("missiles", readings["missiles"])
    last = max(row["missile_id"] for row in book("missiles"))
    number = int(last.removeprefix("CNS"))
    assert found.added == [(f"CNS{number + 1}",), (f"CNS{number + 2}",)]
    assert (found.changed, found.gone) == ([], [])
    assert readings["missiles"].complete_to == "2026-11-21"


def test_a_row_that_was_edited_or_deleted_upstream_is_told():
    notes = read()["missiles"].notes
    assert "nagix lists 1 of Hwasong-11D (KN-35) on 2026-04-19, the book 5" in notes
    (part,) = json.loads(EXTRACT.read_text("utf-8"))["timeBins"]
    (edited,) = [row for row in part["data"] if row["date"] == "2017-05-14"]
    edited["distance"] = 800
    assert any(
        note.startswith("CNS108, distance_km: nagix has 800, the book 787") for note in _edited(edited)
    )


def _edited(row):
    tests = json.dumps({"timeBins": [{"year": 2017, "data": [row]}]})
    others = [part.content for part in listed()[1:]]
    return nagix.merged(nagix.launches(tests.encode(), *others), book("missiles"))[1]


def test_an_unknown_code_is_told():
    with pytest.raises(FetchError, match='the code "hwasong-99" has no meaning in its list'):
        read([fired("2026-11-20", missile="hwasong-99")])


@pytest.mark.parametrize("number", [55, 71])
def test_the_table_is_found_whatever_its_number_and_other_tables_are_not(number):
    days = ["2026\N{NON-BREAKING HYPHEN}11\N{EN DASH}20"]
    found = beyond_parallel.events(page(days, number).encode(), "2026-11-29T00:00:00Z")
    assert (len(found), beyond_parallel.launch_days(found)) == (420, {"2026-11-20"})


@pytest.mark.parametrize(
    ("label", "counts"),
    [
        ("Satellite Launch (Other Provocation)", True),
        ("Intercontinental ballistic missile & SRBM", True),
        ("Strategic cruise missile", False),
        ("DMZ Enroachment", False),
        ("Multiple Lanuch Rocket System (MLRS) Test", False),
    ],
)
def test_only_ballistic_launches_count(label, counts):
    found = beyond_parallel.events(page(["2026-11-20"], label=label).encode(), "2026-11-29T00:00:00Z")
    assert bool(beyond_parallel.launch_days(found)) is counts


def test_a_page_of_few_rows_or_old_ones_is_refused():
    with pytest.raises(FetchError, match="holds 399 rows of 5 cells, where at least 400 are"):
        beyond_parallel.events(page(rows=399).encode(), "2026-11-29T00:00:00Z")
    with pytest.raises(FetchError, match=r"the newest row is of 2026-02-24, .* days old"):
        beyond_parallel.events(page().encode(), "2028-01-01T00:00:00Z")


def test_the_feed_gives_the_follow_up_reports_only():
    assert japan.addresses(feed("03d").encode()) == [ADDRESS.format("03d")]


HEIGHT, FLOWN = "最高高度約{}ｋｍ程度で", "約{}ｋｍ程度飛翔"
REPORTS = {
    ONE.format("３"): (("06:30",), "at least 1", 550.0, 80.0),
    "本日１７時４分頃、複数発の弾道ミサイルを発射しました。"
    f"{HEIGHT.format('９０')}、{FLOWN.format('３２０')}": (("17:04",), "several", 320.0, 90.0),
    "２発の弾道ミサイルを発射しました。"
    f"①１５時５４分頃発射し、{HEIGHT.format('８０')}、{FLOWN.format('３５０')}。"
    f"②１６時２分頃発射し、{HEIGHT.format('７０')}、{FLOWN.format('３４０')}。": (
        ("15:54", "16:02"),
        "2",
        350.0,
        80.0,
    ),
    "本日７時１１分頃、少なくとも１発のＩＣＢＭ級弾道ミサイルを発射し８時３７分頃落下。"
    "飛翔距離は約１,０００ｋｍ、最高高度は過去最高で約７，０００ｋｍを超える": (
        ("07:11",),
        "at least 1",
        1000.0,
        7000.0,
    ),
    "本日１７時２分頃、少なくとも１発の弾道ミサイルが発射されました。": (
        ("17:02",),
        "at least 1",
        None,
        None,
    ),
}


@pytest.mark.parametrize("words", REPORTS, ids=range(len(REPORTS)))
def test_full_width_digits_items_and_words_for_numbers_are_read(words):
    read = japan.report(japan.words(pdf(words), "a"), ADDRESS.format("03d"))
    assert (read.times, read.number, read.distance, read.apogee) == REPORTS[words]
    assert read.day == "2026-11-03"


def test_a_report_of_another_day_than_its_address_is_told():
    with pytest.raises(FetchError, match=r"names 2026-11-04, not 2026-11-03 as"):
        japan.report(ONE.format("４"), ADDRESS.format("03d"))


def test_a_launch_that_the_book_lacks_holds_the_day_back():
    reading = read(csis=page(["2026-11-20"]), ministry={})["missile_events_added"]
    (doubt,) = reading.doubts
    assert doubt == "Beyond Parallel has a launch on 2026-11-20 that the book lacks; add it with its sources"
    assert reading.complete_to == ""
    assert not compared("missile_events_added", reading)


def test_lists_that_agree_with_the_book_move_the_day():
    """The book's launches, then an event of another kind on the last day that Beyond Parallel has."""
    known = [row["date"] for row in book("missile_events_added") if row["date"] >= "2026-08"]
    quiet = page(known).replace("2025-01-01", "2026-11-20")
    reading = read(csis=quiet, ministry={})["missile_events_added"]
    assert (reading.doubts, reading.complete_to) == ((), "2026-11-20")


def test_lists_that_differ_are_shown_beside_each_other():
    """The ministry leaves out short flights: its silence is told, and is no proof."""
    known = [row["date"] for row in book("missile_events_added") if row["date"] >= "2026-08"]
    notes = read(csis=page([*known, "2026-11-12"]), ministry={"03d": ONE.format("３")})[
        "missile_events_added"
    ].notes
    assert "2026-11-03: a launch in the Japanese ministry, not in Beyond Parallel" in notes
    assert "2026-11-12: a launch in Beyond Parallel, not in the Japanese ministry" in notes


def test_two_reports_of_one_day_are_one_day_of_launches():
    """As on 20 September 2026: each is read, and the day is lacking once."""
    reading = read(csis=page(["2026-11-03"]), ministry={"03b": ONE.format("３"), "03d": ONE.format("３")})
    doubts = reading["missile_events_added"].doubts
    assert sorted(doubts) == [
        f"{name} has a launch on 2026-11-03 that the book lacks; add it with its sources"
        for name in ("Beyond Parallel", "the Japanese ministry")
    ]


def test_the_first_year_of_an_era_is_read():
    old = "https://www.mod.go.jp/j/press/news/2019/10/31d.pdf"
    assert japan.report(ONE.replace("８年１１月{}日", "元年１０月３１日"), old).day == "2019-10-31"


def test_the_pauses_that_publishers_want_are_asked_for():
    """Beyond Parallel's robots.txt wants ten seconds; the ministry is asked for one report after another."""
    wanted = {}

    def get(address, **asked):
        wanted[address] = asked.get("delay", 0.0)
        return answer(feed("03d"), address) if address == japan.FEED else Answer(address, b"")

    launches.fetch(get)
    assert wanted[beyond_parallel.ADDRESS] >= 10
    assert wanted[ADDRESS.format("03d")] >= 1


def test_a_list_that_does_not_answer_is_named_and_nothing_is_called_complete():
    reading = read(csis=page())["missile_events_added"]
    assert reading.complete_to == ""
    assert "the Japanese ministry did not answer: launches are not known to be complete" in reading.notes


def yearly(*events):
    """What is said of yearly counts, when the page lists these events beside those that the table counts."""
    rows = book("provocations")
    known = [f"{row['year']}-01-01" for row in rows for _ in range(int(row["events"]))]
    cells = "".join(
        f"<tr><td>{day}</td><td>Other</td><td>{label}</td><td>words</td><td>a link</td></tr>"
        for day, label in [*((day, "Clash") for day in known), *events]
    )
    page_ = answer(f'<html><table class="wpDataTable wpDataTableID-55">{cells}</table></html>')
    return provocations.read([page_], lambda _table: rows)["provocations"]


def test_the_yearly_counts_are_held_beside_the_page():
    """The table stays: kinds are given by hand. What the page lists beside it is named with its days."""
    reading = yearly(("2026-10-20", "Land mine"))
    assert not compared("provocations", reading).changed
    assert reading.rows == book("provocations")
    assert (reading.complete_to, len(reading.notes)) == ("", 1)
    assert reading.notes[0].startswith("2026: the page lists 22 events, the table counts 21; newest: ")
    assert reading.notes[0].endswith("2026-10-20 Land mine")


def test_counts_that_agree_are_complete_to_the_newest_event():
    assert (yearly().complete_to, yearly().notes) == ("2026-01-01", ())
