"""Pictures that were pasted into a cell: the notebook holds them, and they are written beside its results."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from pathlib import Path
from urllib.parse import unquote

from docutils import nodes
from sphinx.environment import BuildEnvironment

FOLDER = "_build/draft/attached"  # from the project's folder
_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif"}
_ENDINGS |= {"image/svg+xml": ".svg", "image/webp": ".webp"}


def save(env: BuildEnvironment, node: nodes.image) -> str:
    """Write the picture that a node names as attachment:NAME, and let the node name the file.

    Return what is wrong, "" when it went well.
    """
    name = unquote(str(node["uri"]).removeprefix("attachment:"))
    source = Path(env.doc2path(env.docname))
    for kind, data in _attachments(source).get(name, {}).items():
        if kind in _ENDINGS:
            try:
                content = base64.b64decode("".join(data), validate=False)
            except binascii.Error:
                break
            _write(env, node, content, kind)
            return ""
    return (
        f"the picture {name} was pasted into the cell, but the notebook does not hold it; save it beside "
        f"the chapter and write ![what it shows]({name})"
    )


def save_held(env: BuildEnvironment, node: nodes.image) -> str:
    """Write the picture that a node's address holds itself (data:image/png;base64,…), as Colab pastes it.

    Return what is wrong, "" when it went well.
    """
    head, _, data = str(node["uri"]).partition(",")
    kind = head.removeprefix("data:").partition(";")[0]
    try:
        content = base64.b64decode(unquote(data), validate=True)
    except binascii.Error:
        content = b""
    if kind not in _ENDINGS or not content:
        return f"the picture {head}… is held by its address and cannot be read; save it beside the chapter"
    _write(env, node, content, kind)
    return ""


def _write(env: BuildEnvironment, node: nodes.image, content: bytes, kind: str) -> None:
    """Write a picture once, called by its content, and let the node name it."""
    file = Path(env.srcdir) / FOLDER / (hashlib.sha256(content).hexdigest()[:32] + _ENDINGS[kind])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    node["uri"] = os.path.relpath(file, Path(env.doc2path(env.docname)).parent)


def _attachments(notebook: Path) -> dict[str, dict[str, str | list[str]]]:
    """Return the pictures of all cells of a notebook: name to kind to data (base64)."""
    if notebook.suffix != ".ipynb":
        return {}
    found: dict[str, dict[str, str | list[str]]] = {}
    for cell in json.loads(notebook.read_text(encoding="utf-8")).get("cells", []):
        found.update(cell.get("attachments", {}))
    return found
