"""What is kept of a list of dossiers in place of its bytes: a CSV of all that was read of it and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import get_args

from indicators.codes import Cause, OverdueKind, Status
from indicators.sources.overdue_table import ListedCount, ListedDossier, SetAside
from indicators.store.overdue_list import cause_name, kind_name, reason_name, status_name
from indicators.translation import FIRST, in_language

_OF_COUNTS = ("Trang tính", "Dòng", "Đơn vị", "Số hồ sơ quá hạn")
_OF_DOSSIERS = (
    *("Trang tính", "Dòng", "Mã hồ sơ", "Đơn vị tiếp nhận", "Đơn vị giải quyết", "Tên thủ tục", "Lĩnh vực"),
    *("Ngày nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý", "Trạng thái", "Loại quá hạn", "Nguyên nhân"),
    "Để riêng vì",
)
# Moments are in Vietnam time, and written without saying so.
_ZONE = "+07:00"


class ScrubbedCopy:
    """The copy of one file: its counts, its dossiers one by one, the rows set aside.

    In the first language, so that the same rows give the same bytes.
    """

    def __init__(self, counted: Sequence[ListedCount]) -> None:
        self._content = io.BytesIO()
        # Written as bytes at once: as text it would take four times the memory.
        self._stream = io.TextIOWrapper(self._content, "utf-8", newline="")
        self._writer = csv.writer(self._stream)
        with in_language(FIRST):
            self._statuses = {code: status_name(code) for code in get_args(Status)}
            self._kinds = {code: kind_name(code) for code in get_args(OverdueKind)}
            self._causes = {code: cause_name(code) for code in get_args(Cause)}
        if counted:
            self._writer.writerow(_OF_COUNTS)
            self._writer.writerows([count.sheet, count.row, count.unit, count.count] for count in counted)
        self._writer.writerow(_OF_DOSSIERS)

    def add(self, dossier: ListedDossier) -> None:
        """Write one of the dossiers that stand."""
        moments = (dossier.accepted_at, dossier.due_at, dossier.finished_at)
        self._writer.writerow(
            [
                *(dossier.sheet, dossier.row, dossier.code, dossier.unit, dossier.handler),
                *(dossier.procedure, dossier.field),
                *(moment and moment.isoformat(" ").removesuffix(_ZONE) for moment in moments),
                dossier.status and self._statuses[dossier.status],
                dossier.kind and self._kinds[dossier.kind],
                *(dossier.cause and self._causes[dossier.cause], None),
            ]
        )

    def finished(self, aside: Iterable[SetAside]) -> bytes:
        """Return the copy's bytes, once the rows set aside are written below the dossiers."""
        with in_language(FIRST):
            for row in aside:
                reason = reason_name(row.reason)
                place = (row.sheet, row.row, row.code)
                self._writer.writerow([*place, *([None] * 5), row.written, *([None] * 4), reason])
        self._stream.flush()
        return self._content.getvalue()
