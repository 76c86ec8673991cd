"""Claims in a small book of its own: the note in the text, the ledger, and the links between them."""

import html
import re

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from press.claims.entries import Computed, Entry, Evidence, Reviewed


def piece(**changes):
    """Return a piece of evidence as the ledger holds it."""
    return Evidence(
        **{
            "stance": "contradicts",
            "publisher": "The Daily",
            "title": "What happened",
            "date": "2025-10-22",
            "date_precision": "day",
            "dated": "22 October 2025",
            "url": "https://example.org/a?b=1&c=2",
            "source_tier": "major",
            "says": "It was the other way round.",
            "figure": "5",
            **changes,
        }
    )


def entry(verdict, **changes):
    """Return a claim as the ledger holds it."""
    return Entry(
        **{
            "says": "Sheep fly over the house.",
            "section": "Opening",
            "kind": "fact",
            "verdict": verdict,
            "confidence": "high",
            "line": "No sheep was seen.",
            "note": "No sheep was seen. Cows were.",
            "computed": None,
            "evidence": (piece(),),
            **changes,
        }
    )


LEDGER = {
    "C01": entry("contradicted", computed=Computed("none flew", "one flies", ("sheep",))),
    "C02": entry("supported", says="Cows <graze>.", section="Close"),
    "C03": entry("judgement", evidence=(piece(source_tier="none", url=""),)),
}
PAGES = {
    "index": "# Front\n\n```{toctree}\nfarm\nledger\n```\n\nFirst {claim}`C02` and {claim}`C01`.\n",
    "farm": "# Farm\n\n## Sheep\n\nThe sheep {claim}`C01` fly, and {claim}`C01` again.\n",
    "ledger": "# Ledger\n\n```{ledger}\n```\n",
}
REVIEWED = Reviewed("Sheep", "The Weekly", "2025-11-06", "https://example.org")


@pytest.fixture
def build(tmp_path):
    """Return a function that writes pages, builds them and returns the warnings."""
    (tmp_path / "source").mkdir()

    def made(pages=PAGES, ledger=LEDGER, jobs=1, builder="html"):
        for name, text in pages.items():
            file = tmp_path / "source" / f"{name}.md"
            if not file.exists() or file.read_text() != text:
                file.write_text(text)
        warnings = (tmp_path / "warnings").open("w+")
        settings = {
            "extensions": ["myst_nb", "press.extension"],
            "html_theme": "brief",
            "html_use_index": False,
            "brief_ledger": ledger,
            "brief_ledger_page": "ledger",
            "brief_reviewed": REVIEWED,
            "author": "Us",
            "project": "Farm",
        }
        with patch_docutils(None), docutils_namespace():
            app = Sphinx(
                tmp_path / "source",
                None,
                tmp_path / "out",
                tmp_path / "trees",
                builder,
                settings,
                status=None,
                warning=warnings,
                parallel=jobs,
            )
            app.build()
        warnings.seek(0)
        return warnings.read()

    made.page = lambda name: (tmp_path / "out" / f"{name}.html").read_text(encoding="utf-8")
    return made


def words(text):
    """Return the text of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_a_note_tells_number_verdict_and_line_and_leads_to_the_ledger(build):
    assert build() == ""
    page = build.page("farm")
    assert 'href="ledger.html#claim-C01"' in page
    assert "C01 Contradicted. No sheep was seen." in words(page)
    assert '<path d="M-0.9' in page  # its shape: the verdict is not told by colour alone


def test_only_the_first_mention_on_a_page_has_a_note_in_the_margin(build):
    build()
    page = build.page("farm")
    assert [
        page.count('class="claim in-contradicted"'),
        page.count('class="claim in-contradicted again"'),
    ] == [1, 1]
    assert 'id="cites-C01"' in page and 'id="cites-C01-2"' in page


def test_the_ledger_links_back_to_every_place_and_every_link_has_its_anchor(build):
    build()
    page = build.page("ledger")
    assert "Discussed in Farm: Sheep , Farm: Sheep , Front ." in words(page)
    assert "Not discussed in the text." in words(page)
    for target, anchor in re.findall(r'href="(\w+)\.html#([^"]+)"', page):
        assert f'id="{anchor}"' in build.page(target)


def test_an_unknown_claim_is_told_with_its_place(build):
    told = build({**PAGES, "farm": "# Farm\n\nText {claim}`C77`.\n"})
    assert "farm.md, line 3: the ledger has no claim C77; it knows C01 to C03" in told


def test_a_claim_in_a_heading_is_told(build):
    told = build({**PAGES, "farm": "# Farm {claim}`C01`\n\nText.\n"})
    assert "Farm C01: a claim is cited in a heading" in told


def test_a_ledger_on_another_page_is_told(build):
    told = build({**PAGES, "farm": "# Farm\n\n```{ledger}\n```\n"})
    assert "farm: a ledger of 3 claims stands here, but brief_ledger_page names ledger" in told


def test_a_changed_verdict_reaches_pages_that_did_not_change(build):
    build()
    changed = {**LEDGER, "C01": entry("supported", line="A sheep was seen after all.")}
    build(ledger=changed)
    assert "A sheep was seen after all." in build.page("farm")


def test_the_ledger_follows_when_another_page_cites_or_stops_citing(build):
    build()
    build({**PAGES, "farm": "# Farm\n\n## Barn\n\nNow {claim}`C03`.\n"})
    page = words(build.page("ledger"))
    assert "Discussed in Farm: Barn ." in page and "Farm: Sheep" not in page


def test_places_are_the_same_when_pages_are_read_in_parallel(build, tmp_path):
    more = {f"page{number}": f"# Page {number}\n\nText {{claim}}`C02`.\n" for number in range(8)}
    index = PAGES["index"].replace("farm\n", "farm\n" + "".join(f"{name}\n" for name in more))
    build({**PAGES, **more, "index": index}, jobs=2)
    assert words(build.page("ledger")).count("Page ") >= 8


def test_the_ledger_is_complete_without_script(build):
    build()
    page = words(build.page("ledger"))
    for said in (
        "Cows <graze>.",
        "It was the other way round.",
        "The Daily, What happened",
        "22 October 2025",
        "major source",
        "How sure: high",
        "none flew",
    ):
        assert said in page
    assert 'href="https://example.org/a?b=1&amp;c=2"' in build.page("ledger")
    assert "<details" in build.page("ledger") and '<details class="evidence" open>' in build.page("ledger")


def test_a_search_that_found_nothing_names_no_publisher(build):
    build()
    assert "It was the other way round. Figure: 5. looked for, not found" in words(build.page("ledger"))
