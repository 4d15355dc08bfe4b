"""The province's own settings (`organisation.toml`): whose indicators these are, who issues letters, ratings."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from indicators.errors import InputProblem
from indicators.reference.agency_names import agency_key
from indicators.reference.files import read_once
from indicators.translation import language


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RatingBand(_Written):
    """A rating and the total from which it is given."""

    from_total: float
    name_vi: str
    name_en: str

    def name(self) -> str:
        """Return the rating in the session's language."""
        return self.name_vi if language() == "vi" else self.name_en


class Issuer(_Written):
    """Who issues the letters and reports, as their head and foot say; an empty name is left for a person."""

    superior_body: str
    issuing_body: str
    symbol: str
    place: str
    signatory_title: str
    signatory_name: str
    committee: str
    people_committee: str
    digital_department: str

    def is_issuing_body(self, agency_name: str) -> bool:
        """Tell whether an agency is the one that issues the letters."""
        return agency_key(agency_name) == agency_key(self.issuing_body)

    def is_digital_department(self, agency_name: str) -> bool:
        """Tell whether an agency is the one that faults of synchronisation are sent to."""
        return agency_key(agency_name) == agency_key(self.digital_department)


class Organisation(_Written):
    """The province, who issues its letters, and how totals are rated (bands from the best down to 0)."""

    province_code: str = Field(pattern=r"^H\d+$")
    province_name_vi: str
    province_name_en: str
    csv_separator: Literal[";", ",", "\t"]
    issuer: Issuer
    rating_bands: tuple[RatingBand, ...]

    @field_validator("rating_bands")
    @classmethod
    def _best_first(cls, bands: tuple[RatingBand, ...]) -> tuple[RatingBand, ...]:
        starts = [band.from_total for band in bands]
        if starts != sorted(set(starts), reverse=True) or starts[-1:] != [0]:
            raise ValueError("the bands go from the best down, and the last begins at 0")
        return bands

    def rating(self, total: float | None) -> RatingBand | None:
        """Return the rating of a total out of 100, at the two decimals it is shown with; None for none."""
        if total is None:
            return None
        return next((band for band in self.rating_bands if round(total, 2) >= band.from_total), None)

    def province_name(self) -> str:
        """Return the province's name in the session's language."""
        return self.province_name_vi if language() == "vi" else self.province_name_en


@read_once
def load_organisation(folder: Path) -> Organisation:
    """Read the settings in `organisation.toml`; InputProblem names what is wrong and under which key."""
    file = folder / "organisation.toml"
    try:
        return Organisation.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise _wrong(str(error)) from None
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise _wrong("; ".join(faults)) from None


def _wrong(fault: str) -> InputProblem:
    return InputProblem(
        "a setting is not written as it should be ({fault}).",
        do="Correct it: the guide beside this file tells what each one is.",
        file="organisation.toml",
        fault=fault,
    )
