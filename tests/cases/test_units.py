"""How units' names are written in the field: what is plain is known, nothing is known wrongly."""

from __future__ import annotations

from datetime import date

from python_calamine import CalamineWorkbook

from indicators.reference.agencies import load_register
from tests.shared import CASES, needs_shared

# Written at length or shortened, of one unit without a doubt; of every other name nobody can be sure.
NOBODY = {
    "Thanh tra",
    "Trung tâm PVHCC tỉnh",
    "Bộ phận một cửa xã Ia Grai",
    "Công an xã Ia Grai",
    "Sở TN&MT",
    "Văn phòng ĐKĐĐ tỉnh",
    "Sơ Tài chính",
}
SOME = {
    "UBND P. Pleiku": "ubnd-phuong-pleiku",
    "P. Diên Hồng": "ubnd-phuong-dien-hong",
    "X. Ia Grai": "ubnd-xa-ia-grai",
    "UBND xã Ia Grai - huyện Ia Grai": "ubnd-xa-ia-grai",
    "xã IaGrai": "ubnd-xa-ia-grai",
    "Sở NN và MT": "so-nong-nghiep-va-moi-truong",
    "Sở VHTT&DL": "so-van-hoa-the-thao-va-du-lich",
    "Phường Quy Nhơn (TP Quy Nhơn cũ)": "ubnd-phuong-quy-nhon",
    "1. Sở Công Thương": "so-cong-thuong",
    "- Sở Tư pháp": "so-tu-phap",
    "UBND xã Ia Le, tỉnh Gia Lai": "ubnd-xa-ia-le",
}


@needs_shared
def test_of_37_ways_to_write_a_unit_all_that_are_plain_are_known_and_none_wrongly() -> None:
    sheet = CalamineWorkbook.from_path(CASES / "c41_names.xlsx").get_sheet_by_index(0)
    names = [row[1] for row in sheet.to_python()[2:]]
    found = {
        name: load_register().match(code=None, portal_id=None, name=name, level=None, day=date(2026, 10, 10))
        for name in names
    }
    assert len(found) == 37
    assert {name for name, agency in found.items() if agency is None} == NOBODY
    assert {name: agency.agency_id for name in SOME if (agency := found[name])} == SOME
