"""The catalogue with something added, in a copy of its folder: what whoever keeps the index would write."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indicators import catalogue

# An indicator as a table of TOML; of 2027 it is scored, of 2026 only followed.
SEALED_LETTERS = """
[nodes.sealed_letters]
parent = "digitisation"
kind = "indicator"
portal_codes = ["SEALED_LETTERS"]
name_vi = "Tỷ lệ thư niêm phong"
name_en = "Sealed letters"
short_name_vi = "Thư niêm phong"
short_name_en = "Sealed letters"
measure_unit = "percent"
direction = "higher"
counts = "dossier"
numerator_vi = "Số thư niêm phong"
numerator_en = "Sealed letters"
denominator_vi = "Số thư"
denominator_en = "Letters"
rule_vi = "Không chấm điểm, chỉ theo dõi."
rule_en = "Not scored, only followed."
why_vi = "Chỉ để thử."
why_en = "Only to try."
source_vi = "đặt ra để thử"
source_en = "made up for a test"
evidence = "none"
status = "unscored"
review_by = 2099-01-01
"""


def copied(folder: Path) -> Path:
    """A copy of the catalogue's files."""
    folder.mkdir()
    for file in catalogue.FOLDER.glob("*.toml"):
        shutil.copy(file, folder)
    return folder


def write_2027(folder: Path) -> Path:
    """Write the version of 2027: a group has another code and name, a new indicator some of its points."""
    written = (folder / "766-2026.toml").read_text(encoding="utf-8")
    head, tables = written.split("[nodes.total]", 1)
    head = re.sub(
        r'version = "2026"\nvalid_from = 2026-01-01.*', 'version = "2027"\nvalid_from = 2027-01-01', head
    )
    head = head.replace("năm 2026", "năm 2027").replace("in 2026", "in 2027")
    tables = tables.replace("Số hóa hồ sơ", "Hồ sơ số").replace(
        "Digitisation of dossiers", "Digital dossiers"
    )
    scored = SEALED_LETTERS.replace(
        '"unscored"', '"scored"\npoints = 2\nzero_denominator = "none"\nfull_at = 1.0'
    )
    before, own, after = tables.partition("[nodes.original_result_available]")
    tables = before + own + after.replace("points = 6", "points = 4", 1) + scored
    renamed = (head + "[nodes.total]" + tables).replace('"digitisation"', '"digital_records"')
    file = folder / "766-2027.toml"
    file.write_text(renamed.replace("[nodes.digitisation]", "[nodes.digital_records]"), encoding="utf-8")
    return file


@contextmanager
def in_place_of_ours(folder: Path) -> Iterator[None]:
    """The application reads the catalogue of a folder, and everything made of it anew."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catalogue, "FOLDER", folder)
        forget()
        yield
    forget()


def forget() -> None:
    """Forget all that was made of the catalogue and of the province's own files."""
    for name, module in list(sys.modules.items()):
        if name.startswith("indicators."):
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()
    catalogue.load.cache_clear()
