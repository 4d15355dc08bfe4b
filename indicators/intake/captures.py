"""Captures made of what was read: agencies matched, values checked against the catalogue, sums completed.

Nothing is judged twice: a value that cannot be right stops the whole import with its place; one that is
only doubtful is kept and flagged. What the source leaves empty stays empty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath

from indicators import catalogue
from indicators.catalogue import Catalogue, Node
from indicators.codes import ABOVE_MAXIMUM, NATIONAL_SCOPE, UNRECOGNISED_AGENCY, PortalSystem
from indicators.errors import InputProblem
from indicators.intake.computing_system import computing_system
from indicators.intake.extracts import of_period
from indicators.intake.observations import Observation, table, with_derived_values
from indicators.intake.plausible import refuse_impossible_numbers, refuse_period_to_come
from indicators.intake.unit_identity import Identifier, refuse_two_agencies, scope_of_values
from indicators.periods import Period, vietnam_day
from indicators.reference.agencies import load_register
from indicators.reference.organisation import load_organisation
from indicators.sources.portal_answer import SERVICE_RESULTS, node_at
from indicators.sources.records import Extract, Value
from indicators.store.capture import Capture, CutShort, KeptFile, new_id
from indicators.translation import plural, text

# Another tool's sums have put real values about 2 % above the maximum (18.42 of 18); beyond what rounds to
# 2 %, it is another quantity.
TOLERATED_EXCESS = 1.025
# The same value read at two addresses of the portal may differ by the moment of reading.
ROUNDING = 0.011


def prepare(
    extracts: Sequence[Extract],
    *,
    period: Period | None = None,
    captured_at: datetime | None = None,
    system: PortalSystem | None = None,
    now: datetime | None = None,
) -> list[Capture]:
    """Make captures of these readings: one a scope, period and, for tables, moment of reading.

    `period` fills in where the extracts do not say; `captured_at` stands for what they say, as whoever brings
    them knows better; `system` says what computed a table's values. Raises InputProblem where a period is missing or
    contradicted, a system is given of answers of another, one moment is given for extracts of several, a unit occurs
    twice, or a value cannot be right.
    """
    if captured_at:
        check_one_moment(extracts)
    groups: dict[tuple[str, Period, str, datetime | None], list[Extract]] = defaultdict(list)
    for extract in extracts:
        scope = extract.scope or scope_of_values(extract.values) or _scope_without_codes(extract)
        moment = captured_at or extract.captured_at
        # The portal's answers of one period make one capture, though each was read at its own second.
        apart_by = None if extract.source == "portal_api" else moment
        group = groups[scope, _settled_period(extract, period), extract.source, apart_by]
        group.append(replace(extract, captured_at=moment))
    moment_of_import = now or datetime.now(UTC)
    return [
        _capture(scope, when, part, system, moment_of_import)
        for (scope, when, _, _), group in groups.items()
        for part in _by_folder(group)
    ]


def check_one_moment(extracts: Sequence[Extract]) -> None:
    """Raise InputProblem where a file tells of several moments, so that no one moment can be said of it."""
    told: dict[tuple[str, str, Period | None], datetime | None] = {}
    for extract in extracts:
        key = extract.file, extract.part, extract.period
        if told.setdefault(key, extract.captured_at) != extract.captured_at:
            raise InputProblem(
                "the file holds readings of several moments.",
                do="Leave the moment of reading out, or import each by itself.",
                file=extract.file,
                sheet=(extract.part or None) if extract.source != "portal_api" else None,
            )


def _by_folder(extracts: list[Extract]) -> list[list[Extract]]:
    """Return one capture; or, where the same endpoint was read more than once, one a folder."""
    if extracts[0].source != "portal_api" or len({extract.part for extract in extracts}) == len(extracts):
        return [extracts]
    folders: dict[PurePath, list[Extract]] = defaultdict(list)
    for extract in extracts:
        folders[PurePath(extract.file).parent].append(extract)
    return list(folders.values())


def _scope_without_codes(extract: Extract) -> str:
    """Return home for a table without codes.

    For the portal's answers only if the register knows an id in them.
    """
    home = load_organisation().province_code
    ids = {value.unit.portal_id for value in extract.values}
    if extract.source != "portal_api" or any(agency.portal_id in ids for agency in load_register().agencies):
        return home
    raise InputProblem(
        "the answer does not say of which province it is.",
        do="Import it together with the other answers of the same period.",
        file=extract.file,
    )


def _settled_period(extract: Extract, given: Period | None) -> Period:
    settled = of_period(extract, given).period
    if settled is None:
        raise InputProblem(
            "the file does not say which period it reports.",
            do="Give the period.",
            command="--period year:2026, --period month:2026-08",
            file=extract.file,
        )
    return settled


def _capture(
    scope: str, period: Period, extracts: Sequence[Extract], given: PortalSystem | None, now: datetime
) -> Capture:
    told = [extract.captured_at for extract in extracts if extract.captured_at]
    captured_at = max(told, default=now)
    for moment in told or [now]:
        refuse_period_to_come(period, moment, extracts[0].file)
    system = computing_system(extracts[0], period, given, min(told, default=None))
    index = catalogue.for_period(period, system)
    # Before a merger, units are those of the day of reading, not those of the period's end.
    day = period.values_day(vietnam_day(captured_at))
    values = (value for extract in extracts for value in extract.values)
    identifier = Identifier(scope, day, values, extracts[0].sha256[:8])
    observations, warnings = _observations(extracts, index, identifier)
    observations = with_derived_values(observations, index)
    agencies, components = coverage(
        index, ((o.unit.agency_id, o.unit.level, o.node, o.value.score) for o in observations)
    )
    capture_id = new_id(captured_at)
    return Capture(
        capture_id=capture_id,
        source=extracts[0].source,
        scope=scope,
        period=period,
        captured_at=captured_at.astimezone(UTC),
        captured_at_given=bool(told),
        index_version=index.version,
        system=system,
        observations=table(capture_id, observations),
        agencies=agencies,
        components=components,
        files=tuple(
            KeptFile(extract.file, extract.part, extract.kept_sha256 or extract.sha256, extract.sha256)
            for extract in extracts
        ),
        unrecognised=tuple(identifier.unrecognised()),
        warnings=(
            *(note for extract in extracts for note in extract.notes),
            *warnings,
            *_moment_warnings(told),
        ),
        cut_short=tuple(_cut_short(scope, extracts, index, observations)),
    )


def coverage(index: Catalogue, cells: Iterable[tuple[str, str | None, str, float | None]]) -> tuple[int, int]:
    """Tell how much a capture covers: agencies with any value, and (level, component) pairs with any.

    `cells` are (agency_id, level, node, score); the total counts beside the components.
    """
    counted = {node.code for node in (index.root, *index.components)}
    known = {cell[:3] for cell in cells if cell[3] is not None and cell[2] in counted}
    return len({agency for agency, _, _ in known}), len({(level, node) for _, level, node in known})


def _cut_short(
    scope: str, extracts: Sequence[Extract], index: Catalogue, observations: Sequence[Observation]
) -> Iterator[CutShort]:
    """Find the components of which the portal told that it has more units than it gave, on all its pages."""
    whole = "country" if scope == NATIONAL_SCOPE else "province"
    for part in dict.fromkeys(extract.part for extract in extracts):
        pages = [extract for extract in extracts if extract.part == part]
        given, told = sum(page.units_given for page in pages), max(page.units_told for page in pages)
        if given < told and (node := catalogue.node_meant(index, node_at(part))):
            levels = {o.unit.level for o in observations if o.node == node.code and o.unit.level}
            yield CutShort(node.code, tuple(sorted(levels - {whole})), given, told)


def _moment_warnings(told: Sequence[datetime]) -> list[str]:
    if not told:
        return [text("The moment of reading is not told; the moment of import stands in.")]
    first, last = vietnam_day(min(told)), vietnam_day(max(told))
    if first == last:
        return []
    return [text("The answers were read on different days, from {first} to {last}.", first=first, last=last)]


def _observations(
    extracts: Sequence[Extract], index: Catalogue, identifier: Identifier
) -> tuple[list[Observation], list[str]]:
    """Collect every value once, with its unit and node; and what deserves a warning."""
    found: dict[tuple[str, str], Observation] = {}
    unknown: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    # A summary repeats what the details say: details first, and they stand.
    for extract in sorted(extracts, key=lambda extract: extract.part == SERVICE_RESULTS):
        own: set[tuple[str, str]] = set()
        for value in extract.values:
            node = catalogue.node_meant(index, value.node)
            if node is None:
                unknown[value.node] += 1
            if extract.source == "score_table":
                place = (extract.file, extract.part or None, value.place)
                refuse_two_agencies(value.unit.name, value.unit.code, identifier.day, *place)
            unit = identifier.identify(value.unit)
            observation = Observation(unit, node.code if node else value.node, value, extract)
            key = (unit.agency_id, observation.node)
            if key in own:
                raise _twice(observation, found[key])
            own.add(key)
            if key not in found:
                refuse_impossible_numbers(observation)
                found[key] = _checked(observation, node)
            elif not _agree(found[key].value, value):
                if extract.part == found[key].extract.part or extract.source != "portal_api":
                    raise _twice(observation, found[key])
                differing[observation.node] += 1
    warnings = [
        plural(
            count,
            "{count} value of “{node}”, unknown to index version {version}, was kept as it came.",
            "{count} values of “{node}”, unknown to index version {version}, were kept as they came.",
            count=count,
            node=node,
            version=index.version,
        )
        for node, count in unknown.items()
    ]
    warnings += [
        plural(
            count,
            "{count} value of “{node}” differs between two answers of the portal; the details stand.",
            "{count} values of “{node}” differ between two answers of the portal; the details stand.",
            count=count,
            node=node,
        )
        for node, count in differing.items()
    ]
    return list(found.values()), warnings


def _agree(value: Value, other: Value) -> bool:
    if value.score is None or other.score is None:
        return value.score is other.score
    return abs(value.score - other.score) <= ROUNDING


def _twice(observation: Observation, earlier: Observation) -> InputProblem:
    return InputProblem(
        "“{unit}” occurs twice (also at {earlier}).",
        do="Keep one of the two rows and import again.",
        file=observation.extract.file,
        sheet=observation.extract.part if observation.extract.source != "portal_api" else None,
        cell=observation.value.place,
        unit=observation.unit.name,
        earlier=earlier.value.place,
    )


def _checked(observation: Observation, node: Node | None) -> Observation:
    """Return the observation with its flags; InputProblem where its points cannot be points of this node."""
    value, flags = observation.value, list(observation.value.quality)
    if not observation.unit.recognised:
        flags.append(UNRECOGNISED_AGENCY)
    if node and node.points is not None and value.score is not None:
        if not 0 <= value.score <= node.points * TOLERATED_EXCESS:
            raise InputProblem(
                "{score} points for “{node}” of “{unit}”, where 0 to {points} are possible.",
                do="Is it a percentage, or another column? Correct the file and import again.",
                file=observation.extract.file,
                sheet=observation.extract.part if observation.extract.source != "portal_api" else None,
                cell=value.place,
                score=value.score,
                node=node.name_vi,
                unit=observation.unit.name,
                points=node.points,
            )
        if value.score > node.points:
            flags.append(ABOVE_MAXIMUM)
    return replace(observation, value=replace(value, quality=tuple(flags)))
