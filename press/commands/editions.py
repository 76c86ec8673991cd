"""The commands for what is published: edition, changes, publish-check, verify."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from press import project
from press.commands.building import is_built
from press.commands.places import BUILD, ROOT


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands for what is published."""
    edition = commands.add_parser("edition", help="keep every number of the book as an edition's")
    edition.add_argument("name", metavar="ID", help="a year and a month, such as 2026.12")
    edition.set_defaults(run=lambda chosen: make_edition(chosen.name))
    check = commands.add_parser("publish-check", help="tell what the book lacks before it is published")
    check.set_defaults(run=lambda _: check_publishing())
    changes = commands.add_parser("changes", help="tell what moved between two editions, with the reasons")
    changes.add_argument("old", metavar="OLD", nargs="?", default="")
    changes.add_argument("new", metavar="NEW", nargs="?", default="")
    changes.set_defaults(run=lambda chosen: tell_changes(chosen.old, chosen.new))
    archive = commands.add_parser("archive", help="rebuild old editions from their tags into the site")
    archive.add_argument("names", nargs="*", metavar="ID", help="all old editions without a name")
    archive.set_defaults(run=lambda chosen: make_archive(chosen.names))
    links = commands.add_parser("links", help="ask whether the cited links still lead somewhere")
    mirror = "ask this mirror, at its paths /HOST/PATH, in place of all"
    links.add_argument("--via", default=os.environ.get("FETCH_VIA", ""), metavar="ADDRESS", help=mirror)
    links.set_defaults(run=lambda chosen: check_links(chosen.via))
    verify = commands.add_parser("verify", help="compare a copy of the book with the sums of its manifest")
    verify.add_argument("place", metavar="DIR|URL", nargs="?", default=str(BUILD / "html"))
    verify.set_defaults(run=lambda chosen: verify_copy(chosen.place))


def make_edition(name: str) -> None:
    """Write the file of an edition while no build is at work."""
    from press import settings
    from press.build import identity, lock
    from press.editions import edition_file, making

    edition_file.check_id(name)
    with lock.held(BUILD, "make edition"):
        state = identity.state(ROOT, project.SOURCES)
        sources = making.Sources(state.commit, state.modified, is_built(state))
        days = {one.edition: one.date for one in settings.editions(ROOT)}
        said = making.make(ROOT, name, sources, days, lambda doing: print(f"edition  {doing} …", flush=True))
    print(said)


def check_publishing() -> None:
    """Tell what the book lacks before it is published. Raises PublishError with a sentence each."""
    from press import publish_check, tables
    from press.build import identity
    from press.errors import PublishError

    state = identity.state(ROOT, project.SOURCES)
    names = (tables.package_version(), state.modified, is_built(state), identity.tags(ROOT))
    found = publish_check.lacks(ROOT, publish_check.Sources(*names))
    if found:
        raise PublishError("\n".join(f"- {sentence}" for sentence in found))
    print("the book may be published: its addresses, its edition and the files of its site are in order")


def tell_changes(old: str, new: str) -> None:
    """Print what moved between two editions; between the newest two without their names."""
    from press.editions import comparing

    print(comparing.words(comparing.compared(ROOT, old, new)))


def make_archive(names: list[str]) -> None:
    """Put old editions into the site while no build is at work."""
    from press import tables
    from press.build import lock
    from press.editions.archive import Archive

    with lock.held(BUILD, "make archive"):
        archive = Archive(ROOT, tables.package_version(), lambda said: print(f"archive  {said}", flush=True))
        placed = archive.make(names)
    print(f"{len(placed)} old editions stand in _build/html/editions: {', '.join(placed) or 'none'}")


def check_links(via: str) -> None:
    """Ask every cited link and tell which need a hand. Raises PublishError when one is gone."""
    from press.errors import PublishError
    from press.links import asking, places, report

    cited = places.cited(ROOT)
    asked = [address for address in cited if not places.archived(address)]
    print(f"links    asking {len(asked)} addresses, one a second to each host …", flush=True)
    found = asking.Asker(via=via, tell=lambda said: print(f"links    {said}", flush=True)).all(asked)
    report.write(BUILD / "links.csv", found, cited)
    print(report.words(found, cited))
    if gone := sum(one.state == asking.GONE for one in found):
        raise PublishError(f"{gone} of the cited links are gone; all of them stand in _build/links.csv")


def verify_copy(place: str) -> None:
    """Tell whether a copy of the book, in a folder or on a site, is as it was built.

    Raises PublishError with the first files that are not.
    """
    from press.build import manifest
    from press.errors import PublishError

    is_site = place.startswith(("http://", "https://"))
    found = manifest.compare_site(place) if is_site else manifest.compare_folder(Path(place))
    if not found.is_same:
        raise PublishError(found.words(place))
    print(found.words(place))
