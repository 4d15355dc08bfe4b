"""The bulletin tells its twelve points, only what may be compared, and of the real week what a plain count finds."""

from __future__ import annotations

import pytest

from indicators.analysis.bulletin import CHAPTERS, Bulletin, bulletin
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.analysis.real_weeks import DAYS, keep_weeks, provinces, scores
from tests.made_up import FINANCE, GIA_LAI, JUSTICE, capture, even
from tests.page_names import PAGES
from tests.shared import needs_shared


def sentences(told: Bulletin) -> str:
    return "\n".join(sentence for chapter in told.chapters for sentence in chapter.sentences())


@pytest.fixture(scope="module")
def of_the_demonstration(demonstration: Warehouse) -> Bulletin:
    return bulletin(demonstration, "H21")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Bulletin:
    folder = tmp_path_factory.mktemp("weeks")
    return bulletin(keep_weeks(Store(folder / "store"), folder), "H21")


def test_all_twelve_points_are_told(of_the_demonstration: Bulletin) -> None:
    assert {said.point for said in of_the_demonstration.said} == set(range(1, 13))
    assert sorted(point for _, points in CHAPTERS for point in points) == list(range(1, 13))


def test_every_sentence_leads_to_a_page_and_names_its_evidence(of_the_demonstration: Bulletin) -> None:
    for said in of_the_demonstration.said:
        assert said.statement.link.page in {*PAGES, "overview"}
        assert said.statement.evidence.query


def test_nothing_is_told_twice(of_the_demonstration: Bulletin) -> None:
    told = [said.statement.sentence() for said in of_the_demonstration.said]
    assert len(told) == len(set(told))


def test_what_holds_for_a_whole_chapter_is_said_with_its_first_sentence(
    of_the_demonstration: Bulletin,
) -> None:
    (chapter,) = [one for one in of_the_demonstration.chapters if one.key == "departments"]
    first, *others = chapter.sentences()
    assert "(trừ 1 đơn vị không phát sinh hồ sơ; mẫu số tạm tính)" in first
    assert not any("mẫu số tạm tính" in sentence for sentence in others)
    assert all("mẫu số tạm tính" in said.statement.sentence() for said in chapter.said)


def test_two_versions_of_the_index_are_not_compared(store: Store) -> None:
    months = [("2026-01-05", Period("month", 2025, 12), 9), ("2026-02-05", Period("month", 2026, 1), 7)]
    store.add(
        [
            capture(
                {GIA_LAI: even(points), FINANCE: even(points), JUSTICE: even(points - 1)},
                day=day,
                period=period,
            )
            for day, period, points in months
        ]
    )
    told = sentences(bulletin(Warehouse(store), "H21"))
    assert "Chưa so sánh được: bộ chỉ số đã thay đổi" in told
    assert not any(word in told for word in ("tăng 1", "giảm", "so với"))


def test_a_reading_alone_has_a_bulletin_without_changes(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9), FINANCE: even(9), JUSTICE: even(8)})])
    told = sentences(bulletin(Warehouse(store), "H21"))
    assert "Chưa so sánh được: chưa có lần đọc trước của kỳ này." in told
    assert (
        "Nâng điểm Số hóa hồ sơ (còn thiếu 13,00 điểm); bắt đầu từ Sở Tư pháp, thấp nhất khối sở, ban, ngành "
        "(8,00/22 điểm)." in told
    )
    assert "Sở Tư pháp thấp nhất" in told


def test_a_month_is_told_as_a_month(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9)}, day="2026-09-05", period=Period("month", 2026, 8))])
    assert bulletin(Warehouse(store), "H21").heading() == "Bản tin tháng 8/2026"


def test_without_a_reading_it_is_refused(store: Store) -> None:
    with pytest.raises(InputProblem):
        bulletin(Warehouse(store), "H21")


@needs_shared
def test_the_real_week_is_told_as_a_plain_count_finds_it(real: Bulletin) -> None:
    told = sentences(real)
    before, now = map(provinces, DAYS)
    place = 1 + sum(total > now["H21"] for total in now.values())
    above, below = (sorted(now.values(), reverse=True)[place + step] for step in (-2, 0))
    first = sum(sorted(now.values(), reverse=True)[:10]) / 10
    assert place == 1 + sum(total > before["H21"] for total in before.values())
    assert f"Gia Lai giữ nguyên hạng {place} so với 06/10/2026." in told
    assert f"kém địa phương xếp ngay trên (Hải Phòng) {written(above - now['H21'])} điểm" in told
    assert f"hơn địa phương xếp ngay dưới (Tây Ninh) {written(now['H21'] - below)} điểm" in told
    assert (
        f"bình quân 10 địa phương dẫn đầu ({written(first)} điểm) {written(now['H21'] - first)} điểm" in told
    )


@needs_shared
def test_the_real_communes_are_counted_and_the_moves_of_few_cases_set_apart(real: Bulletin) -> None:
    told = sentences(real)
    before, now = (
        {code: float(row["total_score"]) for code, row in scores(day, "COMMUNE").items()} for day in DAYS
    )
    moves = {code: round(now[code] - before[code], 2) for code in now}
    risen, fallen = (sum(sign * move > 0 for move in moves.values()) for sign in (1, -1))
    assert (
        f"Xã, phường: {risen} đơn vị tăng điểm, {fallen} giảm, {135 - risen - fallen} gần như không đổi"
        in told
    )
    large = [move for move in moves.values() if abs(move) > 5]
    assert len(large) == 14
    assert "14 xã, phường có biến động so với 06/10/2026 nhiều khả năng chỉ do rất ít hồ sơ" in told
    largest = max(move for move in moves.values() if move <= 5)
    assert f"tăng nhiều nhất khối xã, phường so với 06/10/2026: {written(largest)} điểm" in told


@needs_shared
def test_who_has_no_points_where_dossiers_are_counted_is_not_called_last(real: Bulletin) -> None:
    told = sentences(real)
    assert "Thanh tra tỉnh có dấu hiệu không phát sinh hồ sơ" in told
    assert "Thanh tra tỉnh thấp nhất" not in told
    departments = {code: float(row["total_score"]) for code, row in scores(DAYS[1], "AGENCY").items()}
    second_last = sorted(departments.values())[1]
    assert f"Sở Tài chính thấp nhất trong khối sở, ban, ngành: {written(second_last)} điểm" in told


def written(points: float) -> str:
    return f"{round(points + 1e-9, 2):.2f}".replace(".", ",")
