"""The Korean front page's sentences change with their figures: each branch on made-up ones."""

import pytest

from brief.analysis.coefficient.finding import Period
from brief.charts import summary
from brief.korean import answer, glossary
from press.claims.vocabulary import VERDICTS

CLOSER, APART, SAME = summary.CLOSER, summary.APART, summary.SAME


def ways(**changed):
    """Return six ties that are all little changed but for those named."""
    return dict.fromkeys(summary.TIES, SAME) | changed


def period(points, low=-30.0, high=30.0, fell=0.5, start=2015, end=2025):
    return Period(start, end, points, low, high, fell)


def test_the_glossary_has_a_word_for_every_verdict_tie_and_way():
    assert set(glossary.VERDICTS) == set(VERDICTS)
    assert all(words.count("{}") == 1 for words in glossary.VERDICTS.values())
    assert set(glossary.TIES) == set(summary.TIES)
    assert set(glossary.WAYS) == {CLOSER, APART, SAME}
    assert sorted(sum(glossary.FIELDS.values(), ())) == sorted(summary.TIES)
    assert set(glossary.TRADE_APART) == set(glossary.FIELDS["교역"])


@pytest.mark.parametrize(
    ("went", "told"),
    [
        (
            ways(arms=CLOSER, us_exports=CLOSER, china_exports=CLOSER, un_distance=APART, confidence=APART),
            "교역과 무기 도입에서는 가까워졌고, 유엔 표결과 신뢰에서는 멀어졌다.",
        ),
        (
            ways(us_exports=CLOSER, china_exports=APART),
            "대미 수출에서는 가까워졌고, 대중 수출에서는 멀어졌다.",
        ),
        (ways(arms=CLOSER), "무기 도입에서 가까워졌고, 뚜렷이 멀어진 분야는 없다."),
        (ways(troops=APART), "주한미군에서 멀어졌고, 뚜렷이 가까워진 분야는 없다."),
        (ways(), "뚜렷이 가까워지거나 멀어진 분야는 없다."),
    ],
)
def test_the_answer_names_what_is_closer_and_what_is_apart(went, told):
    assert answer.answer(went) == told


@pytest.mark.parametrize(
    ("exports", "arms", "told"),
    [
        ((13, 17), (81, 93), "모두 커졌다."),
        ((17, 13), (93, 81), "모두 작아졌다."),
        ((13, 17), (93, 81), "비중은 커졌고, 무기 수입에서 차지하는 비중은 작아졌다."),
        ((13, 13), (81, 93), "비중은 그대로이고, 무기 수입에서 차지하는 비중은 커졌다."),
    ],
)
def test_the_shares_are_told_by_their_signs(exports, arms, told):
    assert answer.shares(2015, exports, arms).endswith(told)


@pytest.mark.parametrize(
    ("by_us", "by_korea", "confidence", "told"),
    [
        (
            -5,
            1,
            (88, 33),
            "유엔에서는 미국이 한국에서 멀어졌고, 미국 대통령에 대한 한국인의 신뢰는 낮아졌다.",
        ),
        (
            -1,
            -5,
            (33, 88),
            "유엔에서는 한국이 미국에서 멀어졌고, 미국 대통령에 대한 한국인의 신뢰는 높아졌다.",
        ),
        (
            5,
            1,
            (33, 33),
            "유엔에서는 미국이 한국 쪽으로 다가섰고, 미국 대통령에 대한 한국인의 신뢰는 그대로다.",
        ),
        (
            0,
            0,
            (33, 33),
            "유엔에서는 두 나라의 거리가 그대로이고, 미국 대통령에 대한 한국인의 신뢰는 그대로다.",
        ),
    ],
)
def test_who_moved_in_the_votes_and_how_confidence_went(by_us, by_korea, confidence, told):
    assert answer.votes_and_trust(by_us, by_korea, confidence) == told


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (
            period(-5.2, -38.2, 35.1, 0.43),
            "동맹 지수(100점 척도)의 변화는 2015년에서 2025년 사이 "
            "−5포인트로 계산된다. 산출 방식을 달리하면 10가지 중 "
            "9가지에서 변화 폭이 −38~+35포인트이며, 방향을 단정할 수 없다.",
        ),
        (
            period(5.2, 1, 35, 0.02),
            "동맹 지수(100점 척도)의 변화는 2015년에서 2025년 사이 "
            "+5포인트로 계산된다. 산출 방식을 달리하면 10가지 중 "
            "9가지에서 변화 폭이 +1~+35포인트이며, 10가지 중 9가지 이상이 상승으로 나온다.",
        ),
        (
            period(-5.2, -35, -1, 0.97),
            "동맹 지수(100점 척도)의 변화는 2015년에서 2025년 사이 "
            "−5포인트로 계산된다. 산출 방식을 달리하면 10가지 중 "
            "9가지에서 변화 폭이 −35~−1포인트이며, 10가지 중 9가지 이상이 하락으로 나온다.",
        ),
        (
            period(0.2),
            "동맹 지수(100점 척도)의 변화는 2015년에서 2025년 사이 "
            "거의 없는 것으로 계산된다. 산출 방식을 달리하면 "
            "10가지 중 9가지에서 변화 폭이 −30~+30포인트이며, 방향을 단정할 수 없다.",
        ),
        (
            period(0.21, -0.3, 0.6),
            "동맹 지수(100점 척도)의 변화는 2015년에서 2025년 사이 +0.2포인트로 계산된다. "
            "산출 방식을 달리하면 10가지 중 9가지에서 변화 폭이 −0.3~+0.6포인트이며, 방향을 단정할 수 없다.",
        ),
        (period(0, start=2025), "2025년부터 시작하므로 견줄 변화가 없다."),
    ],
)
def test_the_coefficient_is_told_with_verb_and_band(one, told):
    assert answer.moved(one) == told


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (
            [period(-1, start=2015), period(2, start=2016), period(-3, fell=0.95, start=2024)],
            "2025년 지수는 2015년이나 2024년 중 한 해를 기준으로 잡으면 낮아졌고, 2016년을 기준으로 잡으면 "
            "높아졌다. 산출 방식 10가지 중 9가지가 하락으로 나오는 것은 2024년을 기준으로 잡을 때뿐이다.",
        ),
        (
            [period(-1, start=2015), period(-2, start=2016)],
            "2025년 지수는 2015년이나 2016년 중 한 해를 기준으로 잡으면 낮아졌다. "
            "어느 해를 기준으로 잡아도 산출 방식 10가지 중 9가지가 같은 쪽으로 나오지는 않는다.",
        ),
        (
            [period(1, start=2015), period(2, fell=0.01, start=2016)],
            "2025년 지수는 2015년이나 2016년 중 한 해를 기준으로 잡으면 높아졌다. "
            "산출 방식 10가지 중 9가지가 상승으로 나오는 것은 2016년을 기준으로 잡을 때뿐이다.",
        ),
        (
            [period(0, start=2015), period(-2, start=2016), period(0, start=2017)],
            "2025년 지수는 2016년을 기준으로 잡으면 낮아졌고, 2015년이나 2017년 중 한 해를 기준으로 잡으면 "
            "그대로였다. 어느 해를 기준으로 잡아도 산출 방식 10가지 중 9가지가 같은 쪽으로 나오지는 않는다.",
        ),
        (
            [period(-1, fell=0.95, start=2015), period(-2, fell=0.95, start=2016)],
            "2025년 지수는 2015년이나 2016년 중 한 해를 기준으로 잡으면 낮아졌다. "
            "이 가운데 어느 해를 기준으로 잡아도 산출 방식 10가지 중 9가지가 하락으로 나온다.",
        ),
    ],
)
def test_the_base_years_are_told_by_the_way_they_turn(periods, told):
    assert answer.dependence(periods) == told


