"""A chart for the page where it comes alive: compiled from Vega-Lite to Vega when the book is built.

So a reader needs no compiler, and of Vega only the parts that charts ask for. Those lie in `runtime`, made by
`tools/runtime`; `runtime/parts.json` names them. A chart that asks for another part gets all of Vega (WHOLE).
"""

from __future__ import annotations

import functools
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from press.figures import svg_cache
from press.figures.theme import CONFIG

RUNTIME = Path(__file__).parents[1] / "runtime"
MAIN, MAPS, WHOLE = "vega", "vega-maps", "vega-whole"  # names of scripts
STEP = "step"  # the signal of the step that a chart shows; the page has buttons of its own for it
_VIEWS = ("layer", "hconcat", "vconcat", "concat")
_LEFT_OUT = re.compile(r"\bgeo(?:Area|Bounds|Centroid)\(")  # functions of Vega's expressions
_NEEDS, _HEAD = re.compile(r'={"needs":(\[[^]]*\])'), 400  # a script begins with a name and what it needs
EMPTY = {"data": {"values": []}, "mark": "point", "config": CONFIG}


def compiled(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a Vega-Lite specification as Vega, without a word for each mark.

    A word for each would be read out a thousand times; who shows the chart describes it once. Raises
    ValueError when it cannot be compiled.
    """
    quiet = {**spec, "config": {**spec.get("config", {}), "aria": False}}
    made: dict[str, Any] = json.loads(
        svg_cache.text(f"vega {json.dumps(quiet)}", ".json", lambda: _vega(quiet))
    )
    return made


def _vega(spec: dict[str, Any]) -> str:
    import vl_convert  # here: pages need it only for what no chapter of this build has drawn

    logging.getLogger("vl_convert").setLevel(logging.ERROR)  # its warnings of sizes that do not apply
    return json.dumps(vl_convert.vegalite_to_vega(spec), ensure_ascii=False, separators=(",", ":"))


def script(name: str, form: str, spec: dict[str, Any]) -> str:
    """Return the script that gives a page one form ("wide" or "narrow") of a figure.

    It holds the scripts that it `needs` besides MAIN, what a reader can change (`binds`), and the chart: Vega
    without the configuration that all charts share, see `shared_config`.
    """
    vega = compiled(spec)
    vega.pop("$schema", None)
    vega["config"] = _own(vega.get("config", {}))
    for signal in vega.get("signals", ()):
        if signal["name"] == STEP:
            signal.pop("bind", None)
    drawn = json.dumps(vega, separators=(",", ":"), ensure_ascii=False)
    about = {"needs": needs(vega, drawn), "binds": dict(_binds(spec))}
    text = json.dumps(about, separators=(",", ":"), ensure_ascii=False)[:-1] + f',"spec":{drawn}}}'
    return f"((window.briefFigures??={{}})[{json.dumps(name)}]??={{}}).{form}={text};\n"


@functools.cache
def shared_config() -> dict[str, Any]:
    """Return the configuration that all charts share, as Vega has it."""
    config: dict[str, Any] = compiled(EMPTY)["config"]
    return config


def _own(config: dict[str, Any]) -> dict[str, Any]:
    """Return what a configuration has besides the shared one; what it lacks of that is set to nothing."""
    shared = shared_config()
    lacking: dict[str, Any] = {key: {} for key in shared.keys() - config.keys()}
    return lacking | {key: value for key, value in config.items() if shared.get(key) != value}


def needs(vega: dict[str, Any], text: str = "") -> list[str]:
    """Return the scripts that a chart needs besides MAIN; `text` is the chart as JSON, if it is at hand."""
    asked = set(_transforms(vega))
    if (
        _asks_for_files(vega)
        or _LEFT_OUT.search(text or json.dumps(vega))
        or asked - _known(MAIN) - _known(MAPS)
    ):
        return [WHOLE]
    return [MAPS] if "projections" in vega or asked - _known(MAIN) else []


def needed_by(written: Path) -> list[str]:
    """Return the scripts that a file which holds a `script` needs besides MAIN."""
    with written.open(encoding="utf-8") as file:
        found = _NEEDS.search(file.read(_HEAD))
    return list(json.loads(found[1])) if found else []


@functools.cache
def _known(script: str) -> frozenset[str]:
    """Return the transforms that a script of the runtime has."""
    packages = json.loads((RUNTIME / "parts.json").read_text(encoding="utf-8"))[script]
    return frozenset(name for names in packages.values() for name in names)


def _transforms(part: Any) -> Iterator[str]:
    """Yield the types of the transforms in a Vega specification or a part of it."""
    if isinstance(part, list):
        for one in part:
            yield from _transforms(one)
    elif isinstance(part, dict):
        for one in part.get("transform") or ():
            if isinstance(one, dict) and isinstance(one.get("type"), str):
                yield one["type"].lower()
        for key, value in part.items():
            if key != "values":
                yield from _transforms(value)


def _asks_for_files(vega: dict[str, Any]) -> bool:
    """Tell whether data come from an address, or in another format than JSON."""
    formats = [data.get("format") or {} for data in vega.get("data", ())]
    return any("url" in data for data in vega.get("data", ())) or any(
        one.get("type", "json") != "json" for one in formats
    )


def _binds(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what a reader can set: the name of the signal, and how it is bound."""
    for one in spec.get("params", ()):
        if one.get("bind") == "legend":
            select = one.get("select")
            for field in select.get("fields", ()) if isinstance(select, dict) else ():
                yield f"{one['name']}_{field}_legend", {"input": "legend"}
        elif isinstance(one.get("bind"), dict) and "select" not in one:
            yield one["name"], one["bind"]
    for key in _VIEWS:
        for inner in spec.get(key, ()):
            yield from _binds(inner)
    if isinstance(inner := spec.get("spec"), dict):
        yield from _binds(inner)
