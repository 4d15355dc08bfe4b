"""No mistake in a catalogue file goes unnoticed: each is refused with file and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indicators import catalogue
from indicators.catalogue import CatalogueError

NEW, OLD = "766-2026.toml", "766-2022.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue's files, to make mistakes in."""
    for file in catalogue.FOLDER.glob("*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def change(folder: Path, file: str, node: str | None, old: str, new: str) -> None:
    """Replace `old`, once, in the file from the node's table on (without a node: from the top)."""
    text = (folder / file).read_text("utf-8")
    start = text.index(f"[nodes.{node}]") if node else 0
    assert old in text[start:], "the test edits what is no longer there"
    (folder / file).write_text(text[:start] + text[start:].replace(old, new, 1), "utf-8")


def test_an_untouched_copy_is_accepted(folder: Path) -> None:
    assert list(catalogue.read(folder)) == ["2022", "2026"]


# file, the node whose table is edited, what is written there, what instead, and the message
MISTAKES = {
    "a mistyped key": (
        NEW, "dossier_sync", "points = 6", "pints = 6",
        "766-2026.toml: nodes.dossier_sync.pints: unknown key",
    ),
    "a mistyped key in the portal's fields": (
        NEW, "on_time_share", "denominator =", "denominater =",
        "766-2026.toml: nodes.on_time_share.portal_fields.denominater: unknown key",
    ),
    "a mistyped key at the top": (
        OLD, None, "decision =", "decison =",
        "766-2022.toml: decison: unknown key",
    ),
    "a missing name": (
        NEW, "paid_dossiers", 'name_en = "Dossiers paid online"\n', "",
        "766-2026.toml: nodes.paid_dossiers.name_en: missing",
    ),
    "a noun that is not there": (
        NEW, "petition_processing_on_time", 'counts = "petition"', 'counts = "petitoin"',
        "766-2026.toml: nodes.petition_processing_on_time.counts: “petitoin”, which is not in “counted”",
    ),
    "a noun left out": (
        NEW, "paid_dossiers", 'counts = "dossier"\n', "",
        "766-2026.toml: nodes.paid_dossiers.counts: missing",
    ),
    "points written as text": (
        NEW, "dossier_sync", "points = 6", 'points = "6"',
        "766-2026.toml: nodes.dossier_sync.points: Input should be a valid number",
    ),
    "a kind there is not": (
        NEW, "satisfaction", 'kind = "group"', 'kind = "gruop"',
        "766-2026.toml: nodes.satisfaction.kind: Input should be",
    ),
    "indicators that do not add up to their component": (
        NEW, "dossier_sync", "points = 6", "points = 5",
        "766-2026.toml: nodes.transparency.points: 18.0 where its parts add up to 17",
    ),
    "components that do not add up to their group": (
        OLD, "online_payment", "points = 10", "points = 9",
        "766-2022.toml: nodes.online_services.points: 22.0 where its parts add up to 21",
    ),
    "groups that do not add up to the index": (
        OLD, "satisfaction", "points = 18", "points = 19",
        "766-2022.toml: nodes.total.points: 100.0 where its parts add up to 101",
    ),
    "an index of other than 100 points": (
        OLD, "total", "points = 100", "points = 99",
        "766-2022.toml: nodes.total.points: 99.0 where the index has 100",
    ),
    "a code twice": (
        NEW, "dossier_sync", "[nodes.dossier_sync]", "[nodes.publish_on_time]",
        "766-2026.toml: Cannot declare ('nodes', 'publish_on_time') twice",
    ),
    "a portal code twice": (
        NEW, "dossier_sync", '["DOSSIER_SYNC"]', '["Publish_On_Time"]',
        "766-2026.toml: nodes.dossier_sync.portal_codes: “Publish_On_Time” belongs to “publish_on_time”",
    ),
    "a portal code that is another node's code": (
        NEW, "dossier_sync", '["DOSSIER_SYNC"]', '["total"]',
        "766-2026.toml: nodes.dossier_sync.portal_codes: “total” is the code of another node",
    ),
    "a code other than the table's name": (
        NEW, "dossier_sync", "points = 6", 'points = 6\ncode = "sync"',
        "766-2026.toml: nodes.dossier_sync.code: “sync”",
    ),
    "an unknown parent": (
        NEW, "dossier_sync", 'parent = "transparency"', 'parent = "transparancy"',
        "766-2026.toml: nodes.dossier_sync.parent: unknown node “transparancy”",
    ),
    "a node away from its branch": (
        NEW, "dossier_sync", 'parent = "transparency"', 'parent = "satisfaction"',
        "766-2026.toml: nodes.dossier_sync.parent: the table must stand within the branch of “satisfaction”",
    ),
    "a node without a parent": (
        NEW, "dossier_sync", 'parent = "transparency"\n', "",
        "766-2026.toml: nodes.dossier_sync.parent: only the index has no parent",
    ),
    "a second index": (
        OLD, "digitisation", 'kind = "group"', 'kind = "index"',
        "766-2022.toml: nodes.digitisation.kind: “total”, and only it, is the index",
    ),
    "no index": (
        OLD, "total", "[nodes.total]", "[nodes.all]",
        "766-2022.toml: nodes.total: missing",
    ),
    "an indicator under an indicator": (
        NEW, "dossier_sync", 'parent = "transparency"', 'parent = "public_content_full"',
        "766-2026.toml: nodes.dossier_sync.kind: “indicator” cannot stand under “public_content_full”",
    ),
    "an indicator that says it is a component": (
        NEW, "dossier_sync", 'kind = "indicator"', 'kind = "indicator"\nis_component = true',
        "766-2026.toml: nodes.dossier_sync.is_component: only a group or a component can be one",
    ),
    "a component that does not say so": (
        OLD, "online_payment", "is_component = true\n", "",
        "766-2022.toml: nodes.online_payment.is_component: a component must say so",
    ),
    "a group that neither has components nor is one": (
        OLD, "satisfaction", "is_component = true\n", "",
        "766-2022.toml: nodes.satisfaction.is_component: a group without components is one itself",
    ),
    "a scored node without points": (
        OLD, "satisfaction", "points = 18\n", "",
        "766-2022.toml: nodes.satisfaction.points: a scored node has points",
    ),
    "a scored indicator without its zero-denominator rule": (
        NEW, "paid_dossiers", 'zero_denominator = "zero"\n', "",
        "766-2026.toml: nodes.paid_dossiers.zero_denominator: missing",
    ),
    "a scored indicator in days": (
        NEW, "paid_dossiers", 'measure_unit = "percent"', 'measure_unit = "days"',
        "766-2026.toml: nodes.paid_dossiers.measure_unit: points come from a share",
    ),
    "an indicator the portal's answers cannot be searched for": (
        NEW, "dossier_sync", 'portal_codes = ["DOSSIER_SYNC"]\n', "",
        "766-2026.toml: nodes.dossier_sync.portal_codes: missing",
    ),
    "a version that the file's name does not say": (
        NEW, None, 'version = "2026"', 'version = "2027"',
        "766-2026.toml: version: “2027”",
    ),
    "versions with a gap": (
        NEW, None, "2026-01-01", "2026-02-01",
        "766-2026.toml: valid_from: 2026-02-01 where 2026-01-01 follows 766-2022.toml",
    ),
    "versions that begin together": (
        NEW, None, "2026-01-01", "2022-06-23",
        "valid_from: 2022-06-23, as 766-20",
    ),
    "versions that overlap": (
        OLD, None, "2025-12-31", "2026-06-30",
        "766-2026.toml: valid_from: 2026-01-01 where 2026-07-01 follows 766-2022.toml",
    ),
    "an endpoint of no component": (
        NEW, None, 'component = "digitisation"', 'component = "online_services"',
        "766-2026.toml: portal_endpoints[5].component: “online_services” is no component",
    ),
    "an endpoint twice": (
        NEW, None, 'name = "dossier-digitized"', 'name = "transparency"',
        "766-2026.toml: portal_endpoints[5].name: “transparency” stands there already",
    ),
    "fields of an answer that is never asked for": (
        NEW, None, '{ name = "provide-online-tree", component = "online_service", page_size = 200 },', "",
        "766-2026.toml: nodes.online_provision.portal_fields: no endpoint tells of “online_service”",
    ),
    "a colour that is none": (
        OLD, "transparency", "#0072B2", "blue",
        "766-2022.toml: nodes.transparency.colour: String should match pattern",
    ),
    "a role nobody looks for": (
        NEW, "dossier_sync", 'role = "synchronisation"', 'role = "sync"',
        "766-2026.toml: nodes.dossier_sync.role: Input should be",
    ),
    "an own count that nobody makes": (
        NEW, "paid_dossiers", "payable =", "paid =",
        "766-2026.toml: nodes.paid_dossiers.own_counts.paid: no measure of a province's own counts",
    ),
    "a component that no table can name": (
        OLD, "satisfaction", 'portal_codes = ["MDHL"]\n', "",
        "766-2022.toml: nodes.satisfaction.portal_codes: missing",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "node", "old", "new", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_refused_with_file_and_key(
    folder: Path, file: str, node: str | None, old: str, new: str, message: str
) -> None:
    change(folder, file, node, old, new)

    with pytest.raises(CatalogueError) as error:
        catalogue.read(folder)

    assert message in str(error.value)


def test_a_key_written_twice_is_refused_with_its_line(folder: Path) -> None:
    change(folder, NEW, "dossier_sync", "points = 6", "points = 6\npoints = 5")

    with pytest.raises(CatalogueError, match=r"766-2026\.toml: Cannot overwrite a value .*: points = 5"):
        catalogue.read(folder)


def test_every_mistake_of_a_file_is_told_at_once(folder: Path) -> None:
    change(folder, NEW, "dossier_sync", "points = 6", "pints = 6")
    change(folder, NEW, "paid_dossiers", "direction = ", "directon = ")

    with pytest.raises(CatalogueError) as error:
        catalogue.read(folder)

    assert {line.split(": ")[1] for line in str(error.value).splitlines()} == {
        "nodes.dossier_sync.pints",
        "nodes.paid_dossiers.direction",
        "nodes.paid_dossiers.directon",
    }
