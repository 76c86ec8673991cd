"""The stakeholders' charts: they fit page and phone, can be read, and claim no more than is known."""

import re

import pandas as pd
import pytest

from brief import tables
from brief.analysis.alliance import ties
from brief.article import ARTICLE_DAY
from brief.charts.stakeholders import actors as stakeholders_actors
from brief.charts.stakeholders import arms_and_money as security
from brief.charts.stakeholders import opinion as opinions
from brief.charts.stakeholders import polls_on_defence as weapons
from brief.charts.stakeholders import ties as stakeholders_ties
from brief.charts.stakeholders import trade as trade_charts
from brief.charts.stakeholders import votes as vote_charts
from press.figures import render
from press.look import all_colours

TIES = ["trade_korea", "trade_us", "direct_investment", "arms_suppliers_korea", "arms_us_share"]
TIES += ["un_ideal_points", "opinion", "events", "summits"]
CHARTS = {
    trade_charts.trade_shares: ["trade_korea"],
    trade_charts.china_against_us: ["trade_korea"],
    trade_charts.direct_investment: ["direct_investment"],
    security.arms_suppliers: ["arms_suppliers_korea"],
    security.us_arms_share: ["arms_us_share"],
    security.military_burden: ["military_expenditure", "macro"],
    security.spending_per_head: ["military_expenditure", "macro"],
    vote_charts.vote_distances: ["un_ideal_point_distance", "un_ideal_points"],
    vote_charts.vote_moves: ["un_ideal_points"],
    vote_charts.vote_agreement: ["un_agreement"],
    opinions.korean_views: ["opinion"],
    opinions.president_confidence: ["opinion"],
    opinions.trust_2024_2025: ["opinion"],
    weapons.own_weapons: ["opinion"],
    weapons.american_views: ["opinion"],
}


def pairwise():
    return stakeholders_ties.pairwise_ties({name: tables.load(name) for name in TIES}, ARTICLE_DAY)


@pytest.fixture(scope="module", params=[*CHARTS, pairwise], ids=lambda chart: chart.__name__)
def bundle(request):
    loaded = [tables.load(name) for name in CHARTS.get(request.param, [])]
    return request.param(*loaded).bundle()


def test_a_drawing_fits_the_page_and_the_phone(bundle):
    assert render.size(bundle.svg.wide)[0] <= 712
    assert render.size(bundle.svg.narrow)[0] <= 348


def test_no_text_of_a_drawing_is_smaller_than_twelve_pixels(bundle):
    sizes = re.findall(r'font-size="([\d.]+)px"', bundle.svg.wide + bundle.svg.narrow)
    assert sizes and min(map(float, sizes)) >= 12


def test_a_drawing_uses_the_palette_so_that_the_dark_page_can_swap_it(bundle):
    palette = {colour.light for colour in all_colours()}
    used = set(re.findall(r"#[0-9a-fA-F]{6}\b", bundle.svg.wide + bundle.svg.narrow))
    assert used <= palette, used - palette


def test_the_words_for_a_reader_who_does_not_see_it_carry_figures(bundle):
    assert len(re.findall(r"\d+", bundle.alt)) >= 4


def test_two_reporters_of_investment_are_both_drawn():
    shown = trade_charts.direct_investment(tables.load("direct_investment")).data
    assert {"As Seoul reports it", "As the other side reports it"} <= set(shown.columns)


def test_the_headline_on_votes_changes_with_the_votes():
    points = tables.load("un_ideal_points")
    swapped = points.assign(iso3=points["iso3"].replace({"USA": "KOR", "KOR": "USA"}))
    assert "Washington’s own move" in vote_charts.vote_moves(points).headline
    assert "Washington’s own move" not in vote_charts.vote_moves(swapped).headline


def test_a_tie_that_no_table_holds_stays_empty():
    given = {name: tables.load(name) for name in TIES}
    shown = stakeholders_ties.pairwise_ties(given, ARTICLE_DAY).data
    north = shown[shown["Pair"].str.contains("Pyongyang") & shown["Tie"].str.startswith("Goods trade")]
    assert len(north) == 5 and north["Value"].isna().all()
    blind = given | {"un_ideal_points": given["un_ideal_points"].query("iso3 != 'JPN'")}
    votes = stakeholders_ties.pairwise_ties(blind, ARTICLE_DAY).data.query(
        "Tie.str.startswith('UN votes')", engine="python"
    )
    assert votes[votes["Pair"].str.contains("Tokyo")]["Value"].isna().all()


def test_meetings_after_the_day_do_not_count():
    events, summits = tables.load("events"), tables.load("summits")
    early = ties.last_meeting(events, summits, "2018-06-01").set_index(["first", "second"])
    assert ("USA", "PRK") not in early.index
    assert ("KOR", "PRK") in early.index
    met = ties.last_meeting(events, summits, ARTICLE_DAY).set_index(["first", "second"])["value"]
    assert (met <= 2025).all()
    assert met["USA", "RUS"] == met["CHN", "RUS"] == 2025, "the three met without Seoul"


def test_every_actor_has_its_office_holders_and_as_many_links_as_sources():
    actors = tables.load("stakeholders")
    for row in actors.itertuples():
        text = stakeholders_actors.block(actors, row.iso3)._repr_markdown_()
        assert row.office_holders_2025_11_06 in text
        assert len(re.findall(r"\]\(<?http", text)) == row.source_urls.count(" | ") + 1


def test_an_unknown_actor_is_told_with_those_there_are():
    with pytest.raises(LookupError, match="KOR"):
        stakeholders_actors.block(tables.load("stakeholders"), "FRA")


def test_a_missing_caveat_leaves_no_empty_heading():
    actors = tables.load("stakeholders")
    bare = actors.assign(caveat=pd.NA)
    assert "Keep in mind" not in stakeholders_actors.block(bare, "USA")._repr_markdown_()
