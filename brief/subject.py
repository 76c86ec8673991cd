"""What this brief tells the engine of its subject: look, article under review, a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brief.look import LOOK
from press.claims.entries import Review
from press.fetch.sources import Source
from press.parameters import Parameters
from press.subject import Brief, Command, Program, Recomputed


def review() -> Review:
    """Return the review of the article, with the verdicts that follow from the tables."""
    from brief import article, tables, verdicts

    needed = {name: tables.load(name) for name in verdicts.NEEDED}
    resolved = tables.load("article_forecasts").dropna(subset=["claim_id"])
    return Review(
        article.REVIEWED,
        article.CHAPTERS,
        verdicts.computed(needed, tables.geometry("region")),
        dict(zip(resolved["claim_id"], resolved["resolution"], strict=True)),
        "data/article_forecasts.csv",
    )


def record_forecasts() -> str:
    """Bring the forecast file up to date; return how many forecasts it holds."""
    from brief.analysis.forecast import update

    file = update.bring_up_to_date()
    return f"{len(file)} forecasts on file; resolved: {int(file['resolved_on'].notna().sum())}"


def settle() -> str:
    """Keep the control totals of the tables as they are; return how many were other, and which.

    The tables are recorded first, as `make refresh` takes none whose totals have moved. Raises DataError when
    they break any other rule; nothing is changed then.
    """
    from brief import agreement, tables
    from brief.agreement import controls
    from press.system import records
    from press.tables import datapackage

    description = datapackage.DATA / datapackage.DESCRIPTION
    before = description.read_bytes()
    try:
        tables.refresh()
        agreement.see_but_totals(tables.load)
        return controls.settle()
    except BaseException:
        records.replace(description, before)
        raise


def sources() -> Sequence[Source]:
    """Return where the tables are fetched from."""
    from brief.sources import SOURCES

    return SOURCES


def measures() -> Mapping[str, str]:
    """Return the values, by name, whose change a fetch tells before it writes."""
    from brief import measures

    return measures.all_values()


def forecasts() -> Mapping[str, float]:
    """Return the probabilities that the newest edition of the forecasts states."""
    from brief import tables

    file = tables.load("forecasts")
    newest = file[file["made_on"] == file["made_on"].max()].dropna(subset=["probability"])
    named = newest["question"] + ", " + newest["horizon_days"].astype("string") + " days"
    return dict(zip(named, newest["probability"].astype(float), strict=True))


def parameters() -> Mapping[str, Parameters]:
    """Return what may be turned in each chapter that offers it, by the chapter's name."""
    from brief.parameters import offered

    return offered()


def words_later() -> Mapping[str, str]:
    """Return patterns of words that tell what came after the article, each with the day that it needs."""
    from brief import article

    return article.WORDS_LATER


def figures() -> Mapping[str, float]:
    """Return the headline figures that a reader's browser computes again, as the book has them."""
    from brief.in_browser import printed

    return printed.figures()


def edges() -> Mapping[str, float]:
    """Return the band that a reader's browser computes again, as the book has it."""
    from brief.in_browser import printed

    return printed.edges()


RECOMPUTED = Recomputed(
    "The programs below compute the headline figures and the coefficient's band from the book's tables, in "
    "your browser. They are a second way, in Python's standard library alone: the book's own analysis needs "
    "pandas and NumPy, which Python for the browser, as it is published on npm, does not bring.",
    (
        Program(
            "brief.in_browser.again",
            "Headline figures",
            "The verdicts, the days with a launch, the six ties, and the coefficient as it is built in the "
            "book.",
            figures,
        ),
        Program(
            "brief.in_browser.band",
            "Band of the coefficient",
            "All 10,000 ways of building it, from the random numbers that the book drew. It takes some "
            "seconds, and what you change in the program above counts here too.",
            edges,
        ),
    ),
)

BRIEF = Brief(
    look=LOOK,
    review=review,
    commands=(
        Command("forecast", "resolve the forecasts that are due and add this edition's", record_forecasts),
        Command("settle", "keep what the years that are over add up to, where a source changed them", settle),
    ),
    libraries=("scipy.stats",),
    sources=sources,
    measures=measures,
    parameters=parameters,
    literals=(r"\b38th parallel\b",),
    forecasts=forecasts,
    agreement="brief.agreement",
    words_later=words_later,
    recomputed=RECOMPUTED,
)
