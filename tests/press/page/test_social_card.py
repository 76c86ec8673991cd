"""The picture for social networks: however many points there are, no line lies over another."""

import lxml.etree as ET
import pytest

from press.book.claims.verdict_strip import verdict_strip
from press.page import social_cards

SVG = "{http://www.w3.org/2000/svg}"
SENTENCE = "A sentence that says in so many words what was found, how sure it is, and where the doubts lie."


@pytest.mark.parametrize("points", [1, 58, 300, 900])
@pytest.mark.parametrize("title", ["A short question?", "A question that takes several lines to ask, " * 3])
def test_title_sentence_points_and_foot_keep_their_order(points, title):
    strip = verdict_strip(
        "", lead="The article: points, checked", counts=[("supported", points, "", " hold")]
    )
    drawn = ET.fromstring(social_cards.card("A book", title, SENTENCE, "A foot", "", strip).encode())
    lines = [(float(one.get("y")), one.text) for one in drawn.iter(f"{SVG}text")]
    heights = [y for y, _ in lines]
    lead = next(y for y, words in lines if words.startswith("The article"))
    marks = [one for one in drawn.iter(f"{SVG}path") if "scale" in (one.get("transform") or "")]
    places = [float(one.get("transform").partition(",")[2].partition(")")[0]) for one in marks]
    assert len(places) == points and min(places) > lead and max(places) < heights[-1] - 20
    above = heights[: [words for _, words in lines].index("The article: points, checked")]
    assert above == sorted(above) and above[-1] < lead - 20 and heights[-1] == max(heights)
