"""What arrives as a file, folder or zip is opened with care, and finds the request it answers."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.files import Request, SourceFile, gather, period_of
from tests.shared import SHARED, needs_shared
from tests.source_files import gather_bytes

ANSWER = b'{"code": "OK", "data": {}}'
PAYLOAD = {"timeType": "month", "year": 2026, "month": 8, "rootDepartmentId": "019d"}


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def manifest(**entry: object) -> bytes:
    return json.dumps({"files": [{"file": "answer.json", **entry}]}).encode()


def request_beside(**entry: object) -> Request:
    arrived = gather_bytes("answers.zip", zipped({"answer.json": ANSWER, "MANIFEST.json": manifest(**entry)}))
    assert [file.name for file in arrived] == ["answers.zip/answer.json"]
    assert arrived[0].request
    return arrived[0].request


def test_a_folder_gives_all_files_below_it_but_not_hidden_ones_readmes_and_leftovers(tmp_path: Path) -> None:
    folder = tmp_path / "tuần 41"
    (folder / "sở").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in (
        "scores.csv",
        "sở/a.json",
        "README.md",
        "~$scores.xlsx",
        ".hidden",
        ".git/x.json",
        "Thumbs.db",
    ):
        (folder / name).write_bytes(ANSWER)
    assert [file.name for file in gather([folder])] == ["tuần 41/scores.csv", "tuần 41/sở/a.json"]


def test_a_single_file_bears_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_bytes(b"x")
    assert list(gather([tmp_path / "scores.csv"])) == [SourceFile("scores.csv", b"x")]


def test_a_zip_in_a_folder_is_opened_and_its_files_bear_its_name(tmp_path: Path) -> None:
    (tmp_path / "week.zip").write_bytes(zipped({"year/a.json": ANSWER, "__MACOSX/year/._a.json": b"x"}))
    assert [file.name for file in gather([tmp_path])] == [f"{tmp_path.name}/week.zip/year/a.json"]


def test_windows_paths_in_a_zip_are_folders_too() -> None:
    arrived = gather_bytes("a.zip", zipped({"year\\answer.json": ANSWER, "year\\.hidden": b"x"}))
    assert [file.name for file in arrived] == ["a.zip/year/answer.json"]


def test_a_manifest_tells_the_endpoint_period_root_and_moment_of_an_answer() -> None:
    request = request_beside(
        payload=PAYLOAD,
        url="https://portal.example/api/v1/reporting/evaluation/transparency?x=1",
        capturedAt="2026-09-26T18:14:39+00:00",
    )
    assert request == Request(
        "transparency", Period("month", 2026, 8), "019d", datetime(2026, 9, 26, 18, 14, 39, tzinfo=UTC)
    )


def test_a_manifest_speaks_of_its_own_folder_only() -> None:
    content = zipped(
        {"a/answer.json": ANSWER, "b/answer.json": ANSWER, "b/MANIFEST.json": manifest(payload=PAYLOAD)}
    )
    requests = {file.name: file.request for file in gather_bytes("z.zip", content)}
    assert requests["z.zip/a/answer.json"] is None
    assert requests["z.zip/b/answer.json"]


@pytest.mark.parametrize("name", ["answer.json.request.json", "answer.request.json"])
def test_a_request_kept_under_the_answers_name_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "answer.json").write_bytes(ANSWER)
    (tmp_path / name).write_text(json.dumps({"endpoint": "transparency", "payload": PAYLOAD}))
    (arrived,) = gather([tmp_path])
    assert arrived.request == Request("transparency", Period("month", 2026, 8), "019d", None)


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2026-08-01", "2026-08-31", Period("month", 2026, 8)),
        ("2026-07-01", "2026-09-30", Period("quarter", 2026, 3)),
        ("2026-01-01", "2026-06-30", Period("half", 2026, 1)),
        ("2026-01-01", "2026-12-31", Period("year", 2026)),
        ("2026-01-01", "2026-09-26", None),
        ("2026-02-01", "2026-04-30", None),
        ("2026-01-01", "2027-12-31", None),
        ("01/08/2026", "31/08/2026", None),
    ],
)
def test_dates_are_a_period_only_when_they_are_exactly_its_first_and_last_day(
    first: str, last: str, period: Period | None
) -> None:
    assert request_beside(payload={"fromDate": first, "toDate": last}).period == period


def test_an_unknown_kind_of_period_is_left_for_the_user_to_say() -> None:
    assert period_of("week", 2026, 41) is None
    assert period_of("month", 2026, 13) is None
    assert period_of("quarter", "2026", "3") == Period("quarter", 2026, 3)


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b"{not json",
        b'{"files": 3}',
        b'{"files": [{"payload": {}}]}',
        b'{"files": [{"file": "answer.json"}]}',
        manifest(payload=PAYLOAD, capturedAt="last week"),
    ],
)
def test_a_manifest_that_cannot_be_understood_is_named(content: bytes) -> None:
    with pytest.raises(InputProblem, match=r"answers\.zip/MANIFEST\.json: .*không hiểu được"):
        gather_bytes("answers.zip", zipped({"answer.json": ANSWER, "MANIFEST.json": content}))


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"nowhere\.csv: không có"):
        list(gather([tmp_path / "nowhere.csv"]))


def test_a_folder_or_zip_without_data_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("nothing")
    with pytest.raises(InputProblem, match=f"{tmp_path.name}: .*không có tệp dữ liệu"):
        list(gather([tmp_path]))
    with pytest.raises(InputProblem, match=r"empty\.zip: .*không có tệp dữ liệu"):
        gather_bytes("empty.zip", zipped({"README.md": b"nothing"}))


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_zip_that_was_cut_off_is_named(kept: float) -> None:
    content = zipped({f"{number}.json": ANSWER * number for number in range(1, 20)})
    with pytest.raises(InputProblem, match=r"week\.zip: .*bị hỏng hoặc bị cắt"):
        gather_bytes("week.zip", content[: int(len(content) * kept)])


def test_a_zip_with_damaged_content_is_named() -> None:
    content = bytearray(zipped({"a.json": bytes(range(256)) * 50}))
    content[60:90] = b"x" * 30
    with pytest.raises(InputProblem, match=r"week\.zip: .*bị hỏng hoặc bị cắt"):
        gather_bytes("week.zip", bytes(content))


def test_a_zip_that_unpacks_to_absurd_size_is_not_unpacked() -> None:
    with pytest.raises(InputProblem, match=r"bomb\.zip: .*giải nén"):
        gather_bytes("bomb.zip", zipped({"zeros.json": b"0" * 40_000_000}))


def test_a_zip_with_a_password_is_named() -> None:
    content = bytearray(zipped({"a.json": ANSWER}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputProblem, match=r"secret\.zip: .*mật khẩu"):
        gather_bytes("secret.zip", bytes(content))


def test_a_zip_within_a_zip_is_refused() -> None:
    with pytest.raises(InputProblem, match=r"outer\.zip/inner\.zip: .*tệp zip"):
        gather_bytes("outer.zip", zipped({"inner.zip": zipped({"a.json": ANSWER})}))


@needs_shared
def test_every_answer_of_phu_tho_finds_its_period_and_moment() -> None:
    arrived = list(gather([SHARED / "portal" / "phu-tho-2026"]))
    assert len(arrived) == 18
    periods = {
        "year": Period("year", 2026),
        "quarter": Period("quarter", 2026, 3),
        "month": Period("month", 2026, 8),
    }
    for file in arrived:
        _, kind, _ = file.name.rsplit(".", 2)
        assert file.request
        assert file.request.period == periods[kind]
        assert file.request.captured_at
        assert file.request.endpoint
        assert file.name == f"phu-tho-2026/{file.request.endpoint}.{kind}.json"


@pytest.mark.parametrize(
    "names",
    [["."], ["./", "../."], ["d/x.json", "d\\x.json"], ["a.json", "./."]],
    ids=["a dot", "dots", "one name written in two ways", "a dot beside a file"],
)
def test_a_member_that_no_file_can_be_or_two_that_are_one_are_not_lost_in_silence(names: list[str]) -> None:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, ANSWER)
    with pytest.raises(InputProblem, match=r"week\.zip: .*(bị hỏng|không có tệp dữ liệu)"):
        gather_bytes("week.zip", buffer.getvalue())


def test_files_of_one_import_are_counted_together() -> None:
    few = zipped({f"{number}.json": ANSWER for number in range(3_000)})
    with pytest.raises(InputProblem, match=r"b\.zip/\d+\.json: .*hơn 5000 tệp"):
        list(gather([SourceFile("a.zip", few), SourceFile("b.zip", few)]))


def test_an_address_that_is_none_in_a_request_is_named() -> None:
    with pytest.raises(InputProblem, match="không hiểu được"):
        request_beside(payload=PAYLOAD, url="http://[x")
