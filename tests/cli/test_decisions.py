"""What is decided at the command line: the entry's id on standard output, a refusal and nothing kept."""

from __future__ import annotations

import pytest

from indicators.cli.main import main
from indicators.store.store import Store
from tests.made_up import FINANCE, capture, even


def test_the_command_line_corrects_a_value_and_refuses_one_that_is_another_by_now(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    made = capture({FINANCE: even(9)})
    store.add([made])
    value = [made.capture_id, "--agency", "so-tai-chinh", "--node", "satisfaction", "--expected", "9"]
    asked = ["correct", *value, "--value", "8.5", "--reason", "công văn 12", "--store", store.url]
    assert main(asked) == 0
    (kept,) = store.read("decisions").to_pylist()
    assert (kept["entry_id"], kept["value"]) == (capsys.readouterr().out.strip(), 8.5)
    assert main(asked) == 1
    assert store.read("decisions").num_rows == 1
