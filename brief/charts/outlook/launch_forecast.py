"""Charts of the brief's own launch forecast: what it says, how it did, and whether it can be trusted."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from brief.analysis.forecast import file as forecast_file
from press.figures.figure import Figure, figure
from press.figures.marks import layer
from press.figures.theme import INK, LINE, MUTED, Layout
from press.look import PAPER, actor_colour
from press.prose import day, likelihood, number, percent, spelled

TABLES = ("missiles", "missile_events_added", "missile_count_disagreements")
NORTH, BAND = actor_colour("PRK"), PAPER["band"].light
MODEL_NAMES = {
    "constant": "Constant rate",
    "rolling": "Rate of the last year",
    "regression": "Regression on last year",
    "drifting": "Drifting rate",
    "self-exciting": "Self-exciting",
    "published": "As published",
}
MOST_SHOWN = 0.985  # the long tail beyond this share is cut from the drawing


def launch_forecast(file: pd.DataFrame) -> Figure:
    """The chance of each number of launch days in the 30, 90 and 180 days after the newest edition's data."""
    newest = file[file["made_on"] == file["made_on"].max()]
    rows = newest[newest["question"] == "launch days"].sort_values("horizon_days")
    data = pd.concat([_distribution(row) for _, row in rows.iterrows()], ignore_index=True)
    made_on, last = rows["made_on"].iloc[0], rows.iloc[-1]
    any_launch = newest[newest["question"] == "any launch"].set_index("horizon_days")["probability"]
    return figure(
        "launch-forecast",
        headline=f"A launch within 90 days is {likelihood(any_launch[90])}; "
        f"half a year may bring {last['lower']} to {last['upper']} launch days",
        subtitle="Chance of each number of launch days in the 30, 90 and 180 days after "
        f"{day(made_on)}, per cent; dark: the 90% interval",
        alt=" ".join(_in_words(row, any_launch) for _, row in rows.iterrows()),
        data=data[["Horizon", "Launch days", "Chance, per cent", "Inside the 90% interval"]],
        tables=["forecasts", *TABLES],
        draw=lambda layout: _bars(data, layout),
        note="The tail of unlikely high numbers is cut from the drawing, not from the forecast.",
    )


def _distribution(row: pd.Series) -> pd.DataFrame:
    chances = forecast_file.chances(row)
    shown = int(np.searchsorted(np.cumsum(chances), MOST_SHOWN)) + 1
    count = np.arange(shown)
    return pd.DataFrame(
        {
            "Horizon": f"{row['horizon_days']} days",
            "Launch days": count,
            "Chance, per cent": 100 * chances[:shown],
            "Inside the 90% interval": (count >= row["lower"]) & (count <= row["upper"]),
        }
    )


def _in_words(row: pd.Series, any_launch: pd.Series) -> str:
    chance = percent(100 * any_launch[row["horizon_days"]])
    return (
        f"In {row['horizon_days']} days: {row['lower']} to {row['upper']} launch days, "
        f"median {row['median']}, mean {number(row['mean'], 1)}; at least one with {chance}."
    )


def _bars(data: pd.DataFrame, layout: Layout) -> alt.FacetChart:
    horizons, most = list(dict.fromkeys(data["Horizon"])), int(data["Launch days"].max())
    whole = alt.Scale(domain=[-0.9, most + 0.9], nice=False)
    bars = alt.Chart(data).mark_bar(size=layout.pick(15, 7))
    bars = bars.encode(
        x=alt.X("Launch days:Q", title="launch days", axis=alt.Axis(tickMinStep=1), scale=whole),
        y=alt.Y("Chance, per cent:Q", title=None),
        color=alt.condition("datum['Inside the 90% interval']", alt.value(NORTH), alt.value(LINE)),
        tooltip=["Horizon", "Launch days", alt.Tooltip("Chance, per cent:Q", format=".1f")],
    )
    panel = bars.properties(width=layout.width - 32, height=layout.pick(120, 110))
    row = alt.Row("Horizon:N", sort=horizons, header=_over())
    return panel.facet(row=row, spacing=10).properties(autosize="pad")


