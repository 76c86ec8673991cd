"""What tables of trade, money, arms and soldiers must agree on."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from brief.agreement.rules import Rule, covers, determined, differ, steady, told, unbroken, unsteady
from press.prose import number

_LATER = {"CHN": 1997, "TUR": 2006, "PHL": 2000}  # inflation and new series before
_NEVER = 9999
_TROOPS_SINCE = {"DEU": 2009, "GBR": 1959, "ITA": 1960, "JPN": 1966, "KOR": 1959}
_EXPORTS_SINCE = {"KOR": 1999, "PHL": 2010, "RUS": _NEVER, "TUR": 2010}
_POSITION = ["counterpart_iso3", "direction", "basis"]


def shares(trade: pd.DataFrame) -> Iterator[str]:
    """A partner's share is its value in that of the world, to the two digits that the source gives."""
    world = trade[trade["partner_iso3"] == "WLD"].set_index(["year", "flow"])["value_usd_million"]
    rows = trade[trade["partner_iso3"] != "WLD"].join(world.rename("world"), on=["year", "flow"])
    rows = rows.assign(computed=100 * rows["value_usd_million"] / rows["world"])
    keys = ["partner_iso3", "year", "flow"]
    yield from differ("trade_korea", keys, rows, ("partner_share_pct", "computed"), 0.006)


def mirror(korea: pd.DataFrame, american: pd.DataFrame) -> Iterator[str]:
    """What Korea and the United States report of their trade differs by less than 26 in a hundred."""
    mine = korea[korea["partner_iso3"] == "USA"].pivot(
        index="year", columns="flow", values="value_usd_million"
    )
    theirs = american[american["partner_iso3"] == "KOR"].set_index("year")
    for flow, column in (("export", "us_imports_usd_million"), ("import", "us_exports_usd_million")):
        ratio = (mine[flow] / theirs[column]).dropna()
        for year, value in ratio[~ratio.between(0.88, 1.26)].items():
            yield f"data/trade_korea.csv, USA {year}, {flow}: {number(value, 2)} times trade_us; look at both"


def part_of_year(part: pd.DataFrame, korea: pd.DataFrame, american: pd.DataFrame) -> Iterator[str]:
    """A month of part of a year is between half and twice a month of the last whole year."""
    columns = {"import": "us_imports_usd_million", "export": "us_exports_usd_million"}
    wide = american.rename(columns={value: key for key, value in columns.items()})
    theirs = wide.melt(["partner_iso3", "year"], list(columns), "flow", "whole").assign(reporter_iso3="USA")
    mine = korea.rename(columns={"value_usd_million": "whole"}).assign(reporter_iso3="KOR")
    keys = ["reporter_iso3", "partner_iso3", "year", "flow"]
    before = pd.concat([theirs, mine])[[*keys, "whole"]].assign(year=lambda rows: rows["year"] + 1)
    held = part.merge(before, on=keys, how="left")
    ratio = held["value_usd_million"] / held["last_month"] * 12 / held["whole"]
    for _, row in held[ratio.notna() & ~ratio.between(0.5, 2)].iterrows():
        yield told("trade_in_part", row, keys, "a month is far from one of the year before")


def burden(spending: pd.DataFrame, macro: pd.DataFrame) -> Iterator[str]:
    """Spending, its share of GDP and GDP itself keep their ratio from year to year."""
    rows = spending.merge(macro, on=["iso3", "year"])
    rows["ratio of spending to its share of GDP"] = (
        rows["spending_usd_million"] / rows["gdp_usd"] / rows["spending_pct_gdp"] * 1e8
    )
    since = {"AUS": _NEVER, "CHN": 1997, "DEU": 1992, "PHL": 2006, "RUS": 2012, "KOR": 1997}
    column = "ratio of spending to its share of GDP"
    yield from unsteady("military_expenditure", rows, ["iso3"], column, 0.035, since)


def prices(spending: pd.DataFrame, macro: pd.DataFrame) -> Iterator[str]:
    """Prices of the two tables, which turn present dollars into those of one year, move together."""
    rows = spending.merge(macro, on=["iso3", "year"])
    column = "ratio of the prices of both tables"
    rows[column] = (
        rows["spending_usd_million_2023"]
        / rows["spending_usd_million"]
        * rows["gdp_usd"]
        / rows["gdp_usd_2015"]
    )
    yield from unsteady(
        "military_expenditure", rows, ["iso3"], column, 0.06, {"AUS": _NEVER, **_LATER, "RUS": _NEVER}
    )


def won(paid: pd.DataFrame, rates: pd.DataFrame) -> Iterator[str]:
    """What was paid in won and in dollars fits the rate of the year within a tenth."""
    rows = paid.merge(rates, on="year")
    ratio = rows["contribution_krw_billion"] * 1000 / rows["won_per_usd"] / rows["contribution_usd_million"]
    for _, row in rows[ratio.notna() & ~ratio.between(0.9, 1.1)].iterrows():
        yield told(
            "cost_sharing", row, ["year"], "the contributions in won and in dollars do not fit the rate"
        )


