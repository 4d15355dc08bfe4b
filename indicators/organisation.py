"""Whose indicators these are, and the settings a province makes for itself (`organisation.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from indicators.paths import REFERENCE
from indicators.wording import language


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RatingBand(_Written):
    """A rating and the total from which it is given."""

    from_total: float
    name_vi: str
    name_en: str

    def name(self) -> str:
        """The rating in the session's language."""
        return self.name_vi if language() == "vi" else self.name_en


class Organisation(_Written):
    """The province, and how totals are rated (bands from the best down, the last from 0)."""

    province_code: str = Field(pattern=r"^H\d+$")
    province_name_vi: str
    province_name_en: str
    rating_bands: tuple[RatingBand, ...]

    @field_validator("rating_bands")
    @classmethod
    def _best_first(cls, bands: tuple[RatingBand, ...]) -> tuple[RatingBand, ...]:
        starts = [band.from_total for band in bands]
        if starts != sorted(set(starts), reverse=True) or starts[-1:] != [0]:
            raise ValueError("the bands go from the best down, and the last begins at 0")
        return bands

    def rating(self, total: float | None) -> RatingBand | None:
        """The rating of a total out of 100, at the two decimals it is shown with; None for none."""
        if total is None:
            return None
        return next((band for band in self.rating_bands if round(total, 2) >= band.from_total), None)

    def province_name(self) -> str:
        """The province's name in the session's language."""
        return self.province_name_vi if language() == "vi" else self.province_name_en


@cache
def load_organisation(folder: Path = REFERENCE) -> Organisation:
    """The settings in `organisation.toml`; pydantic's ValidationError names a mistyped key."""
    written = tomllib.loads((folder / "organisation.toml").read_text(encoding="utf-8"))
    return Organisation.model_validate(written)
