"""Nothing said beside or in place of a picture, of a series or of what is to come is untrue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from indicators.analysis.statements import Statement, drawn
from indicators.charts import peer_strips
from tests.analysis.statements.beside_worlds import (
    BesideWorld,
    beside_world,
    chart_of,
    funnel_of,
    ranking_with_counts,
    said_of_pictures,
    said_of_series,
)
from tests.analysis.statements.judge import judge
from tests.analysis.statements.judge_beside import RULES, judge_words
from tests.analysis.statements.kinds import BESIDE
from tests.analysis.statements.trial import faults_of

# Thousands are judged by hand; so many are judged with every run of the tests.
WORLDS = 120


def said_of(truth: BesideWorld) -> Iterator[Statement]:
    """Everything that is said of such a world in sentences."""
    yield from filter(None, (*said_of_pictures(truth), *said_of_series(truth)))


def words_of(truth: BesideWorld) -> dict[str, str]:
    """What pictures of such a world say to whoever does not see them."""
    ranking, funnel = ranking_with_counts(truth), funnel_of(truth)
    strips = peer_strips({"Xã": ranking.rows}, "x", "x", "light", idle=ranking.idle)
    told = {
        "limits": drawn.usual_variation(chart_of(truth)),
        "coverage": drawn.coverage("Số hóa", pd.Series(truth.covered)),
    }
    if strips:
        told["strip"] = strips.alt.removesuffix(".")
    if funnel:
        told["funnel"] = "; ".join(drawn.apart(funnel))
    return told


def faults_in(seeds: range) -> tuple[list[str], Counter[str]]:
    """Every fault the judge finds in these worlds, and how many sentences of each kind it read."""
    faults, read = faults_of(seeds, beside_world, said_of, RULES)
    for seed in seeds:
        truth = beside_world(seed)
        told = words_of(truth)
        read.update(told.keys())
        faults += [f"world {seed}: {fault}" for fault in judge_words(truth, told)]
    return faults, read


def test_no_sentence_and_no_words_of_a_picture_are_false_or_claim_more_than_is_known() -> None:
    faults, read = faults_in(range(WORLDS))
    assert faults == []
    assert min(read.values()) > 2, read
    assert set(read) == BESIDE | {"strip", "funnel", "limits", "coverage"}


def many() -> BesideWorld:
    """Sixteen communes, one of which is far below the others by a thousand cases, and none is idle."""
    drawn_first = next(world for world in map(beside_world, range(99)) if len(world.units) == 16)
    units = [
        replace(unit, value=60.0 + number, has_dossiers=True, seems_idle=False, is_wrong=False, sign="same")
        for number, unit in enumerate(drawn_first.units)
    ]
    counts = {unit.name: (90 + number % 3, 100) for number, unit in enumerate(units)}
    counts[units[0].name] = (500, 1000)
    series = [60 + (-1) ** place * 0.5 for place in range(19)] + [80.0]
    return replace(
        drawn_first, units=units, counts=counts, series=series, limit=70, is_partial=False, provisional=set()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "lie", "found"),
    [
        ("has_risen", "Gần như không đổi: biến động vẫn trong mức thường thấy", "Đã tăng"),
        ("target_reached", "7/16 đơn vị có số liệu đạt", "false, it is (6, 16, 0)"),
        ("told_apart", "Trong 120 cặp đơn vị, phân biệt được 121 cặp (95%)", "how many pairs"),
        (
            "apart_from_chance",
            "Hình thoi là khác biệt vượt quá mức dao động ngẫu nhiên: 0 đơn vị thấp hơn, 0 đơn vị cao hơn. Các đơn vị "
            "còn lại chưa đủ căn cứ để nói là khác biệt. 0 đơn vị không có số hồ sơ không được vẽ",
            "false, it is (1, 0, 0, 0)",
        ),
        ("place_of_agency", "hạng 17/16, trung vị khối 67,50", "false, the rank"),
    ],
)
def test_the_judge_sees_a_lie_beside_a_picture(kind: str, lie: str, found: str) -> None:
    truth = many()
    said = next(one for one in said_of(truth) if one.kind == kind)
    assert judge(truth, said, RULES) == []
    assert any(found in fault for fault in judge(truth, replace(said, words=lambda: lie), RULES))


@pytest.mark.parametrize(
    ("picture", "lie"),
    [
        ("strip", "Xã: cả 16 đơn vị cùng mức 60,00"),
        ("funnel", "16 đơn vị; tỷ lệ chung 74,16%; thấp hơn mức dao động ngẫu nhiên: không có đơn vị nào; cao hơn: "
         "không có đơn vị nào"),
        ("limits", "thường dao động từ 60,00 đến 61,00, trung bình 60,50, 0 điểm là tín hiệu"),
        ("coverage", "Số hóa: từ 0,00% đến 110,00%, gần nhất 100,00%"),
    ],
)  # fmt: skip
def test_the_judge_sees_a_lie_in_place_of_a_picture(picture: str, lie: str) -> None:
    truth = many()
    assert judge_words(truth, words_of(truth)) == []
    assert judge_words(truth, {picture: lie})