def launch_track_record(past: pd.DataFrame, horizon: int = 90) -> Figure:
    """The 90% interval at each month's end since 2011 and what then happened."""
    rows = past[past["horizon_days"] == horizon].sort_values("made_on")
    data = rows.assign(
        Result=np.where(rows["inside"], "inside", np.where(rows["outcome"] > rows["upper"], "above", "below"))
    ).rename(
        columns={
            "made_on": "Made on",
            "lower": "Lower",
            "upper": "Upper",
            "outcome": "Launch days",
            "mean": "Mean",
        }
    )
    inside = rows["inside"].mean()
    missed = data[data["Result"] != "inside"]
    return figure(
        "launch-track-record",
        headline=f"The interval would have held {percent(100 * inside)} of the time",
        subtitle=f"Launch days in the {horizon} days after each month's end: 90% interval as the method "
        "would have given it (band), mean (line) and what happened (disc inside, cross outside), "
        f"{day(rows['made_on'].min())} to {day(rows['made_on'].max())}",
        alt=f"Of {len(rows)} monthly forecasts {int(rows['inside'].sum())} held what happened. "
        f"{len(missed)} missed, {_of_them((missed['Result'] == 'above').sum(), len(missed))} because there "
        "were more launches than the interval allowed. The most in a window were "
        f"{number(rows['outcome'].max())}.",
        data=data[["Made on", "Lower", "Mean", "Upper", "Launch days", "Result"]],
        tables=TABLES,
        draw=lambda layout: _track(data, layout),
        note="A trial on the past, with today's record; each forecast saw only what lay before it.",
    )


def _of_them(some: int, whole: int) -> str:
    return "all of them" if some == whole else f"{some} of them"


