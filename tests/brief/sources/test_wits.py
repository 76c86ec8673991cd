"""WITS's answers: the table comes out of their form; what is no answer, or of something else, is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from forms import answer, book, compared

from brief.sources import wits
from press.errors import FetchError

EXTRACT = Path(__file__).with_name("answers") / "wits.json"  # cut from a real answer, of another reporter
PATH = ("partner_iso3", "year", "flow")


def held():
    return [row for row in book("trade_korea") if row["source"].startswith(wits.TITLE)]


def in_form(flow, rows=None, reporter="KOR", product="Total", order=1):
    """An answer of one direction: series by partner, observations by the place of their year."""
    rows = [row for row in (held() if rows is None else rows) if row["flow"] == flow]
    partners = sorted({row["partner_iso3"] for row in rows} | {"ROM"})[::order]
    years = sorted({row["year"] for row in rows})
    series = {f"0:0:{place}:0:0": {"attributes": [], "observations": {}} for place in range(len(partners))}
    for row in rows:
        cells = series[f"0:0:{partners.index(row['partner_iso3'])}:0:0"]["observations"]
        cells[str(years.index(row["year"]))] = [float(row["value_usd_million"]) * 1000, 0]
    names = {
        "FREQ": ["A"],
        "REPORTER": [reporter],
        "PARTNER": partners,
        "PRODUCTCODE": [product],
        "INDICATOR": [wits.INDICATORS[flow]],
    }
    dimensions = {
        "series": [{"id": name, "values": [{"id": one} for one in codes]} for name, codes in names.items()],
        "observation": [{"id": "TIME_PERIOD", "values": [{"id": year} for year in years]}],
    }
    return json.dumps({"dataSets": [{"series": series}], "structure": {"dimensions": dimensions}})


def read(exports=None, imports=None):
    made = [exports or in_form("export"), imports or in_form("import")]
    return wits.read([answer(one) for one in made], book)["trade_korea"]


def with_row(partner, year, flow, million):
    row = {"partner_iso3": partner, "year": year, "flow": flow, "value_usd_million": million}
    return [*(one for one in held() if tuple(one[name] for name in PATH) != (partner, year, flow)), row]


def test_the_table_comes_out_of_its_form_and_later_rows_stay():
    """Rows that the answers confirm keep every letter; those of the ministry and the press stay."""
    reading = read()
    found = compared("trade_korea", reading)
    assert not found
    assert found.rows == book("trade_korea")
    assert (reading.newest, reading.complete_to) == ("2019-12-31", "2025-12-31")
    assert reading.described["version"] == "WITS to 2019; ministry and press figures after"


def test_codes_are_found_by_their_lists_whatever_the_order():
    assert read(exports=in_form("export", order=-1)).rows == read().rows


def test_values_are_thousands_and_shares_are_of_the_world():
    """A year that the press told takes WITS's value, with its share, as reported."""
    rows = [
        *held(),
        *with_row("WLD", "2020", "export", 512500)[-1:],
        *with_row("CHN", "2020", "export", 132500)[-1:],
    ]
    reading = read(exports=in_form("export", rows))
    found = compared("trade_korea", reading)
    kept = [one for one in book("trade_korea") if not reading.speaks_for(one)]
    assert len(kept) + len(reading.rows) == len(found.rows), "a row stands beside the one that replaces it"
    row = next(one for one in found.rows if tuple(one[name] for name in PATH) == ("CHN", "2020", "export"))
    assert (row["value_usd_million"], row["partner_share_pct"], row["reported"]) == (
        "132500",
        "25.85",
        "true",
    )
    assert row["source"] == wits.CITED
    assert {change.key for change in found.changed} == {("CHN", "2020", "export"), ("WLD", "2020", "export")}


def test_a_revised_year_is_a_changed_row_and_a_lost_one_is_gone():
    revised = compared(
        "trade_korea", read(exports=in_form("export", with_row("USA", "2018", "export", 73000)))
    )
    assert [change.key for change in revised.changed] == [("USA", "2018", "export")]
    fewer = [row for row in held() if (row["partner_iso3"], row["year"]) != ("JPN", "2001")]
    lost = compared("trade_korea", read(in_form("export", fewer), in_form("import", fewer)))
    assert lost.gone == [("JPN", "2001", "export"), ("JPN", "2001", "import")]


def test_the_form_of_a_real_answer_is_read():
    """One product and all of them, in thousand dollars; another reporter's is refused."""
    content = EXTRACT.read_bytes()
    found = {axes["PRODUCTCODE"]: (year, value) for axes, year, value in wits.observations(content, "here")}
    assert found == {"27-27_Fuels": ("2017", 204018187.723), "Total": ("2017", 2407390189.46)}
    with pytest.raises(FetchError, match="a series is of REPORTER USA, where KOR was asked for"):
        wits.collected(content, "import")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            '{"error": "Response too large"}',
            r"\(HTTP 200\) is a message in place of data: .*Response too large",
        ),
        ('{"dataSets": [], "structure": {}}', "is a message in place of data"),
        (in_form("export")[:400], "the answer is cut or no JSON"),
        (in_form("export").replace('"observation"', '"observed"'), "has another form .KeyError"),
        (in_form("export").replace('"0:0:1:0:0"', '"0:0:99:0:0"'), "has another form .IndexError"),
        (in_form("export", product="Fuels"), "a series is of PRODUCTCODE Fuels, where Total was asked for"),
        (in_form("import"), "a series is of INDICATOR MPRT-TRD-VL, where XPRT-TRD-VL was asked for"),
        (in_form("export", with_row("CHN", "2018", "export", 9e9)), "2018, CHN is .* a part is larger than"),
        (
            in_form("export", [{**held()[0], "partner_iso3": "ROM", "flow": "export"}]),
            "holds none of CHN, JPN",
        ),
    ],
)
def test_what_is_no_such_answer_is_told(content, sentence):
    with pytest.raises(FetchError, match=sentence):
        read(exports=content)


def test_a_slow_publisher_is_waited_for():
    """All years of all partners take WITS up to a minute, longer than others may be silent."""
    asked = {}
    wits.fetch(lambda address, **wishes: asked.update({address: wishes["quiet"]}))
    assert sorted(address.partition("indicator/")[2] for address in asked) == [
        "MPRT-TRD-VL?format=JSON",
        "XPRT-TRD-VL?format=JSON",
    ]
    assert min(asked.values()) >= 60
