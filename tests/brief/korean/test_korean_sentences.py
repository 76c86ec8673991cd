"""Every Korean sentence changes with its figures: each branch on made-up figures."""

import pytest

from brief.analysis.coefficient.finding import Period
from brief.charts import summary
from brief.korean import amounts, answer, findings, glossary
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


@pytest.mark.parametrize(
    ("arms", "exports", "told"),
    [
        ((81, 93), (13, 17), "무기 도입과 교역에서 미국과의 사이는 더 가까워졌다"),
        ((93, 81), (17, 13), "무기 도입과 교역에서 미국과의 사이는 더 멀어졌다"),
        ((81, 81), (13, 13), "무기 도입과 교역에서 미국과의 사이는 그대로다"),
        ((81, 93), (17, 13), "미국과의 사이는 무기 도입에서 가까워졌고, 교역에서 멀어졌다"),
        ((81, 81), (13, 17), "미국과의 사이는 무기 도입에서 그대로이고, 교역에서 가까워졌다"),
    ],
)
def test_headline_of_arms_and_trade(arms, exports, told):
    assert findings.ties_headline(arms, exports) == told


@pytest.mark.parametrize(
    ("exports", "lead", "told"),
    [
        (
            (13.3, 17.3),
            (16, 1.1),
            "17%로 높아졌다. 한국의 수출 비중에서 중국이 미국을 앞서는 폭은 2025년 1.1%포인트로 줄었다.",
        ),
        (
            (17.3, 13.3),
            (16, 16),
            "13%로 낮아졌다. 한국의 수출 비중에서 중국이 미국을 앞서는 폭은 2025년 16.0%포인트로 가장 크다.",
        ),
        (
            (13.1, 13.4),
            (16, -2),
            "2015년과 2025년 모두 13%다. 한국의 수출 비중에서는 2025년 미국이 중국을 2.0%포인트 앞섰다.",
        ),
    ],
)
def test_text_of_arms_and_trade(exports, lead, told):
    assert findings.ties((2015, 2025), (81, 93), exports, lead).endswith(told)


@pytest.mark.parametrize(
    ("clear", "headline", "told"),
    [
        (
            (True, False),
            "유엔에서 움직인 쪽은 미국이었다",
            "한국의 변화는 오차범위 안이지만 미국의 변화는 오차범위를 넘는다",
        ),
        (
            (False, True),
            "유엔에서 움직인 쪽은 한국이었다",
            "미국의 변화는 오차범위 안이지만 한국의 변화는 오차범위를 넘는다",
        ),
        ((True, True), "유엔에서는 미국도 한국도 움직였다", "두 나라의 변화는 모두 오차범위를 넘는다"),
        (
            (False, False),
            "유엔에서는 어느 쪽도 뚜렷이 움직이지 않았다",
            "두 나라의 변화는 모두 오차범위 안이다",
        ),
    ],
)
def test_whose_move_it_was(clear, headline, told):
    assert findings.votes_headline(*clear) == headline
    assert told in findings.votes((2023, 2025), (1.4, 2.4), clear, 6, 6)


@pytest.mark.parametrize(
    ("distance", "left", "told"),
    [
        ((1.4, 2.4), 6, ("1.4에서 2.4로 벌어졌다", "동맹 6개국 모두와도 거리를 벌렸다")),
        ((2.4, 1.3), 4, ("2.4에서 1.3으로 좁혀졌다", "6개국 가운데 4개국과도 거리를 벌렸다")),
        (
            (2.41, 2.39),
            0,
            ("거리는 2023년과 2025년 모두 2.4다", "가운데 미국이 그만큼 거리를 벌린 나라는 없다"),
        ),
    ],
)
def test_how_far_apart_the_two_vote(distance, left, told):
    text = findings.votes((2023, 2025), distance, (True, False), left, 6)
    assert all(part in text for part in told)


