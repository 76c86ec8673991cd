"""The list of parts holds what the lock file pins, with sums and licences, and what pages carry besides."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import sbom

LOCK = (
    "a-part==1.0 \\\n    --hash=sha256:" + "a" * 64 + "\n"
    "numpy==2.4.6 ; python_version < '3.12' \\\n    --hash=sha256:" + "b" * 64 + "\n"
    "numpy==2.5.5 ; python_version >= '3.12' \\\n    --hash=sha256:" + "c" * 64 + "\n"
)
MIT = [{"license": {"id": "MIT"}}]


def installed(**versions):
    """Return a list as CycloneDX writes it, of parts under the MIT licence."""
    parts = [
        {"type": "library", "name": name, "version": version, "bom-ref": name, "licenses": MIT}
        for name, version in versions.items()
    ]
    links = [{"ref": name, "dependsOn": list(versions)} for name in versions]
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
    return {**head, "components": parts, "dependencies": links}


def test_only_pinned_libraries_are_listed_with_their_sums():
    found = sbom.listed(installed(A_Part="1.0", numpy="2.4.6", pytest="9"), LOCK)
    parts = {part["name"]: part for part in found["components"]}
    assert "pytest" not in parts and parts["numpy"]["hashes"] == [{"alg": "SHA-256", "content": "b" * 64}]
    assert all(set(link["dependsOn"]) <= {"A_Part", "numpy"} for link in found["dependencies"])
    assert {"vega-view", "d3-scale", "Source Sans 3", "Natural Earth, coasts"} <= set(parts)


def test_a_part_without_licence_and_one_of_another_version_are_told():
    found = sbom.listed(installed(A_Part="1.1"), LOCK)
    del found["components"][0]["licenses"]
    told = sbom.problems(found, LOCK)
    assert [one.split(";")[0] for one in told] == [
        "A_Part names no licence",
        "A_Part is 1.1 here, not as in requirements.lock",
    ]
