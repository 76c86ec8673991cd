"""The front page's sentences in Korean: answer, certainty, score and limits, chosen by the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from brief.analysis.coefficient import finding
from brief.analysis.coefficient.finding import Period
from brief.korean import glossary
from brief.korean.amounts import day, number, signed, year, year_runs
from brief.korean.particles import after, listed
from brief.korean.verbs import change

CLOSER, APART, SAME = glossary.WAYS  # the words of `brief.charts.summary.moves`


def fields(ways: Mapping[str, str], way: str) -> list[str]:
    """Return the fields of the alliance that went one way; where the two ties of trade part, by country."""
    found = []
    for field, ties in glossary.FIELDS.items():
        went = [ways[tie] for tie in ties]
        if len(set(went)) == 1:
            found += [field] if went[0] == way else []
        else:
            found += [glossary.TRADE_APART[tie] for tie in ties if ways[tie] == way]
    return found


def answer(ways: Mapping[str, str]) -> str:
    """Return the answer in a sentence; `ways` are those of `brief.charts.summary.moves`."""
    closer, apart = fields(ways, CLOSER), fields(ways, APART)
    if closer and apart:
        return f"{listed(closer)}에서는 가까워졌고, {listed(apart)}에서는 멀어졌다."
    if closer:
        return f"{listed(closer)}에서 가까워졌고, 뚜렷이 멀어진 분야는 없다."
    if apart:
        return f"{listed(apart)}에서 멀어졌고, 뚜렷이 가까워진 분야는 없다."
    return "뚜렷이 가까워지거나 멀어진 분야는 없다."


def shares(start: int, exports: tuple[float, float], arms: tuple[float, float]) -> str:
    """Return how the American shares of exports and of arms imports moved since a year (before, last)."""
    verbs = [change(*one, up="커졌다", down="작아졌다", same="그대로다") for one in (exports, arms)]
    since = f"{year(start)}과 비교하면"
    if verbs[0] == verbs[1]:
        return f"{since} 한국의 수출과 무기 수입에서 미국이 차지하는 비중은 모두 {verbs[0]}."
    first = change(*exports, up="커졌고", down="작아졌고", same="그대로이고")
    return (
        f"{since} 한국의 수출에서 미국이 차지하는 비중은 {first}, 무기 수입에서 차지하는 비중은 {verbs[1]}."
    )


def votes_and_trust(by_us: float, by_korea: float, confidence: tuple[float, float]) -> str:
    """Return who moved in the votes, and how confidence in the American president went.

    `by_us` and `by_korea` are the parts of the change of nearness in points; below nought: away.
    """
    trust = change(*confidence, up="높아졌다", down="낮아졌다", same="그대로다")
    return f"유엔에서는 {mover(by_us, by_korea)}, 미국 대통령에 대한 한국인의 신뢰는 {trust}."


def mover(by_us: float, by_korea: float) -> str:
    """Return who moved away from, or towards, whom in the votes: the side whose part is the larger."""
    name, other = ("미국", "한국") if abs(by_us) >= abs(by_korea) else ("한국", "미국")
    part = by_us if name == "미국" else by_korea
    if part < 0:
        return f"{after(name, '이/가')} {after(other, '과/와')} 멀어졌고"
    return f"{after(name, '이/가')} {other} 쪽으로 다가섰고" if part > 0 else "두 나라의 거리가 그대로이고"


def moved(period: Period) -> str:
    """Return how the coefficient moved over a period, with the band of nine in ten ways of building it."""
    start, end = year(period.start), year(period.end)
    if period.start >= period.end:
        return f"{start}부터 시작하므로 견줄 변화가 없다."
    low, high = (_rounded(period, edge) for edge in (period.low, period.high))
    points = _rounded(period, period.points).lstrip("+\N{MINUS SIGN}")
    verb = change(0, float(points) and period.points, up="올랐다", down="내렸다", same="")
    told = f"{points}포인트 {verb}" if verb else "거의 그대로다"
    return (
        f"{glossary.COEFFICIENT}(100점 만점)는 {start}에서 {end} 사이 {told}. "
        f"산출 방식을 달리하면 열에 아홉은 {low}에서 {high}포인트 사이이며, {direction(period)}."
    )


def _rounded(period: Period, value: float) -> str:
    return signed(value, 0 if period.high - period.low > finding.NARROW else 1)


def direction(period: Period) -> str:
    """Return which way it went if nine in ten draws agree, else that no direction can be told."""
    if period.direction == finding.UNTOLD:
        return "방향을 단정할 수 없다"
    return f"열에 아홉 이상이 {_way(period)}을 가리킨다"


def _way(period: Period) -> str:
    """Return the way to which nine in ten draws point."""
    return "하락" if period.fell >= finding.AGREED else "상승"


_STEMS = {finding.FELL: "낮아졌", finding.ROSE: "높아졌", finding.STOOD: "그대로였"}


def dependence(periods: Iterable[Period]) -> str:
    """Return how the direction depends on the year one starts from, and from which any is told."""
    held = list(periods)
    told = [(_STEMS[way], year_runs(years)) for way, years in finding.by_way(held).items()]
    first = ", ".join(
        f"{after(years, '을/를')} 기준으로 하면 {stem}{'다' if place == len(told) - 1 else '고'}"
        for place, (stem, years) in enumerate(told)
    )
    sure = [one.start for one in held if one.direction != finding.UNTOLD]
    which = {_way(one) for one in held if one.start in sure}
    way = which.pop() if len(which) == 1 else "같은 쪽"
    if len(sure) == len(held):
        second = f"이 가운데 어느 해를 기준으로 해도 산출 방식 열에 아홉이 {way}을 가리킨다"
    elif sure:
        years = after(year_runs(sure), "을/를")
        second = f"산출 방식 열에 아홉이 {way}을 가리키는 것은 {years} 기준으로 할 때뿐이다"
    else:
        second = "어느 해를 기준으로 해도 산출 방식 열에 아홉이 같은 쪽을 가리키지는 않는다"
    return f"{year(held[0].end)} 지수는 {first}. {second}."


def limits(draws: int, fell: Mapping[int, Period]) -> str:
    """Return in how many of a hundred ways the coefficient fell, to its last year and to the two before it.

    `fell` holds the periods by their last year, the newest first.
    """
    newest, *others = fell.items()
    shorter = [f"{year(end)}까지로 보면 100가지 중 {_ways(one)}가지" for end, one in others]
    return (
        f"{glossary.COEFFICIENT}는 만드는 방식에 따라 달라진다. "
        f"{year(newest[1].start)} 또는 그 앞뒤 두 해 안에서 출발하는 산출 방식 {number(draws)}가지를 시험한 "
        f"결과 {year(newest[0])}까지 100가지 중 {_ways(newest[1])}가지꼴로 하락했다. "
        f"{', '.join(shorter)}꼴이다. 이는 재는 방법의 비율일 뿐, 동맹이 느슨해졌을 확률은 아니다."
    )


def _ways(period: Period) -> str:
    return number(100 * period.fell)


def headline(ways: Mapping[str, str], start: int) -> str:
    """Return how many of the ties moved which way since a year."""
    counts = {way: sum(1 for went in ways.values() if went == way) for way in (CLOSER, APART, SAME)}
    named = {CLOSER: "가까워진 것은", APART: "멀어진 것은", SAME: "비슷한 것은"}
    told = [f"{named[way]} {number(count)}개" for way, count in counts.items() if count]
    return f"{year(start)} 이후 {number(len(ways))}개 지표 가운데 {', '.join(told)}다"


def claims_lead(points: int) -> str:
    """Return the line over the strip of verdicts."""
    return f"기사의 주장 {number(points)}건을 검증한 결과"


def made_of(edition: str, reaches: Iterable[tuple[str, str, bool]]) -> str:
    """Return the edition and how far its data reach: what, its last day, and if only the year is told."""
    ends: dict[str, list[str]] = {}
    for what, last, whole_year in reaches:
        ends.setdefault(year(int(last[:4])) if whole_year else day(last), []).append(glossary.REACHES[what])
    told = ", ".join(f"{after('·'.join(names), '은/는')} {end}" for end, names in ends.items())
    return f"{edition}판. {told}까지의 자료를 담았다."


def score(claims: int, points: int) -> str:
    """Return how many claims make how many points."""
    if claims == points:
        return f"기사에서 번호를 매긴 주장은 {number(claims)}건이다."
    return (
        f"기사에서 번호를 매긴 주장은 {number(claims)}건이지만, "
        f"한 문장이거나 같은 사실을 말하는 주장은 하나로 쳐서 {number(points)}건으로 센다."
    )
