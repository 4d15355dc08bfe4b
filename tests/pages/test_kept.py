"""What is kept for all sessions is what each would have had made anew, by language, theme and rights."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.store.store import Store
from indicators.warehouse.kept_answers import content_of
from indicators.warehouse.warehouse import Warehouse
from pages.components import page_frame
from tests.made_up import FINANCE, JUSTICE, capture, even
from tests.made_up_lists import code, keep_lists
from tests.page_names import files_of_pages
from tests.page_runner import open_page
from tests.pages.conftest import GIA_LAI
from tests.pages.test_access import ROLES

ANALYST, OF_AGENCY = "phan-tich@b.vn", "so@b.vn"
FIRST = ("vi", "light", ANALYST)
# Those that draw or write what is kept: all but where data is brought in; of the groups, which share one file, one.
KEEPING = sorted({*files_of_pages(), "digitisation"} - {"importing"})
# Those on which the readings and lists made up here are not to be seen.
UNCHANGED = ("methodology", "campaigns", "synchronisation", "map", "nation")
SHOWN = ("html", "dataframe", "markdown", "code", "page_link", "info")
# Each differs from the first in one way alone: what a key forgets would be taken from there.
OTHERS = (("en", "light", ANALYST), ("vi", "dark", ANALYST), ("vi", "light", OF_AGENCY))


def readings_and_lists(store: Store) -> None:
    store.add(
        [
            capture({GIA_LAI: even(9), FINANCE: even(9.5), JUSTICE: even(8)}, day="2026-09-02"),
            capture({GIA_LAI: even(9.5), FINANCE: even(9), JUSTICE: even(9.5)}, day="2026-09-10"),
        ]
    )
    keep_lists(store, {"2026-09-07": [code(1), code(2, "H21.16")], "2026-09-14": [code(2, "H21.16")]})


# So many stores are filled and changed, each for its share of the pages: pages of one share have answers in common.
SHARES = 2


@pytest.mark.parametrize("share", range(SHARES))
def test_a_page_shows_from_what_is_kept_what_it_shows_made_anew(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    pages = KEEPING[share::SHARES]
    readings_and_lists(store)
    url = store.url
    roles = tmp_path / "access.toml"
    roles.write_text(ROLES, encoding="utf-8")
    monkeypatch.setenv("INDICATORS_ACCESS", str(roles))
    monkeypatch.setattr("pages.components.access.is_sign_in_set_up", lambda: True)

    untold: list[object] = []

    def told(*given: object) -> bytes | None:
        content = content_of(*given)
        untold.extend(given if content is None else ())
        return content

    monkeypatch.setattr(page_frame, "content_of", told)

    def shown(page: str, language: str, theme: str, who: str) -> list[bytes]:
        monkeypatch.setattr(page_frame, "theme", lambda: theme)
        told = {"is_logged_in": True, "iat": 9e9, "email": who}
        opened = open_page(url, monkeypatch, page, told, lang=language)
        assert not opened.exception, page
        parts = [part for kind in SHOWN for part in opened.get(kind)]
        return [part.proto.SerializeToString(deterministic=True) for part in parts]

    def all_shown(pages: list[str], *as_whom: str) -> dict[str, list[bytes]]:
        return {page: shown(page, *as_whom) for page in pages}

    def all_anew(*as_whom: str) -> dict[str, list[bytes]]:
        """The pages the other way round: none has from another what it has from it where all is kept."""
        Warehouse.open(url)._answers.clear()
        return all_shown(pages[::-1], *as_whom)

    anew = {other: all_anew(*other) for other in OTHERS}
    Warehouse.open(url)._answers.clear()
    # Whoever comes first makes what is kept, and the others would have from there what a key forgets.
    before = all_shown(pages, *FIRST)
    for other in OTHERS:
        kept = all_shown(pages, *other)
        assert [page for page in pages if kept[page] != anew[other][page]] == [], other
    # What cannot be told apart from others is made each time.
    assert untold == []
    # And what is brought in is seen at once, on every page.
    store.add([capture({GIA_LAI: even(8), FINANCE: even(7), JUSTICE: even(9.8)}, day="2026-09-17")])
    keep_lists(store, {"2026-09-21": [code(2, "H21.16"), code(3)]})
    after = all_shown(pages, *FIRST)
    assert after == all_anew(*FIRST)
    assert {page for page in pages if after[page] == before[page]} <= set(UNCHANGED)
