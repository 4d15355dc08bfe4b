"""The table of a trend: units over time, in numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis import doors
from indicators.analysis.trend import Trend
from indicators.charts import Timeline
from indicators.translation import plural, text
from pages.components import phone
from pages.components.kept_part import once_for_choice
from pages.components.tables import show

# As many as are read one after the other in a list; the file has all.
STEPS_OF_A_LIST = 8


def trend_table(trend: Trend, units: Sequence[str], scope: str) -> None:
    """Show the units' values at every step; on a telephone at the last ones."""
    wide = once_for_choice(_values, trend, [*units])
    _, *names = wide.columns
    show(
        wide,
        {text("Unit"): st.column_config.TextColumn(text("Unit"))}
        | {name: st.column_config.NumberColumn(name) for name in names},
        writers=dict.fromkeys(names, formats.number),
        alt=plural(
            len(wide),
            "Table of {count} unit over time",
            "Table of {count} units over time",
            count=formats.count(len(wide)),
        ),
        links=doors.to_units(units, scope),
        is_of_choice=True,
    )


def _values(trend: Trend, units: list[str]) -> pd.DataFrame:
    wide = trend.table().loc[units].set_axis(Timeline(trend).names, axis=1)
    if phone.is_phone():
        wide = wide.iloc[:, -STEPS_OF_A_LIST:]
    wide.insert(0, text("Unit"), [trend.names[unit] for unit in units])
    return wide
