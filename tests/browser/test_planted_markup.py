"""Markup planted in names, titles, reasons and addresses: on no page a foreign element, nothing asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from indicators.analysis import decisions
from indicators.analysis.entered_causes import enter_causes
from indicators.codes import NATIONAL_SCOPE
from indicators.intake import captures, unit_identity
from indicators.markup import JOINER
from indicators.sources.records import Unit
from indicators.store import entries
from indicators.store.actor import Actor
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.browser.conftest import served
from tests.made_up import AN_BINH, FINANCE, JUSTICE, at, even, reading
from tests.made_up_lists import code, listed, ordered, overdue_list
from tests.page_names import GROUPS, PAGES

pytestmark = pytest.mark.browser
PLANTED = (
    "[bấm](http://evil.example/a) ![](http://evil.example/b.png) <img src=http://evil.example/c onerror=alert(1)> "
    "<a href='http://evil.example/d'>d</a> <b>đậm</b> **đậm** www.evil.example http://evil.example/e :smile: $x^2$"
)
# Elements that lead or ask elsewhere, or that only planted words could have made.
FOREIGN = """() => {
  const leads = (one) => new URL(one.href?.baseVal ?? one.href ?? one.src, document.baseURI).href;
  const ours = (one) => leads(one).startsWith(location.origin) || leads(one).startsWith("data:");
  return [
    ...[...document.querySelectorAll("[href], [src]")].filter((one) => !ours(one)),
    ...document.querySelectorAll("iframe:not(#stage > iframe), object, embed, .katex"),
    ...[...document.querySelectorAll("b, strong, em, code")].filter((one) => one.textContent === "đậm"),
  ].map((one) => one.outerHTML);
}"""
# Of the groups, all of one form, one is opened.
ONE_GROUP = [page for page in PAGES if page not in GROUPS[1:]]
PARAMETERS = (
    "scope",
    "period",
    "read",
    "node",
    "level",
    "unit",
    "units",
    "agency",
    "time",
    "version",
    "list",
    "by",
)


def planted_store(folder: Path) -> Store:
    """Units, a province, procedures, fields, file names, an order, a cause and a correction, all of them planted."""
    store = Store(folder)
    units = [
        Unit(f"Sở {PLANTED}", code="H21.9001", level="department"),
        Unit(f"UBND xã {PLANTED}", code="H21.9002", level="commune"),
        Unit("UBND tỉnh Gia Lai", code="H21", level="province"),
        *(FINANCE, JUSTICE, AN_BINH),
    ]
    for day, more in (("2026-10-02", 0), ("2026-10-10", 1)):
        scores = {
            unit: even(3.0 + number + more * (number % 2)) | {"dossier_sync": 1.0 + number}
            for number, unit in enumerate(units)
        }
        made = reading(scores, captured_at=at(day), name=f"{PLANTED}.csv")
        store.add(captures.prepare([made]))
        provinces = {Unit(f"UBND tỉnh {PLANTED}", code="H99", level="province"): {"total": 50.0 + more}}
        national = reading({units[2]: {"total": 60.0}, **provinces}, captured_at=at(day))
        store.add(captures.prepare([replace(national, scope=NATIONAL_SCOPE)]))
    dossier = listed(code(1), procedure=PLANTED)._replace(field=PLANTED, unit=PLANTED)
    unknown = listed(code(2, "H21.9001"), procedure=PLANTED)._replace(field=PLANTED, unit=PLANTED)
    for day in ("2026-09-07", "2026-09-14"):
        store.add([overdue_list(day, [dossier, unknown])])
    ordered(store, document_number=PLANTED, title=PLANTED)
    warehouse = Warehouse.of(store)
    enter_causes(warehouse, {code(1): None}, "delay", PLANTED, Actor(PLANTED))
    shown = decisions.history(warehouse)
    kept = shown[shown.kind == "capture"].id.iloc[0]
    values = decisions.correctable(warehouse, kept)
    row = values.iloc[0]
    decisions.correct(
        warehouse,
        kept,
        row.agency_id,
        row.node,
        expected=float(row.kept),
        value=1.0,
        reason=PLANTED,
        document=PLANTED,
        actor=Actor(PLANTED),
    )
    return store


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("planted") / "store"
    # As a store kept before has them: what is not understood no longer comes in.
    with pytest.MonkeyPatch.context() as before:
        before.setattr(unit_identity, "is_public_unit", lambda _: True)
        before.setattr(entries, "refuse_personal", lambda _: None)
        planted_store(folder)
    with served(folder) as running:
        yield running


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    visitor = browser.new_context()
    yield visitor
    visitor.close()


def drawn(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_test_id("stMainBlockContainer")).to_contain_text(re.compile(r"\w{3}"))
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def test_on_no_page_is_planted_markup_anything_but_words(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    elsewhere: list[str] = []

    def remember(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            elsewhere.append(request.url)

    page.on("request", remember)
    seen = 0
    for name in ONE_GROUP:
        drawn(
            page,
            f"{address}/{'' if name == 'overview' else name}?{urlencode(dict.fromkeys(PARAMETERS, PLANTED))}",
        )
        assert (name, page.evaluate(FOREIGN)) == (name, [])
        seen += "evil.example" in (page.locator("body").text_content() or "").replace(JOINER, "")
    page.close()
    assert elsewhere == []
    # The words are there, on most pages: nothing was left out to be safe.
    assert seen > len(ONE_GROUP) / 2
