"""What tells of a person is recognised wherever it stands; the names of procedures are not taken for people's."""

from __future__ import annotations

import unicodedata

import pytest

from indicators.privacy import is_personal
from indicators.privacy.procedures import public_procedure
from indicators.privacy.units import is_public_unit
from indicators.reference.procedures import load_procedures
from tests.privacy import OTHER_PROCEDURES, PERSONAL


def test_the_personal_texts_are_many_and_each_stands_once() -> None:
    assert len(PERSONAL) == len(set(PERSONAL)) >= 300


def test_every_personal_text_is_recognised() -> None:
    assert [text for text in PERSONAL if not is_personal(text)] == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_however_its_letters_are_composed_a_name_is_recognised(form: str) -> None:
    assert is_personal(unicodedata.normalize(form, "Nguyễn Thị Thử"))  # type: ignore[arg-type]


def test_a_name_behind_a_procedure_is_recognised_in_whatever_letters() -> None:
    procedures = [one.name for one in load_procedures()[:: len(load_procedures()) // 40]]
    names = [
        "Lý Thị Thu Hồng",
        "ly thi thu hong",
        "lý thị thu hồng",
        "LÝ THỊ THU HỒNG",
        "Siu H'Thử",
        "siu h'thử",
    ]
    joined = ["{} - {}", "{} ({})", "{} cho {}", "{}, {}", "{} {}"]
    texts = [form.format(one, name) for one in procedures for name in names for form in joined]
    assert [text for text in texts if not is_personal(text)] == []


@pytest.mark.parametrize(
    "written",
    [
        *("Đăng ký khai sinh", "Đăng ký hộ kinh doanh", "CẤP GIẤY PHÉP XÂY DỰNG", "Lý lịch tư pháp"),
        *(
            "1.001234.000.00.00.H21 Cấp đổi giấy phép",
            "Đất đai",
            "Đăng ký Hộ kinh doanh",
            "Dang ky khai sinh",
        ),
        *(
            "ĐĂNG KÝ CAO SU",
            "Quản lý văn bản",
            "Công nhận xã văn hóa",
            "Cấp GCN QSDĐ",
            "C/O mẫu A",
            "Quý I/2026",
        ),
        *("chờ Sở Y tế trả lời theo văn bản ngày 02/10/2026", "hồ sơ H21.65-220914-0011 đã trả 2026-10-02"),
        *("trước ngày 15/10/1993", "giai đoạn 2021-2025", "vốn 5.000.000.000 đồng", "TP. Hồ Chí Minh"),
    ],
)
def test_what_offices_write_of_nobody_is_left_alone(written: str) -> None:
    assert not is_personal(written)


def test_of_procedures_of_ministries_never_seen_at_most_two_in_a_hundred_are_taken_for_personal() -> None:
    assert len(OTHER_PROCEDURES) > 150
    harmed = [name for name in OTHER_PROCEDURES if public_procedure(name) != name]
    assert len(harmed) <= 0.02 * len(OTHER_PROCEDURES), harmed


def test_offices_of_today_and_before_are_units_and_are_named() -> None:
    offices = (
        "Sở Pháp chế; Sở Kế hoạch và Đầu tư; Sở Lao động - Thương binh và Xã hội; Sở Giao thông vận tải; "
        "Sở Thông tin và Truyền thông; Sở Ngoại vụ; Sở Quy hoạch - Kiến trúc; Sở Du lịch; Sở An toàn thực phẩm; "
        "Sở Tài nguyên và Môi trường; Sở Nông nghiệp và Phát triển nông thôn; Sở Dân tộc và Tôn giáo; Ban Dân tộc; "
        "Ban Tôn giáo; Ban Dân tộc và Tôn giáo; Ban Thi đua - Khen thưởng; Ban Tổ chức Tỉnh ủy; Thanh tra tỉnh; "
        "Ban Quản lý Khu kinh tế; Ban Quản lý các khu công nghiệp; Văn phòng Đăng ký đất đai; Chi cục Kiểm lâm; "
        "Chi cục Văn thư - Lưu trữ; Chi cục Tiêu chuẩn đo lường chất lượng; Trung tâm Phục vụ hành chính công; "
        "Trung tâm Kiểm soát bệnh tật; Bệnh viện Đa khoa tỉnh; Công an tỉnh; Bộ Chỉ huy quân sự tỉnh; "
        "Kho bạc Nhà nước; Bảo hiểm xã hội tỉnh; Tòa án nhân dân tỉnh; Liên minh Hợp tác xã; Phòng Văn hóa - Xã hội"
    )
    assert [one for one in offices.split("; ") if not is_public_unit(one)] == []
