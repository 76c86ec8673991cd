"""The front page's sentences in Korean: answer, certainty, score and limits, chosen by the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from brief.analysis.coefficient import finding
from brief.analysis.coefficient.finding import Period
from brief.korean import glossary
from brief.korean.amounts import day, number, signed, year, year_runs
from brief.korean.amounts import ways as ways_of
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


def votes_and_trust(
    by_us: float, by_korea: float, confidence: tuple[float, float], *, from_peak: bool = False
) -> str:
    """Return who moved in the votes, and how confidence in the American president went.

    `by_us` and `by_korea` are the parts of the change of nearness in points; below nought: away. `from_peak`
    says that confidence stood at its highest before.
    """
    down = "최고치에서 낮아졌다" if from_peak else "낮아졌다"
    trust = change(*confidence, up="높아졌다", down=down, same="그대로다")
    return f"유엔에서는 {mover(by_us, by_korea)}, 미국 대통령에 대한 한국인의 신뢰는 {trust}."


def mover(by_us: float, by_korea: float) -> str:
    """Return who moved away from, or towards, whom in the votes: the side whose part is the larger."""
    name, other = ("미국", "한국") if abs(by_us) >= abs(by_korea) else ("한국", "미국")
    part = by_us if name == "미국" else by_korea
    if part < 0:
        return f"{after(name, '이/가')} {other}에서 멀어졌고"
    return f"{after(name, '이/가')} {other} 쪽으로 다가섰고" if part > 0 else "두 나라의 거리가 그대로이고"


def moved(period: Period) -> str:
    """Return how the coefficient moved over a period, with the band of nine in ten ways of building it."""
    start, end = year(period.start), year(period.end)
    if period.start >= period.end:
        return f"{start}부터 시작하므로 견줄 변화가 없다."
    low, high = (_rounded(period, edge) for edge in (period.low, period.high))
    points = _rounded(period, period.points)
    size = f"{points}포인트로" if float(points.lstrip("+\N{MINUS SIGN}")) else "거의 없는 것으로"
    return (
        f"{glossary.COEFFICIENT}(100점 척도)의 변화는 {start}에서 {end} 사이 {size} 계산된다. "
        f"산출 방식을 달리하면 10가지 중 9가지에서 변화 폭이 {low}~{high}포인트이며, {direction(period)}."
    )


def _rounded(period: Period, value: float) -> str:
    return signed(value, 0 if period.high - period.low > finding.NARROW else 1)


def direction(period: Period) -> str:
    """Return which way it went if nine in ten draws agree, else that no direction can be told."""
    if period.direction == finding.UNTOLD:
        return "방향을 단정할 수 없다"
    return f"10가지 중 9가지 이상이 {_way(period)}으로 나온다"


def _way(period: Period) -> str:
    """Return the way to which nine in ten draws point."""
    return "하락" if period.fell >= finding.AGREED else "상승"


_STEMS = {finding.FELL: "낮아졌", finding.ROSE: "높아졌", finding.STOOD: "그대로였"}


def dependence(periods: Iterable[Period]) -> str:
    """Return how the direction depends on the year one starts from, and from which any is told."""
    held = list(periods)
    told = [(_STEMS[way], years) for way, years in finding.by_way(held).items()]
    first = ", ".join(
        f"{_from(years)} 기준으로 잡으면 {stem}{'다' if place == len(told) - 1 else '고'}"
        for place, (stem, years) in enumerate(told)
    )
    sure = [one.start for one in held if one.direction != finding.UNTOLD]
    which = {_way(one) for one in held if one.start in sure}
    way = which.pop() if len(which) == 1 else "같은 쪽"
    if len(sure) == len(held):
        second = f"이 가운데 어느 해를 기준으로 잡아도 산출 방식 10가지 중 9가지가 {way}으로 나온다"
    elif sure:
        second = f"산출 방식 10가지 중 9가지가 {way}으로 나오는 것은 {_from(sure)} 기준으로 잡을 때뿐이다"
    else:
        second = "어느 해를 기준으로 잡아도 산출 방식 10가지 중 9가지가 같은 쪽으로 나오지는 않는다"
    return f"{year(held[0].end)} 지수는 {first}. {second}."


def _from(years: Iterable[int]) -> str:
    """Return the years, of which one is meant, with their particle: a span would be read as its average."""
    held = list(years)
    return after(year_runs(held), "을/를") if len(held) == 1 else f"{year_runs(held)} 중 한 해를"


# What is said of the earlier years to which the coefficient is told: the last full one, the one between.
_EARLIER = ("표결과 여론조사가 모두 있는 직전 해인", "자료가 적은")


def limits(draws: int, fell: Mapping[int, Period]) -> str:
    """Return in how many of a hundred ways the coefficient fell, to its last year and to the two before it.

    `fell` holds the periods by their last year, the newest first.
    """
    newest, *others = fell.items()
    shorter = [
        f"{what} {year(end)}까지로 보면 100가지 중 {_ways(one)}가지"
        for what, (end, one) in zip(_EARLIER, others, strict=False)
    ]
    also = f" {', '.join(shorter)}꼴이다." if shorter else ""
    return (
        f"{glossary.COEFFICIENT}는 만드는 방식에 따라 달라진다. 기준 연도를 {year(newest[1].start)}에서 "
        f"앞뒤로 두 해까지 옮겨 가며 산출 방식 {ways_of(draws)}를 시험한 결과 {year(newest[0])}까지 "
        f"100가지 중 {_ways(newest[1])}가지꼴로 하락했다.{also} "
        "이는 하락으로 나온 산출 방식의 비율일 뿐, 동맹이 느슨해졌을 확률은 아니다."
    )


def tested(period: Period) -> str:
    """Return in how many of a hundred ways the coefficient fell, with starts around the period's."""
    return (
        f"기준 연도를 {year(period.start)}에서 앞뒤로 두 해까지 옮겨 가며 시험한 산출 방식은 100가지 중 "
        f"{_ways(period)}가지꼴로 하락으로 나왔다."
    )


def _ways(period: Period) -> str:
    return number(100 * period.fell)


def headline(ways: Mapping[str, str], start: int) -> str:
    """Return how many of the ties moved which way since a year."""
    closer, apart, same = (sum(1 for went in ways.values() if went == way) for way in (CLOSER, APART, SAME))
    shown = [f"{number(closer)}개는 한미가 가까워졌음을"] if closer else []
    shown += [f"{number(apart)}개는 {'' if closer else '한미가 '}멀어졌음을"] if apart else []
    told = [f"{', '.join(shown)} {'보여주고' if same else '보여준다'}"] if shown else []
    told += [f"{number(same)}개는 거의 그대로다"] if same else []
    return f"{year(start)} 이후 {number(len(ways))}개 지표 가운데 {', '.join(told)}"


def claims_lead(points: int) -> str:
    """Return the line over the strip of verdicts."""
    return f"동맹이 약해지고 있다고 본 기사의 주장 {number(points)}건을 검증한 결과"


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
        return f"기사에서 뽑아 번호를 붙인 주장은 {number(claims)}건이다."
    return (
        f"기사에서 뽑아 번호를 붙인 주장은 {number(claims)}건이지만, "
        f"같은 문장에 있거나 같은 사실을 다룬 주장은 하나로 묶어 {number(points)}건으로 집계했다."
    )
