"""The six findings in Korean: a headline and a paragraph each, by functions of the figures they tell."""

from __future__ import annotations

from brief.korean.amounts import number, percent, year
from brief.korean.particles import after
from brief.korean.verbs import change, part, seen

Pair = tuple[float, float]  # before and after
STEP = 5  # years that a share of arms imports covers
MONTHS = 6  # the article's span, and the one after it


def ties_headline(arms: Pair, exports: Pair) -> str:
    """Return whether arms and trade tightened: by the American shares before and after."""
    first, second = (change(*one, up="가까워졌", down="멀어졌", same="그대로") for one in (arms, exports))
    if first == second:
        return f"무기 도입과 교역에서 미국과의 사이는 {'' if first == '그대로' else '더 '}{first}다"
    joint = "이고" if first == "그대로" else "고"
    return f"미국과의 사이는 무기 도입에서 {first}{joint}, 교역에서 {second}다"


def ties(years: tuple[int, int], arms: Pair, exports: Pair, lead: Pair) -> str:
    """Return the American shares of arms and of exports, and China's lead as a buyer (at its peak, now)."""
    start, end = map(year, years)
    verb = seen(*exports, 0, up="높아졌다", down="낮아졌다", same="같다")
    return (
        f"{end}까지 {STEP}년간 한국이 수입한 무기의 {after(percent(arms[1]), '은/는')} 미국에서 왔다. "
        f"{start}까지 {STEP}년간은 {percent(arms[0])}였다. 수출에서 미국이 차지하는 비중은 {start} "
        f"{percent(exports[0])}에서 {end} {percent(exports[1])}로 {verb}. {_lead(end, *lead)}"
    )


def _lead(end: str, peak: float, now: float) -> str:
    ahead = f"{number(abs(now), 1)}%포인트"
    if now <= 0:
        return f"수출 시장에서는 {end} 미국이 중국을 {ahead} 앞섰다."
    went = "로 줄었다" if now < peak else "로 가장 크다"
    return f"수출 시장에서 중국이 미국을 앞서는 폭은 {end} {ahead}{went}."


def seller(points: float, last: int) -> str:
    """Return who sold more to Korea in the last year known: China by so many points, or the United States."""
    ahead = "중국" if points > 0 else "미국"
    return f"수입 시장에서는 알려진 마지막 해인 {year(last)} {after(ahead, '이/가')} 앞섰다."


def votes_headline(us_clear: bool, korea_clear: bool) -> str:
    """Return who moved in the votes: whose move is larger than its error."""
    if us_clear and korea_clear:
        return "유엔에서는 미국도 한국도 움직였다"
    if us_clear or korea_clear:
        return f"유엔에서 움직인 쪽은 {'미국' if us_clear else '한국'}이었다"
    return "유엔에서는 어느 쪽도 뚜렷이 움직이지 않았다"


def votes(years: tuple[int, int], distance: Pair, clear: tuple[bool, bool], left: int, others: int) -> str:
    """Return how far apart the two vote, whose move it was (`clear`: us, Korea), and who else was left."""
    start, end = map(year, years)
    verb = seen(*distance, 1, up="벌어졌다", down="좁혀졌다", same="그대로다")
    behind = (
        f"비교한 다른 동맹 {part(left, others, '개국')} 같은 식으로 미국과 멀어졌다"
        if left
        else f"비교한 다른 동맹 {number(others)}개국 가운데 미국과 그만큼 멀어진 나라는 없다"
    )
    return (
        f"{start}에서 {end} 사이 유엔총회 표결로 본 두 나라의 거리는 {number(distance[0], 1)}에서 "
        f"{after(number(distance[1], 1), '으로/로')} {verb}. {_moves(*clear)}. {behind}."
    )


def _moves(us_clear: bool, korea_clear: bool) -> str:
    if us_clear == korea_clear:
        return (
            "두 나라 모두 오차를 넘어 움직였다" if us_clear else "두 나라의 움직임은 모두 오차를 넘지 않는다"
        )
    still, moving = ("한국", "미국") if us_clear else ("미국", "한국")
    return f"{still}의 움직임은 오차를 넘지 않지만 {moving}의 움직임은 오차보다 훨씬 크다"


def trust_headline(trust: Pair, weight: float) -> str:
    """Return how trust in the United States went, and how much more or less it matters (points)."""
    first = change(*trust, up="올랐", down="떨어졌", same="그대로")
    second = change(0, weight, up="커졌다", down="작아졌다", same="그대로다")
    opposed = (trust[1] - trust[0]) * weight < 0
    joint = "이고" if first == "그대로" else "지만" if opposed else "고"
    return f"미국에 대한 신뢰는 {first}{joint} 미국의 중요성은 {second}"


def trust(years: tuple[int, int], asked: Pair, weight: float, again: Pair | None = None) -> str:
    """Return the trust of two years, and whether more or fewer call the United States what matters most.

    `again` are the changes that the last wave of the later year found: for peace, and for the economy.
    """
    start, end = map(year, years)
    verb = seen(*asked, 0, up="늘었다", down="줄었다", same="그대로다")
    more = change(0, weight, up="늘었다", down="줄었다", same="그대로다")
    return (
        f"미국을 신뢰한다는 한국인은 {start} {percent(asked[0])}에서 {end} {percent(asked[1])}로 {verb}. "
        f"다른 조사에서 미국을 가장 중요한 상대로 꼽은 응답은 같은 기간 {more}.{_again(again)}"
    )


