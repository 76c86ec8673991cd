"""The six findings in Korean: a headline and a paragraph each, by functions of the figures they tell."""

from __future__ import annotations

from brief.korean.amounts import days, number, percent, year
from brief.korean.particles import after
from brief.korean.verbs import change, seen

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
    verb = seen(*exports, 0, up="높아졌다", down="낮아졌다", same="")
    moved = (
        f"{start} {percent(exports[0])}에서 {end} {percent(exports[1])}로 {verb}"
        if verb
        else f"{after(start, '과/와')} {end} 모두 {percent(exports[1])}다"
    )
    return (
        f"{end}까지 {STEP}년간 한국이 수입한 무기의 {after(percent(arms[1]), '은/는')} 미국산이었다. "
        f"{start}까지 {STEP}년간은 {percent(arms[0])}였다. 수출에서 미국이 차지하는 비중은 {moved}. "
        f"{_lead(end, *lead)}"
    )


def _lead(end: str, peak: float, now: float) -> str:
    ahead = f"{number(abs(now), 1)}%포인트"
    if float(number(abs(now), 1)) == 0:
        return f"한국의 수출 비중에서 중국과 미국은 {end} 같았다."
    if now <= 0:
        return f"한국의 수출 비중에서는 {end} 미국이 중국을 {ahead} 앞섰다."
    went = "로 줄었다" if now < peak else "로 가장 크다"
    return f"한국의 수출 비중에서 중국이 미국을 앞서는 폭은 {end} {ahead}{went}."


def seller(before: float, points: float, last: int) -> str:
    """Return who sold more to Korea in the last year known, and whether it did the year before.

    The lead is China's over the United States in points, in the year before the last and in the last.
    """
    ahead = "중국" if points > 0 else "미국"
    still = "에도" if before * points > 0 else "에는"
    return f"수입 비중에서는 통계가 있는 가장 최근 해인 {year(last)}{still} {after(ahead, '이/가')} 앞섰다."


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
    verb = seen(*distance, 1, up="벌어졌다", down="좁혀졌다", same="")
    first, second = (number(one, 1) for one in distance)
    moved = (
        f"{first}에서 {after(second, '으로/로')} {verb}"
        if verb
        else f"{after(start, '과/와')} {end} 모두 {after(second, '이다/다')}"
    )
    return (
        f"{start}에서 {end} 사이 유엔총회 표결로 본 두 나라의 거리는 {moved}. {_moves(*clear)}. "
        f"{_behind(left, others)}."
    )


def _behind(left: int, others: int) -> str:
    """Return how many of the other allies Washington moved away from."""
    allies = f"비교한 다른 동맹 {number(others)}개국"
    if not left:
        return f"{allies} 가운데 미국이 그만큼 거리를 벌린 나라는 없다"
    which = f"{allies} 모두와도" if left == others else f"{allies} 가운데 {number(left)}개국과도"
    return f"미국은 {which} 거리를 벌렸다"


def _moves(us_clear: bool, korea_clear: bool) -> str:
    if us_clear == korea_clear:
        return f"두 나라의 변화는 모두 오차범위{'를 넘는다' if us_clear else ' 안이다'}"
    still, moving = ("한국", "미국") if us_clear else ("미국", "한국")
    return f"{still}의 변화는 오차범위 안이지만 {moving}의 변화는 오차범위를 넘는다"


def trust_headline(trust: Pair, weight: float) -> str:
    """Return how trust in the United States went, and how much more or less it matters (points)."""
    first = change(*trust, up="올랐", down="떨어졌", same="그대로")
    second = change(0, weight, up="커졌다", down="작아졌다", same="그대로다")
    opposed = (trust[1] - trust[0]) * weight < 0
    joint = "이고" if first == "그대로" else "지만" if opposed else "고"
    return f"미국에 대한 신뢰는 {first}{joint} 미국의 중요성은 {second}"


def trust(years: tuple[int, int], asked: Pair, weight: float, waves: Pair, again: Pair | None = None) -> str:
    """Return the trust of two years, and whether more or fewer call the United States what matters most.

    `weight` is the least change (points) of the two questions on that, nought where they part; `waves` are
    the months of the first and the last poll of the later year. `again` are the changes that the last found:
    for peace, and for the economy.
    """
    start, end = map(year, years)
    verb = seen(*asked, 0, up="늘었다", down="줄었다", same="그대로다")
    first = f"{number(waves[0])}월"
    last = f"{number(waves[1])}월" if waves[1] != waves[0] else ""
    stem = change(0, weight, up="모두 전년보다 늘었", down="모두 전년보다 줄었", same="서로 엇갈렸")
    return (
        f"동아시아연구원(EAI) 조사에서 미국을 신뢰한다는 한국인은 {start} {percent(asked[0])}에서 {end} "
        f"{percent(asked[1])}로 {verb}. 한국갤럽 조사에서 한반도 평화와 경제에 가장 중요한 나라로 "
        f"미국을 꼽은 응답은 같은 해 {first} {stem}{_again(last, weight, again)}"
    )