@pytest.mark.parametrize(
    ("asked", "weight", "told"),
    [
        ((73, 66), 4, "미국에 대한 신뢰는 떨어졌지만 미국의 중요성은 커졌다"),
        ((66, 73), -4, "미국에 대한 신뢰는 올랐지만 미국의 중요성은 작아졌다"),
        ((66, 73), 4, "미국에 대한 신뢰는 올랐고 미국의 중요성은 커졌다"),
        ((73, 66), 0, "미국에 대한 신뢰는 떨어졌고 미국의 중요성은 그대로다"),
        ((66, 66), 4, "미국에 대한 신뢰는 그대로이고 미국의 중요성은 커졌다"),
    ],
)
def test_headline_of_trust(asked, weight, told):
    assert findings.trust_headline(asked, weight) == told


@pytest.mark.parametrize(
    ("asked", "weight", "told"),
    [
        (
            (73, 66),
            4,
            "73%에서 2025년 66%로 줄었다. "
            "한국갤럽 조사에서 한반도 평화와 경제에 가장 중요한 나라로 "
            "미국을 꼽은 응답은 같은 해 8월 모두 전년보다 늘었다.",
        ),
        (
            (66, 73),
            -4,
            "66%에서 2025년 73%로 늘었다. "
            "한국갤럽 조사에서 한반도 평화와 경제에 가장 중요한 나라로 "
            "미국을 꼽은 응답은 같은 해 8월 모두 전년보다 줄었다.",
        ),
        (
            (66, 66.2),
            0,
            "66%에서 2025년 66%로 그대로다. "
            "한국갤럽 조사에서 한반도 평화와 경제에 가장 중요한 나라로 "
            "미국을 꼽은 응답은 같은 해 8월 서로 엇갈렸다.",
        ),
    ],
)
def test_text_of_trust(asked, weight, told):
    assert findings.trust((2024, 2025), asked, weight, (8, 11)).endswith(told)


@pytest.mark.parametrize(
    ("again", "told"),
    [
        ((0, 12), "늘었지만 11월에는 경제에서만 늘었다."),
        ((4, 12), "늘었고, 11월에는 모두 늘었다."),
        ((0, -1), "늘었지만 11월에는 늘지 않았다."),
    ],
)
def test_a_question_asked_again_in_the_year(again, told):
    assert findings.trust((2024, 2025), (73, 66), 4, (8, 11), again).endswith(told)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (
            {2015: 88, 2017: 17, 2020: 17, 2025: 33},
            "88%로 조사 이래 가장 높았고, 2025년에는 33%였다. 2017년, 2020년에는 이보다 더 낮았다.",
        ),
        ({2003: 90, 2015: 88, 2025: 33}, "88%였고, 2025년에는 33%였다."),
    ],
)
def test_confidence_among_its_extremes(known, told):
    assert findings.president(known, 2015, 2025).endswith(told)


LATER = {1: "하루였다", 2: "이틀이었다", 3: "사흘이었다", 7: "이레였다"}


@pytest.mark.parametrize(
    ("counts", "headline", "more"),
    [
        ((3, 2, 7), "기사 이전에 줄었다가 이후에 늘었다", "사흘보다 적었다"),
        ((2, 3, 1), "기사 이전에 늘었다가 이후에 줄었다", "이틀보다 많았다"),
        ((2, 3, 7), "기사 이전에 늘었고 이후에도 늘었다", "이틀보다 많았다"),
        ((7, 3, 2), "기사 이전에 줄었고 이후에도 줄었다", "이레보다 적었다"),
        ((3, 3, 7), "기사 이전에 그대로였고 이후에는 늘었다", "사흘과 같았다"),
        ((2, 3, 3), "기사 이전에 늘었고 이후에는 그대로였다", "이틀보다 많았다"),
    ],
)
def test_launches_before_and_after(counts, headline, more):
    assert findings.launches_headline(*counts) == f"북한의 미사일 발사는 {headline}"
    text = findings.launches(*counts, 0)
    assert more in text and f"6개월 동안은 {LATER[counts[2]]}" in text and "찾지 못했다" in text
    assert findings.launches(*counts, 2).endswith("추정되는 궤적은 2건이다.")


