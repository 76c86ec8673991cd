"""Trade and investment: who Korea buys from and sells to, and what each side says it has invested.

South Korea's figures come from two kinds of source: World Bank WITS to 2019, ministry and press
figures after. Shares are of all goods exports or imports of the year, in per cent.
"""

from __future__ import annotations

import pandas as pd

LAST_WITS_YEAR = 2019


def korea_shares(trade: pd.DataFrame) -> pd.DataFrame:
    """Return each partner's share of South Korea's goods exports and imports.

    `trade` is the table `trade_korea`. The result has `partner_iso3`, `flow` (export, import),
    `year`, `share_pct`, `value_usd_billion`, `worked_out` (true where the value follows from a
    growth rate or a balance) and `origin` (WITS, or ministry and press).
    """
    partners = trade[trade["partner_iso3"] != "WLD"]
    return (
        partners.assign(
            share_pct=partners["partner_share_pct"],
            value_usd_billion=partners["value_usd_million"] / 1000,
            worked_out=~partners["reported"].astype(bool),
            origin=partners["year"].le(LAST_WITS_YEAR).map({True: "WITS", False: "ministry and press"}),
        )[["partner_iso3", "flow", "year", "share_pct", "value_usd_billion", "worked_out", "origin"]]
        .sort_values(["partner_iso3", "flow", "year"], ignore_index=True)
        .astype({"year": "int64"})
    )


def share(shares: pd.DataFrame, partner: str, flow: str) -> pd.Series:
    """Return one partner's share by year, in per cent, from the result of `korea_shares`."""
    chosen = shares[(shares["partner_iso3"] == partner) & (shares["flow"] == flow)]
    return chosen.set_index("year")["share_pct"].sort_index()


def two_way_shares(trade: pd.DataFrame) -> pd.DataFrame:
    """Return each partner's share of South Korea's exports and imports together, where both are known.

    `trade` is the table `trade_korea`. The result has `partner_iso3`, `year`, `share_pct` and
    `value_usd_billion`.
    """
    both = trade.pivot_table(index=["partner_iso3", "year"], columns="flow", values="value_usd_million")
    total = both.sum(axis=1, skipna=False).dropna().rename("value").reset_index()
    world = total[total["partner_iso3"] == "WLD"].set_index("year")["value"]
    partners = total[total["partner_iso3"] != "WLD"]
    return partners.assign(
        share_pct=100 * partners["value"] / partners["year"].map(world),
        value_usd_billion=partners["value"] / 1000,
    )[["partner_iso3", "year", "share_pct", "value_usd_billion"]].reset_index(drop=True)


def lead(shares: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Return by how many points the share of `first` exceeds that of `second`, by flow and year.

    Years in which either share is missing are missing here too. `leader` is the code of the larger.
    """
    wide = shares.pivot_table(index=["flow", "year"], columns="partner_iso3", values="share_pct")
    ahead = (wide[first] - wide[second]).dropna().rename("points").reset_index()
    return ahead.assign(leader=(ahead["points"] > 0).map({True: first, False: second}))


def crossings(ahead: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `lead` in which the leader is another than in the year known before."""
    before = ahead.groupby("flow")["leader"].shift()
    return ahead[before.notna() & (before != ahead["leader"])].reset_index(drop=True)


def us_two_way(trade_us: pd.DataFrame) -> pd.DataFrame:
    """Return US goods trade with each partner: `value_usd_billion` and its share of all, in per cent.

    `trade_us` is the table `trade_us`; the share is missing where the world total is.
    """
    total = trade_us["us_imports_usd_million"] + trade_us["us_exports_usd_million"]
    both = trade_us[["partner_iso3", "year"]].assign(value_usd_billion=total / 1000)
    world = both[both["partner_iso3"] == "WLD"].set_index("year")["value_usd_billion"]
    both["share_pct"] = 100 * both["value_usd_billion"] / both["year"].map(world)
    return both[both["partner_iso3"] != "WLD"].reset_index(drop=True)


def us_trade_to_gdp(trade_us: pd.DataFrame, macro: pd.DataFrame) -> pd.DataFrame:
    """Return goods trade with the United States as a share of each partner's GDP, in per cent.

    The partners' own totals are not in the tables, so this, not a trade share, compares allies.
    """
    merged = us_two_way(trade_us).merge(
        macro.rename(columns={"iso3": "partner_iso3"})[["partner_iso3", "year", "gdp_usd"]]
    )
    merged["pct_of_gdp"] = 100 * merged["value_usd_billion"] * 1e9 / merged["gdp_usd"]
    return merged[["partner_iso3", "year", "pct_of_gdp"]].dropna().reset_index(drop=True)


_DIRECTIONS = {"inward": "invested there by Korea", "outward": "invested in Korea"}


def investment_positions(investment: pd.DataFrame) -> pd.DataFrame:
    """Return each investment position as both sides report it, in billion US dollars.

    `investment` is the table `direct_investment`, whose directions are seen from the counterpart.
    The result has `counterpart_iso3`, `held` (invested there by Korea; invested in Korea), `year`,
    `counterpart` and `korea`: the counterpart's own figure and the one that Seoul reports.
    """
    sides = {"reported": "counterpart", "derived from the counterpart": "korea"}
    wide = investment.assign(
        side=investment["basis"].map(sides), held=investment["direction"].map(_DIRECTIONS)
    ).pivot_table(index=["counterpart_iso3", "held", "year"], columns="side", values="position_usd_million")
    return (wide / 1000).reset_index().rename_axis(columns=None)
