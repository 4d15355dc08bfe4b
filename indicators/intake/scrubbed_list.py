"""What is kept of a list of dossiers in place of its bytes: a CSV of all that was read of it and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache

from indicators.sources.overdue_table import ListedCount, ListedDossier, SetAside
from indicators.store.overdue_list import cause_name, kind_name, reason_name, status_name
from indicators.translation import FIRST, in_language

_OF_COUNTS = ("Trang tính", "Dòng", "Đơn vị", "Số hồ sơ quá hạn")
_OF_DOSSIERS = (
    *("Trang tính", "Dòng", "Mã hồ sơ", "Đơn vị tiếp nhận", "Đơn vị giải quyết", "Tên thủ tục", "Lĩnh vực"),
    *("Ngày nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý", "Trạng thái", "Loại quá hạn", "Nguyên nhân"),
    "Để riêng vì",
)


def scrubbed_copy(
    kept: Sequence[ListedDossier], counted: Sequence[ListedCount], aside: Sequence[SetAside]
) -> bytes:
    """Write the copy of one file, in the first language, so that the same rows give the same bytes."""
    content = io.BytesIO()
    # Written as bytes at once: as text it would take four times the memory.
    stream = io.TextIOWrapper(content, "utf-8", newline="")
    writer = csv.writer(stream)
    if counted:
        writer.writerow(_OF_COUNTS)
        writer.writerows([count.sheet, count.row, count.unit, count.count] for count in counted)
    writer.writerow(_OF_DOSSIERS)
    with in_language(FIRST):
        status, kind, cause = cache(status_name), cache(kind_name), cache(cause_name)
        for dossier in kept:
            moments = (dossier.accepted_at, dossier.due_at, dossier.finished_at)
            writer.writerow(
                [
                    *(
                        dossier.sheet,
                        dossier.row,
                        dossier.code,
                        dossier.unit,
                        dossier.handler,
                        dossier.procedure,
                        dossier.field,
                    ),
                    *(moment and moment.replace(tzinfo=None).isoformat(" ") for moment in moments),
                    dossier.status and status(dossier.status),
                    dossier.kind and kind(dossier.kind),
                    *(dossier.cause and cause(dossier.cause), None),
                ]
            )
        for row in aside:
            reason = reason_name(row.reason)
            writer.writerow([row.sheet, row.row, row.code, *([None] * 5), row.written, *([None] * 4), reason])
    stream.flush()
    return content.getvalue()