@pytest.mark.parametrize(
    ("told", "turn", "pulls", "text"),
    [
        (
            ("−5", -5.2),
            0.28,
            -20,
            "−5포인트로 계산된다. 나머지 분야의 가중치를 똑같이 나눌 때, "
            "정치 분야의 가중치를 28%보다 크게 잡으면 하락, 작게 잡으면 상승이다",
        ),
        (
            ("+5", 5.2),
            0.28,
            20,
            "+5포인트로 계산된다. 나머지 분야의 가중치를 똑같이 나눌 때, "
            "정치 분야의 가중치를 28%보다 크게 잡으면 상승, 작게 잡으면 하락이다",
        ),
        (("0", 0.2), 0.28, -20, "거의 없는 것으로 계산된다. 나머지 분야의 가중치를 똑같이"),
        (("−5", -5.2), None, -20, "−5포인트로 계산된다."),
    ],
)
def test_the_weight_of_politics(told, turn, pulls, text):
    assert text in findings.weighed((2015, 2025), told, turn, pulls)
    assert ("바뀌지 않는다" in findings.sum_headline(turn)) is (turn is None)


@pytest.mark.parametrize(
    ("counts", "headline", "text"),
    [
        (
            (6, 6, 2),
            "기사의 전망은 맞았고, 이 가운데 2건은 과거 빈도로 보면 가능성이 절반도 안 됐다",
            "6건은 모두 들어맞았다. 과거",
        ),
        (
            (6, 6, 3),
            "기사의 전망은 맞았고, 이 가운데 3건은 과거 빈도로 보면 가능성이 절반도 안 됐다",
            "3건이었다.",
        ),
        (
            (6, 6, 0),
            "기사의 전망은 맞았지만, 과거 빈도로 보아 가능성이 절반에 못 미친 것은 없다",
            "못 미친 것은 없었다.",
        ),
        ((4, 6, 2), "기사의 전망은 일부만 맞았다", "6건 가운데 4건이 들어맞았다"),
        ((0, 6, 0), "기사의 전망은 모두 빗나갔다", "6건은 모두 빗나갔다. 과거 빈도(기저율)를"),
    ],
)
def test_how_the_forecasts_fared(counts, headline, text):
    assert findings.forecasts_headline(*counts) == headline
    assert text in findings.forecasts(*counts)


@pytest.mark.parametrize(
    ("before", "points", "told"),
    [
        (9.0, 11.1, "2023년에도 중국이 앞섰다."),
        (-1.0, 11.1, "2023년에는 중국이 앞섰다."),
        (3.0, -2.0, "2023년에는 미국이 앞섰다."),
    ],
)
def test_who_sold_more_to_korea(before, points, told):
    assert findings.seller(before, points, 2023).endswith(told)


def test_confidence_is_told_from_its_peak_where_it_fell_from_there():
    assert answer.votes_and_trust(-5, 1, (88, 33), from_peak=True).endswith("신뢰는 최고치에서 낮아졌다.")
    assert "최고치" not in answer.votes_and_trust(-5, 1, (33, 88), from_peak=True)


def test_how_many_ways_were_tested_around_a_start():
    assert "2015년에서 앞뒤로 두 해까지" in answer.tested(period(-5, fell=0.43))
    assert answer.tested(period(-5, fell=0.43)).endswith("100가지 중 43가지꼴로 하락으로 나왔다.")


@pytest.mark.parametrize(("count", "told"), [(1, "하루"), (10, "열흘"), (12, "12일"), (0, "0일")])
def test_days_up_to_ten_are_no_dates(count, told):
    assert amounts.days(count) == told


@pytest.mark.parametrize(("count", "told"), [(10_000, "1만 가지"), (12_500, "12,500가지"), (500, "500가지")])
def test_ways_are_counted_in_ten_thousands_where_these_are_whole(count, told):
    assert amounts.ways(count) == told