def _again(changes: Pair | None) -> str:
    if changes is None:
        return ""
    more = [name for name, found in zip(("평화", "경제"), changes, strict=True) if found > 0]
    if not more:
        return " 그해 다시 물었을 때는 늘지 않았다."
    return (
        " 그해 다시 물었을 때도 그랬다."
        if len(more) == 2
        else f" 그해 다시 물었을 때는 {more[0]}에서만 늘었다."
    )


def president(known: dict[int, float], start: int, end: int) -> str:
    """Return the confidence in the American president of two years, and in which years it was lower still."""
    lower = [one for one in sorted(known) if known[one] < known[end]]
    highest = "로 조사 이래 가장 높았고" if known[start] == max(known.values()) else "였고"
    told = (
        f"미국 대통령을 신뢰한다는 응답은 {year(start)} {percent(known[start])}{highest}, "
        f"{year(end)}에는 {percent(known[end])}였다."
    )
    return f"{told} {', '.join(map(year, lower))}에는 이보다 더 낮았다." if lower else told


def launches_headline(before: int, during: int, after_it: int) -> str:
    """Return how often the North launched before the article and after it, by three counts of half-years."""
    first = change(before, during, up="늘었", down="줄었", same="그대로였")
    second = change(during, after_it, up="늘었다", down="줄었다", same="그대로였다")
    turned = (during - before) * (after_it - during)
    joint, then = ("다가", "에") if turned < 0 else ("고", "에도" if turned > 0 else "에는")
    return f"북한의 미사일 발사는 기사 이전에 {first}{joint} 이후{then} {second}"


def launches(before: int, during: int, after_it: int, flown: int) -> str:
    """Return the days with a ballistic launch of three half-years, and that none flew over the South."""
    more = change(before, during, up="보다 많았다", down="보다 적었다", same="과 같았다")
    over = (
        "미사일이 한국 본토 상공을 지났다는 보도나 추정 궤적은 어느 해에도 찾지 못했다."
        if not flown
        else f"미사일이 한국 본토 상공을 지났다는 보도나 추정 궤적은 {number(flown)}건이다."
    )
    return (
        f"기사가 다룬 {MONTHS}개월 동안 북한이 탄도미사일을 쏜 날은 모두 {number(during)}일로, 직전 반년의 "
        f"{number(before)}일{more}. 기사가 나온 뒤 {MONTHS}개월 동안은 {number(after_it)}일이었다. {over}"
    )


def sum_headline(turn: float | None) -> str:
    """Return whether the weight of politics (0 to 1, None: no weight) turns the answer."""
    if turn is None:
        return "정치에 비중을 얼마나 두든 지수의 방향은 바뀌지 않는다"
    return "모두 합쳐 느슨해졌는지는 정치에 두는 비중에 달렸다"


def weighed(years: tuple[int, int], told: tuple[str, float], turn: float | None, pulls: float) -> str:
    """Return the change of the coefficient, and where the weight of politics (0 to 1) turns it.

    `told` is the change as the English sentence rounds it, such as "−5", and unrounded; `pulls` is the
    change (points) that politics alone gives: below nought, more of it turns to a fall.
    """
    size = told[0].lstrip("+\N{MINUS SIGN}")
    verb = change(0, float(size) and told[1], up="올랐다", down="내렸다", same="")
    moved = f"{size}포인트 {verb}" if verb else "거의 움직이지 않았다"
    first = f"모든 지표를 하나로 합치면 {year(years[0])}에서 {year(years[1])} 사이 {moved}."
    if turn is None:
        return first
    more, less = ("하락", "상승") if pulls < 0 else ("상승", "하락")
    return (
        f"{first} 정치 분야의 비중을 {percent(100 * turn)}보다 크게 잡으면 {more}, 작게 잡으면 {less}이다. "
        "어느 해를 기준으로 하느냐도 중요하다."
    )


def forecasts_headline(true: int, total: int, telling: int) -> str:
    """Return whether the article's forecasts came true, and how many of them against the odds."""
    if true == total:
        odds = "평소 확률이 절반에 못 미"
        return (
            f"기사의 전망은 맞았고, {number(telling)}건은 {odds}쳤다"
            if telling
            else f"기사의 전망은 맞았지만, {odds}친 것은 없다"
        )
    return "기사의 전망은 일부만 맞았다" if true else "기사의 전망은 모두 빗나갔다"


def forecasts(true: int, total: int, telling: int) -> str:
    """Return how many forecasts came true, and how many of them had a base rate under one half."""
    told = (
        f"평소 확률을 셀 수 있는 것 가운데 그 확률이 절반에 못 미친 것은 {number(telling)}건"
        f"{'뿐' if telling * 2 < total else ''}이었다."
        if telling
        else "평소 확률을 셀 수 있는 것 가운데 그 확률이 절반에 못 미친 것은 없었다."
    )
    whole = f"기사가 이후 {MONTHS}개월을 두고 내놓은 전망 {number(total)}건"
    if true in (0, total):
        return f"{after(whole, '은/는')} 모두 {'들어맞았다' if true else '빗나갔다'}. {told}"
    return f"{whole} 가운데 {number(true)}건이 들어맞았다. {told}"
