"""The Korean words of the brief, each once: verdicts, ties, fields of the alliance, recurring terms.

The verdicts follow the words of Korean fact-checks ("사실", "사실 아님"); the terms are those of the press
of Seoul: 한국, 북한, 미국, 한미동맹, 유엔, 미사일 발사, 주한미군.
"""

from __future__ import annotations

from press.claims.vocabulary import CAME_TRUE, DID_NOT_COME_TRUE, OPEN

# What stands in the strip of verdicts, with the place of the number.
VERDICTS = {
    "supported": "사실 {}건",
    "partly supported": "일부 사실 {}건",
    "contradicted": "사실 아님 {}건",
    "not verifiable": "확인 불가 {}건",
    "judgement": "의견 {}건",
    CAME_TRUE: "전망 적중 {}건",
    DID_NOT_COME_TRUE: "전망 빗나감 {}건",
    OPEN: "전망 미결 {}건",
}

# The six ties of the front page, as a table names them.
TIES = {
    "arms": "무기 수입 중 미국산 비중",
    "us_exports": "대미 수출 비중",
    "china_exports": "대중 수출 비중",
    "un_distance": "유엔 표결 성향 격차",
    "confidence": "미국 대통령 신뢰도",
    "troops": "주한미군 병력",
}

# Fields of the alliance, as a sentence names them: each with the ties that speak for it.
FIELDS = {
    "교역": ("us_exports", "china_exports"),
    "무기 도입": ("arms",),
    "유엔 표결": ("un_distance",),
    "신뢰": ("confidence",),
    "주한미군": ("troops",),
}
# Where the two ties of trade part, each is named.
TRADE_APART = {"us_exports": "대미 수출", "china_exports": "대중 수출"}

WAYS = {"closer": "가까워짐", "further apart": "멀어짐", "little changed": "큰 변화 없음"}

# What the data reach, by the words of `data/datapackage.json`.
REACHES = {"launches": "발사", "events": "사건", "troops": "병력", "votes": "표결", "trade": "교역"}

COEFFICIENT = "동맹 지수"
PERSONS = "명"  # after a count of people