def _again(month: str, weight: float, changes: Pair | None) -> str:
    """Return the end of the sentence: what the last poll of the year found."""
    if changes is None or not month:
        return "다."
    more = [name for name, found in zip(("평화", "경제"), changes, strict=True) if found > 0]
    told = "모두 늘었다" if len(more) == 2 else f"{more[0]}에서만 늘었다" if more else "늘지 않았다"
    alike = (weight > 0 and len(more) == 2) or (weight < 0 and not more)
    return f"고, {month}에도 {told}." if alike else f"지만 {month}에는 {told}."


def president(known: dict[int, float], start: int, end: int) -> str:
    """Return the confidence in the American president of two years, and in which years it was lower still."""
    lower = [one for one in sorted(known) if known[one] < known[end]]
    highest = "로 조사 이래 가장 높았고" if known[start] == max(known.values()) else "였고"
    told = (
        f"퓨리서치센터 조사에서 미국 대통령을 신뢰한다는 응답은 {year(start)} {percent(known[start])}"
        f"{highest}, {year(end)}에는 {percent(known[end])}였다."
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
    held = days(before)
    more = change(
        before,
        during,
        up=f"{held}보다 많았다",
        down=f"{held}보다 적었다",
        same=f"{after(held, '과/와')} 같았다",
    )
    over = (
        "미사일이 한국 본토 상공을 지났음을 보여 주는 보도나 추정 궤적은 어느 해의 것도 찾지 못했다."
        if not flown
        else f"미사일이 한국 본토 상공을 지났다는 보도나 그렇게 추정되는 궤적은 {number(flown)}건이다."
    )
    return (
        f"기사가 다룬 {MONTHS}개월 동안 북한이 탄도미사일을 쏜 날은 모두 {after(days(during), '으로/로')}, "
        f"직전 반년의 {more}. 기사가 나온 뒤 {MONTHS}개월 동안은 "
        f"{after(days(after_it), '이었다/였다')}. {over}"
    )


def sum_headline(turn: float | None) -> str:
    """Return whether the weight of politics (0 to 1, None: no weight) turns the answer."""
    if turn is None:
        return "정치 분야의 가중치를 어떻게 잡든 지수의 방향은 바뀌지 않는다"
    return "동맹이 전체적으로 느슨해졌는지는 정치 분야의 가중치에 달렸다"


def weighed(years: tuple[int, int], told: tuple[str, float], turn: float | None, pulls: float) -> str:
    """Return the change of the coefficient, and where the weight of politics (0 to 1) turns it.

    `told` is the change as the English sentence rounds it, such as "−5", and unrounded; `pulls` is the
    change (points) that politics alone gives: below nought, more of it turns to a fall.
    """
    size = f"{told[0]}포인트로" if float(told[0].lstrip("+\N{MINUS SIGN}")) else "거의 없는 것으로"
    first = (
        f"모든 지표를 하나로 합친 지수의 변화는 {year(years[0])}에서 {year(years[1])} 사이 {size} 계산된다."
    )
    if turn is None:
        return first
    more, less = ("하락", "상승") if pulls < 0 else ("상승", "하락")
    return (
        f"{first} 나머지 분야의 가중치를 똑같이 나눌 때, 정치 분야의 가중치를 {percent(100 * turn)}보다 "
        f"크게 잡으면 {more}, 작게 잡으면 {less}이다. 어느 해를 기준으로 하느냐도 중요하다."
    )


def forecasts_headline(true: int, total: int, telling: int) -> str:
    """Return whether the article's forecasts came true, and how many of them against the odds."""
    if true == total:
        return (
            f"기사의 전망은 맞았고, 이 가운데 {number(telling)}건은 과거 빈도로 보면 가능성이 절반도 안 됐다"
            if telling
            else "기사의 전망은 맞았지만, 과거 빈도로 보아 가능성이 절반에 못 미친 것은 없다"
        )
    return "기사의 전망은 일부만 맞았다" if true else "기사의 전망은 모두 빗나갔다"


def forecasts(true: int, total: int, telling: int) -> str:
    """Return how many forecasts came true, and how many of them had a base rate under one half."""
    among = "과거 빈도(기저율)를 계산할 수 있는 전망 가운데 그 값이 절반에 못 미친 것은"
    told = (
        f"{among} {number(telling)}건{'뿐' if telling * 2 < total else ''}이었다."
        if telling
        else f"{among} 없었다."
    )
    whole = f"기사가 이후 {MONTHS}개월을 두고 내놓은 전망 {number(total)}건"
    if true in (0, total):
        return f"{after(whole, '은/는')} 모두 {'들어맞았다' if true else '빗나갔다'}. {told}"
    return f"{whole} 가운데 {number(true)}건이 들어맞았다. {told}"
