"""Many runs of what a chapter computes, on all cores or on a cluster: no chapter runs, no page is written."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import os
import re
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from press import subject
from press.again import cluster
from press.errors import BriefError
from press.parameters import Measure, Parameter, ParameterError, Parameters, Whole

MOST = 500  # runs
_SPAN = re.compile(r"(-?\d+):(-?\d+)(?::(\d+))?")


@dataclass(frozen=True)
class Run:
    """One run: the values of all parameters, what was measured, or why it was refused."""

    values: Mapping[str, Any]
    measures: tuple[Measure, ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class Grid:
    """All runs of a chapter; `varied` are the parameters with several values, `book` the book's own run."""

    parameters: Parameters
    varied: tuple[str, ...]
    book: Run
    runs: tuple[Run, ...]
    given: Mapping[str, str]
    seconds: float


def run(parameters: Parameters, given: Mapping[str, str], address: str = "") -> Grid:
    """Run a chapter's measures over all combinations of the given values; `address` is a Dask cluster's.

    Raises ParameterError for a name or value that is not allowed, BriefError when there is nothing to follow.
    """
    begun = time.perf_counter()
    plans = planned(parameters, given)
    book = measured(parameters, parameters.defaults)  # here: the runs that are forked share what it computed
    if not book.measures:
        why = book.refused or "it names no numbers that a grid could follow; make chapter runs it"
        raise BriefError(f"{parameters.chapter}: {why}")
    if address:
        done = cluster.run(address, functools.partial(measured_of, parameters.chapter), plans)
    else:
        done = _run_all(parameters, plans)
    if all(one.refused for one in done):
        raise ParameterError(done[0].refused)
    varied = [name for name in given if len({str(plan[name]) for plan in plans}) > 1]
    return Grid(parameters, tuple(varied), book, tuple(done), given, time.perf_counter() - begun)


def planned(parameters: Parameters, given: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the values of every run: all combinations, in the order in which they are given.

    Raises ParameterError for a name or a value that is not allowed, or too many runs.
    """
    known = {one.name: one for one in parameters.items}
    for name in given.keys() - known.keys():
        parameters.read({name: given[name]})  # tells which there are
    choices = {name: values_of(known[name], text) for name, text in given.items()}
    plans = [dict(zip(choices, values, strict=True)) for values in itertools.product(*choices.values())]
    if len(plans) > MOST:
        raise ParameterError(
            f"{len(plans)} runs are asked for; a grid takes at most {MOST}: give fewer values"
        )
    return [{**parameters.defaults, **plan} for plan in plans]


def values_of(one: Parameter, text: str) -> list[Any]:
    """Return the values of "2008:2024", "2008:2024:4" or "min-max/rank". Raises ParameterError."""
    found: list[Any] = []
    for part in text.split("/"):
        span = _SPAN.fullmatch(part) if isinstance(one.kind, Whole) else None
        if span is None:
            found.append(one.read(part))
            continue
        ends = [one.read(end) for end in span.groups()[:2]]
        step = int(span[3] or 1)
        if not step:
            raise ParameterError(f"{one.name}={part}: a step of 0 leads nowhere; write 1 or more")
        found += range(ends[0], ends[1] + 1, step)
    if not found:
        raise ParameterError(
            f"{one.name}={text} names no value; write the lower one first, such as 2008:2024"
        )
    return list(dict.fromkeys(found))


def _run_all(parameters: Parameters, plans: Sequence[Mapping[str, Any]]) -> list[Run]:
    """Run all plans; neighbours run in one process, which keeps what they share."""
    workers = min(os.cpu_count() or 1, len(plans))
    if workers == 1:
        return [measured(parameters, plan) for plan in plans]
    _forked.append(parameters)
    try:
        size = -(-len(plans) // workers)
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
            return list(pool.map(_measured_in_fork, plans, chunksize=size))
    finally:
        _forked.pop()


_forked: list[Parameters] = []  # what the forked processes run: functions cannot be sent to them


def _measured_in_fork(values: Mapping[str, Any]) -> Run:
    return measured(_forked[-1], values)


def measured_of(chapter: str, values: Mapping[str, Any]) -> Run:
    """Run the measures of a chapter that is named: functions cannot be sent to another machine."""
    return measured(subject.current().parameters()[chapter], values)


def measured(parameters: Parameters, values: Mapping[str, Any]) -> Run:
    """Run the measures under some values; what cannot be computed is told in a sentence."""
    try:
        parameters.use(parameters.read(values))
        return Run(values, tuple(parameters.measures(values)))
    except BriefError as problem:
        return Run(values, refused=str(problem))
    except Exception as problem:  # whatever a choice does to the analysis is told in the table
        why = f"{type(problem).__name__}: {problem}"
        return Run(values, refused=f"cannot be computed with these values ({why})")
