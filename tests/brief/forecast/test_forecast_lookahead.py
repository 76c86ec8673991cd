"""A forecast cannot see the future: changing what came later leaves its bytes unchanged."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.analysis.forecast import backtest, file
from brief.analysis.forecast.history import RECORD_START, happened, known

MADE_ON = pd.Timestamp("2015-06-30")
LAST_DAY = pd.Timestamp("2016-12-31")
MODELS = {"launch": "rolling", "icbm": "self-exciting", "nuclear test": "regression"}


def past():
    dates = pd.to_datetime(
        ["1998-08-31", "2006-07-05", "2009-04-05", "2012-04-13", "2014-03-03", "2015-05-08"]
    )
    return pd.DataFrame({"date": dates, "missiles": [1, 7, 1, 1, 2, 1]})


def future(offsets):
    dates = [MADE_ON + pd.Timedelta(days=offset) for offset in sorted(offsets)]
    return pd.DataFrame({"date": pd.to_datetime(dates), "missiles": [3] * len(dates)})


def edition_bytes(days):
    series = dict.fromkeys(MODELS, days)
    return file.edition(series, MODELS, MADE_ON).to_csv(index=False).encode()


@settings(max_examples=5, deadline=None)
@given(st.sets(st.integers(1, 500), max_size=12))
def test_whatever_comes_later_the_edition_keeps_its_bytes(offsets):
    changed = pd.concat([past(), future(offsets)], ignore_index=True)
    assert edition_bytes(changed) == edition_bytes(past())


def test_the_backtest_forecasts_the_same_when_later_years_are_rewritten():
    columns = ["made_on", "model", "horizon_days", "shape", "mean"]
    quiet = pd.concat([past(), future([400])], ignore_index=True)
    stormy = pd.concat([past(), future(range(1, 540, 3))], ignore_index=True)
    one, other = (backtest.backtest(days, LAST_DAY) for days in (quiet, stormy))
    earlier = one["made_on"] <= MADE_ON
    assert earlier.sum() > 500
    assert one.loc[earlier, columns].to_csv() == other.loc[earlier, columns].to_csv()
    assert one.loc[~earlier, columns].to_csv() != other.loc[~earlier, columns].to_csv(), (
        "the test can see a change"
    )


def test_the_spread_is_learned_from_closed_windows_only():
    quiet, stormy = past(), pd.concat([past(), future(range(1, 80))], ignore_index=True)
    tracks = [file.track(days, "rolling", LAST_DAY) for days in (quiet, stormy)]
    on_the_day = [file.published(days, "rolling", MADE_ON, learn=True) for days in (quiet, stormy)]
    assert on_the_day[0].to_csv() == on_the_day[1].to_csv()
    assert tracks[0].to_csv() != tracks[1].to_csv(), "the test can see a change"


@pytest.mark.parametrize("offset", [0, 1, 30, 31])
def test_a_window_opens_on_the_day_after_and_holds_its_last_day(offset):
    days = pd.DataFrame({"date": [MADE_ON + pd.Timedelta(days=offset)], "missiles": [4]})
    assert happened(days, MADE_ON, 30) == (1 if 1 <= offset <= 30 else 0)
    assert len(known(days, MADE_ON).ages) == (1 if offset == 0 else 0)


def test_a_history_counts_back_from_the_day_it_was_made():
    history = known(past(), MADE_ON)
    assert history.length == (MADE_ON - RECORD_START).days + 1
    assert history.count(60) == 1 and history.count(53) == 0
    assert history.blocks(365).sum() == len(past())