def test_the_limits_name_their_counts():
    fell = {2025: period(-5, fell=0.43), 2023: period(4, fell=0.25), 2024: period(7, fell=0.23)}
    told = answer.limits(10_000, fell)
    assert "산출 방식 1만 가지를 시험한 결과 2025년까지 100가지 중 43가지꼴로 하락했다" in told
    assert "여론조사가 모두 있는 직전 해인 2023년까지로 보면 100가지 중 25가지," in told
    assert "자료가 적은 2024년까지로 보면 100가지 중 23가지꼴이다" in told


@pytest.mark.parametrize(
    ("went", "told"),
    [
        (
            ways(arms=CLOSER, un_distance=APART),
            "1개는 한미가 가까워졌음을, 1개는 멀어졌음을 보여주고, 4개는 거의 그대로다",
        ),
        (ways(arms=CLOSER), "1개는 한미가 가까워졌음을 보여주고, 5개는 거의 그대로다"),
        (ways(troops=APART), "1개는 한미가 멀어졌음을 보여주고, 5개는 거의 그대로다"),
        (dict.fromkeys(summary.TIES, APART), "6개는 한미가 멀어졌음을 보여준다"),
        (ways(), "6개는 거의 그대로다"),
    ],
)
def test_the_ties_are_counted(went, told):
    assert answer.headline(went, 2015) == f"2015년 이후 6개 지표 가운데 {told}"


def test_claims_and_points():
    assert answer.claims_lead(58) == "동맹이 약해지고 있다고 본 기사의 주장 58건을 검증한 결과"
    assert "68건이지만" in answer.score(68, 58) and "58건으로 집계했다" in answer.score(68, 58)
    assert answer.score(58, 58) == "기사에서 뽑아 번호를 붙인 주장은 58건이다."


def test_the_edition_says_how_far_the_data_reach():
    reaches = [
        ("launches", "2026-10-08", False),
        ("events", "2026-10-08", False),
        ("votes", "2025-12-31", True),
    ]
    told = "2026.12판. 발사·사건은 2026년 10월 8일, 표결은 2025년까지의 자료를 담았다."
    assert answer.made_of("2026.12", reaches) == told


def test_confidence_is_told_from_its_peak_where_it_fell_from_there():
    assert answer.votes_and_trust(-5, 1, (88, 33), from_peak=True).endswith("신뢰는 최고치에서 낮아졌다.")
    assert "최고치" not in answer.votes_and_trust(-5, 1, (33, 88), from_peak=True)


def test_how_many_ways_were_tested_around_a_start():
    assert "2015년에서 앞뒤로 두 해까지" in answer.tested(period(-5, fell=0.43))
    assert answer.tested(period(-5, fell=0.43)).endswith("100가지 중 43가지꼴로 하락으로 나왔다.")
