"""Arms deliveries: who arms whom, as five-year sums of SIPRI's trend-indicator values (TIV).

A single year of deliveries is a matter of delivery dates, so SIPRI reads five years together. The
tables hold two methods of dating a delivery; a sum never mixes them.
"""

from __future__ import annotations

import pandas as pd

WINDOW = 5
METHOD = "even split"  # covers 1985-2025; "delivery year" covers 1995-2024 and serves as the check


def us_share(arms: pd.DataFrame, *, method: str = METHOD, window: int = WINDOW) -> pd.DataFrame:
    """Return the US share of the arms that each state received over the `window` years to each year.

    `arms` is the table `arms_us_share`. The result has `recipient_iso3`, `year` (the last of the
    window), `share_pct` and `tiv_million_per_year`. A year without a row is one in which the
    register books no delivery. Only whole windows inside the table's span are given. Raises
    ValueError when the method is not in the table.
    """
    chosen = _method(arms, method)
    parts = [
        _window_share(part, recipient, _years(chosen), window)
        for recipient, part in chosen.groupby("recipient_iso3")
    ]
    return pd.concat(parts, ignore_index=True)


def us_amount(arms: pd.DataFrame, *, method: str = METHOD, window: int = WINDOW) -> pd.DataFrame:
    """Return what each state received from the United States over the `window` years to each year.

    As `us_share`, with `tiv_million`: the volume in million trend-indicator values of the whole window.
    """
    table = us_share(arms, method=method, window=window)
    return table.assign(tiv_million=table["share_pct"] / 100 * table["tiv_million_per_year"] * window)


def supplier_periods(suppliers: pd.DataFrame, *, last: int = 2025, window: int = WINDOW) -> pd.DataFrame:
    """Return the arms South Korea received by supplier in periods of `window` years that end in `last`.

    `suppliers` is the table `arms_suppliers_korea` (the method is METHOD). The result has `period`
    ("2021–2025"), `first_year`, `supplier`, `tiv_million_per_year` and `share_pct`. A period that
    begins before the table does is left out.
    """
    chosen = _method(suppliers, METHOD)
    chosen = chosen[chosen["year"] <= last]
    start = (last - window + 1) - (last - chosen["year"]) // window * window
    periods = chosen.assign(first_year=start.astype(int))
    periods = periods[periods["first_year"] >= _years(chosen)[0]]
    summed = periods.groupby(["first_year", "supplier"], as_index=False)["tiv_million"].sum()
    total = summed.groupby("first_year")["tiv_million"].transform("sum")
    return summed.assign(
        period=[f"{first}–{first + window - 1}" for first in summed["first_year"]],
        tiv_million_per_year=summed["tiv_million"] / window,
        share_pct=100 * summed["tiv_million"] / total,
    )[["period", "first_year", "supplier", "tiv_million_per_year", "share_pct"]]


def _method(table: pd.DataFrame, method: str) -> pd.DataFrame:
    chosen = table[table["method"] == method]
    if chosen.empty:
        known = ", ".join(sorted(table["method"].unique()))
        raise ValueError(f'no arms deliveries by the method "{method}"; the table has {known}')
    return chosen


def _years(table: pd.DataFrame) -> pd.RangeIndex:
    return pd.RangeIndex(int(table["year"].min()), int(table["year"].max()) + 1, name="year")


def _window_share(part: pd.DataFrame, recipient: str, years: pd.RangeIndex, window: int) -> pd.DataFrame:
    volumes = part.set_index("year")[["tiv_total_million", "tiv_from_us_million"]]
    sums = volumes.reindex(years).fillna(0.0).rolling(window).sum().dropna()
    sums = sums[sums["tiv_total_million"] > 0]
    return pd.DataFrame(
        {
            "recipient_iso3": recipient,
            "year": sums.index,
            "share_pct": (100 * sums["tiv_from_us_million"] / sums["tiv_total_million"]).clip(0, 100),
            "tiv_million_per_year": sums["tiv_total_million"] / window,
        }
    ).reset_index(drop=True)
