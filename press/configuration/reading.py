"""YAML that an editor writes, read with sentences for what cannot be read, and for keys that stand twice."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from press.errors import BriefError
from press.system import signs


class _Loader(yaml.SafeLoader):
    """A loader that refuses a key that stands twice: YAML would take the last in silence.

    A value that is not what it looks like, or what its tag says, is told with its line.
    """

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Return what a node means. Raises MarkedYAMLError where it means nothing."""
        try:
            return super().construct_object(node, deep)
        except yaml.YAMLError:
            raise
        except (ValueError, LookupError, AttributeError, TypeError, ArithmeticError):
            kind = node.tag.rpartition(":")[2]
            said = (
                "day; write it as 2026-11-28"
                if kind == "timestamp"
                else f"{kind}; write it as a text, in quotes"
            )
            problem = (
                f"{node.value} is no {said}" if isinstance(node, yaml.ScalarNode) else f"it is no {said}"
            )
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from None

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return a mapping. Raises MarkedYAMLError at the second of two equal keys."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key {key.value} stands twice; keep one", problem_mark=key.start_mark
                )
            seen |= {key.value} if isinstance(key, yaml.ScalarNode) else set()
        return super().construct_mapping(node, deep)


def read(path: Path, holds: str) -> Any:
    """Return what a YAML file holds. Raises BriefError with the line; `holds` says what belongs into it."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BriefError(f"{path.name} is missing; it holds {holds}") from None
    except UnicodeDecodeError as problem:
        line = path.read_bytes()[: problem.start].count(b"\n") + 1
        raise BriefError(f"{path.name}, line {line}: a letter is not UTF-8; save the file as UTF-8") from None
    if line := signs.merge_mark(text):
        raise BriefError(f"{path.name}, line {line}: {signs.MERGED}")
    try:
        return yaml.load(text, _Loader)  # a SafeLoader
    except yaml.YAMLError as problem:
        if isinstance(problem, ReaderError):
            line = text.count("\n", 0, problem.position) + 1
            sign = f"U+{ord(text[problem.position]):04X}"
            raise BriefError(f"{path.name}, line {line}: it holds the sign {sign}; {signs.WAY_OUT}") from None
        mark = getattr(problem, "problem_mark", None)
        line_said = f", line {mark.line + 1}" if mark else ""
        reason = getattr(problem, "problem", None) or "it cannot be read"
        way_out = "" if ";" in reason else "; it has to be valid YAML"
        raise BriefError(f"{path.name}{line_said}: {reason}{way_out}") from None
    except RecursionError:
        raise BriefError(
            f"{path.name}: it is nested too deep to be read; take out lists within lists"
        ) from None