def rates(rates_: pd.DataFrame) -> Iterator[str]:
    """The rate of a year differs from those beside it by less than 15 in a hundred, but in 1998."""
    rows = rates_.assign(currency="won")
    yield from unsteady("exchange_rate", rows, ["currency"], "won_per_usd", 0.15, {"won": 1999})


def arms(suppliers: pd.DataFrame, recipients: pd.DataFrame) -> Iterator[str]:
    """American arms are the same by recipient as by supplier, and no more than all arms."""
    american = suppliers[suppliers["supplier_iso3"] == "USA"].set_index(["method", "year"])["tiv_million"]
    whole = suppliers.groupby(["method", "year"])["tiv_million"].sum()
    korea = recipients[recipients["recipient_iso3"] == "KOR"].join(
        american.rename("american"), on=["method", "year"]
    )
    korea = korea.join(whole.rename("all suppliers"), on=["method", "year"])
    keys = ["recipient_iso3", "method", "year"]
    for pair in (("tiv_from_us_million", "american"), ("tiv_total_million", "all suppliers")):
        yield from differ("arms_us_share", keys, korea, pair, 0.011)
    over = recipients["tiv_from_us_million"] > recipients["tiv_total_million"] + 0.01
    for _, row in recipients[over].iterrows():
        yield told("arms_us_share", row, keys, "more arms came from the United States than from all")


def quarters(quarters_: pd.DataFrame, troops: pd.DataFrame) -> Iterator[str]:
    """A quarter's soldiers are within a third of those of the host's last whole report before it."""
    last = troops.dropna(subset=["personnel"]).sort_values("year").groupby("host_iso3")["personnel"].last()
    rows = quarters_.join(last.rename("last report"), on="host_iso3")
    ratio = rows["personnel"].astype("float64") / rows["last report"].astype("float64")
    for _, row in rows[~ratio.between(0.75, 1.34)].iterrows():
        yield told(
            "us_troops_quarters", row, ["host_iso3", "year", "month"], "the count is far from the last report"
        )


RULES = (
    Rule(("trade_korea",), shares),
    Rule(("trade_korea", "trade_us"), mirror),
    Rule(("trade_in_part", "trade_korea", "trade_us"), part_of_year),
    Rule(("military_expenditure", "macro"), burden),
    Rule(("military_expenditure", "macro"), prices),
    Rule(("cost_sharing", "exchange_rate"), won),
    Rule(("arms_suppliers_korea", "arms_us_share"), arms),
    Rule(("us_troops_quarters", "us_troops"), quarters),
    unbroken("us_troops", ["host_iso3"]),
    covers("us_troops", "host_iso3", 5),
    unbroken("trade_us", ["partner_iso3"]),
    unbroken("trade_korea", ["partner_iso3", "flow"], ("CHN import 2020", "JPN export 2020")),
    unbroken("direct_investment", ["counterpart_iso3", "direction", "basis"]),
    unbroken("macro", ["iso3"]),
    unbroken("military_expenditure", ["iso3"], ("RUS 1991",)),
    unbroken(
        "arms_us_share",
        ["recipient_iso3", "method"],
        tuple(f"PHL {method}" for method in ("delivery year 1999", "delivery year 2000"))
        + tuple(f"PHL even split {year}" for year in (1986, 1999, 2000)),
    ),
    determined("arms_suppliers_korea", ["supplier"], "supplier_iso3"),
    determined("arms_suppliers_korea", ["supplier_iso3"], "supplier"),
    determined("trade_korea", ["status"], "reported"),
    determined("military_expenditure", ["year"], "vintage"),
    determined("us_troops", ["month"], "basis"),
    determined("us_troops_quarters", ["basis"], "source"),
    determined("trade_in_part", ["reporter_iso3"], "last_month"),
    determined("trade_in_part", ["reporter_iso3"], "source_tier"),
    determined("trade_in_part", ["reporter_iso3"], "source_url"),
    steady("us_troops", ["host_iso3"], "personnel", 0.25, _TROOPS_SINCE),
    steady("trade_us", ["partner_iso3"], "us_imports_usd_million", 0.3, {"JPN": 2010, "RUS": _NEVER}),
    steady("trade_us", ["partner_iso3"], "us_exports_usd_million", 0.3, _EXPORTS_SINCE),
    steady("direct_investment", _POSITION, "position_usd_million", 0.3, {"CHN": 2017}),
    steady("military_expenditure", ["iso3"], "spending_pct_gdp", 0.15, {"RUS": 2022, "TUR": 1999}),
    Rule(("exchange_rate",), rates),
    steady("macro", ["iso3"], "population", 0.02, {"PHL": 2000, "RUS": 1992}),
    steady("macro", ["iso3"], "gdp_usd_2015", 0.105, {"RUS": 2000}),
)
