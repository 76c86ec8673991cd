"""The Korean findings change with their figures: each branch on made-up ones."""

import pytest

from brief.korean import amounts, findings


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
        ((4, 12), "늘었고, 11월에도 모두 늘었다."),
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


@pytest.mark.parametrize(("count", "told"), [(1, "하루"), (10, "열흘"), (12, "12일"), (0, "0일")])
def test_days_up_to_ten_are_no_dates(count, told):
    assert amounts.days(count) == told


@pytest.mark.parametrize(("count", "told"), [(10_000, "1만 가지"), (12_500, "12,500가지"), (500, "500가지")])
def test_ways_are_counted_in_ten_thousands_where_these_are_whole(count, told):
    assert amounts.ways(count) == told


def test_the_last_poll_is_joined_by_the_way_it_went():
    assert findings.trust((2024, 2025), (73, 66), -4, (8, 11), (-1, -2)).endswith(
        "줄었고, 11월에도 늘지 않았다."
    )
    assert findings.trust((2024, 2025), (73, 66), -4, (8, 11), (1, 2)).endswith(
        "줄었지만 11월에는 모두 늘었다."
    )
    assert findings.trust((2024, 2025), (73, 66), 4, (3, 3), (1, 2)).endswith("3월 모두 전년보다 늘었다.")


def test_what_is_the_same_is_told_so():
    assert findings.ties((2015, 2025), (81, 93), (13, 17), (16, 0.01)).endswith(
        "중국과 미국은 2025년 같았다."
    )
    assert "모두 1.0이다" in findings.votes((2023, 2025), (1.0, 1.0), (True, False), 6, 6)