def _track(data: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    x = alt.X(
        "Made on:T",
        title=None,
        axis=alt.Axis(format="%Y", tickCount={"interval": "year", "step": layout.pick(2, 4)}),
    )
    base = alt.Chart(data).encode(x=x)
    shown = alt.selection_interval(encodings=["x"], bind="scales")
    colour = alt.condition("datum.Result == 'inside'", alt.value(NORTH), alt.value(PAPER["accent"].light))
    dots = base.mark_point(filled=True, size=layout.pick(34, 22), opacity=1).encode(
        y="Launch days:Q",
        color=colour,
        shape=alt.condition("datum.Result == 'inside'", alt.value("circle"), alt.value("cross")),
        tooltip=["Made on:T", "Launch days", "Lower", "Upper", "Result"],
    )
    return layer(
        base.mark_area(color=BAND, interpolate="step-after").encode(
            y=alt.Y("Lower:Q", title=None), y2="Upper:Q"
        ),
        base.mark_line(color=MUTED, strokeWidth=1.4, interpolate="step-after").encode(y="Mean:Q"),
        dots.add_params(shown),
    ).properties(width=layout.width, height=layout.pick(300, 280))


def model_skill(skills: pd.DataFrame, chosen: str) -> Figure:
    """How much error each model saves against the constant rate and against the rate of the last year.

    `skills` holds `forecast_scores.skill` against both, with the reference's name in `against`.
    """
    data = skills.assign(
        Model=skills["model"].map(MODEL_NAMES),
        Against="Against the " + skills["against"].map(MODEL_NAMES).str.lower(),
        Horizon=skills["horizon_days"].astype(str) + " days",
    )
    data = data.assign(**{name: 100 * data[name.lower()] for name in ("Skill", "Low", "High")})
    return figure(
        "model-skill",
        headline=_skill_headline(chosen),
        subtitle="Error (CRPS) saved, per cent, with 90% bootstrap intervals, in forecasts for 30, 90 and "
        "180 days (top to bottom) at each month's end since December 2011",
        alt=_skill_words(skills),
        data=data[["Against", "Model", "Horizon", "Skill", "Low", "High"]],
        tables=TABLES,
        draw=lambda layout: _skills(data, layout),
        note="The bootstrap draws twelve months at a time. Regimes last longer, so the truth is less sure.",
    )


def _skill_headline(chosen: str) -> str:
    name = MODEL_NAMES[chosen].lower()
    if chosen in ("constant", "rolling"):
        return f"No model is demonstrably better than the {name}"
    return f"The {name} model is demonstrably better than the plainer ones"


def _skill_words(skills: pd.DataFrame) -> str:
    clear = skills.assign(clear=skills["low"] > 0).groupby("against")["clear"].agg(["sum", "size"])
    return " ".join(
        f"Against the {MODEL_NAMES[name].lower()}, {spelled(int(hits))} of {spelled(int(of))} comparisons "
        "stand clear of zero."
        for name, hits, of in clear.itertuples()
    )


def _skills(data: pd.DataFrame, layout: Layout) -> alt.FacetChart:
    horizons = list(dict.fromkeys(data["Horizon"]))
    numbers = [alt.Tooltip(f"{name}:Q", format=".0f") for name in ("Skill", "Low", "High")]
    base = alt.Chart(data).encode(
        y=alt.Y(
            "Model:N", sort=list(MODEL_NAMES.values()), title=None, axis=alt.Axis(domain=False, ticks=False)
        ),
        yOffset=alt.YOffset("Horizon:N", sort=horizons, scale=alt.Scale(paddingInner=0.4)),
        tooltip=["Against", "Model", "Horizon", *numbers],
    )
    x = alt.X("Low:Q", title="error saved, per cent", axis=alt.Axis(grid=True, tickCount=layout.pick(7, 4)))
    panel = layer(
        base.mark_rule(color=MUTED, strokeWidth=2).encode(x=x, x2="High:Q"),
        base.mark_point(filled=True, size=60, color=INK, opacity=1).encode(x="Skill:Q"),
        alt.Chart(data).mark_rule(color=INK).encode(x=alt.datum(0)),
    ).properties(width=layout.width - 162, height=alt.Step(15))
    row = alt.Row("Against:N", sort=list(dict.fromkeys(data["Against"])), header=_over())
    return panel.facet(row=row, spacing=14).resolve_scale(y="independent").properties(autosize="pad")


def calibration(plain: pd.DataFrame, published: pd.DataFrame) -> Figure:
    """Where what happened fell within the forecast distributions, before and after widening."""
    parts = {"Rate alone": plain, "As published": published}
    data = pd.concat([rows.assign(Forecast=name) for name, rows in parts.items()], ignore_index=True)
    data = data.assign(
        Horizon=data["horizon_days"].astype(str) + " days", Tenth=(data["to"] * 10).round().astype(int),
        Share=100 * data["share"],
    )  # fmt: skip
    ends = data[data["Tenth"].isin([1, 10])].groupby(["Forecast", "Horizon"], sort=False)["Share"].sum()
    longest = data["Horizon"].iloc[-1]
    before, after = ends["Rate alone", longest], ends["As published", longest]
    return figure(
        "calibration",
        headline=_calibration_headline(before, after),
        subtitle="Share of outcomes in each tenth of the forecast distribution, per cent, by horizon; "
        "a calibrated forecast has 10 in each (line)",
        alt=f"At {longest}, {percent(before)} of the outcomes fell in the two outer tenths of the forecast "
        f"by the rate alone and {percent(after)} in those of the published forecast; 20% would be right.",
        data=data[["Forecast", "Horizon", "Tenth", "Share"]],
        tables=TABLES,
        draw=lambda layout: _tenths(data, layout),
    )


def _calibration_headline(before: float, after: float) -> str:
    if abs(after - 20) < abs(before - 20):
        return "A rate alone is too sure of itself; the published forecast is less so"
    return "Widening the forecast did not make it better calibrated"


def _tenths(data: pd.DataFrame, layout: Layout) -> alt.FacetChart:
    plain = alt.Header(title=None, orient="left")
    bars = alt.Chart(data).mark_bar(color=NORTH)
    bars = bars.encode(
        x=alt.X("Tenth:O", title=None, axis=alt.Axis(labelAngle=0, values=[1, 5, 10])),
        y=alt.Y("Share:Q", title=None, axis=alt.Axis(tickCount=3)),
        tooltip=["Forecast", "Horizon", "Tenth", alt.Tooltip("Share:Q", format=".0f")],
    )
    right = alt.Chart(data).mark_rule(color=INK, strokeDash=[4, 3]).encode(y=alt.datum(10))
    panel = layer(bars, right).properties(width=(layout.width - 96) / 3, height=110)
    return panel.facet(
        column=alt.Column(
            "Horizon:N", sort=list(dict.fromkeys(data["Horizon"])), header=alt.Header(title=None)
        ),
        row=alt.Row("Forecast:N", sort=list(dict.fromkeys(data["Forecast"])), header=plain),
    ).properties(autosize="pad")


def _over() -> alt.Header:
    return alt.Header(orient="top", labelAnchor="start", title=None)
