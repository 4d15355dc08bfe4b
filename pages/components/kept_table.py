"""A table as it is sent to the browser, written once for all who are shown the same.

To write every cell with its style takes longer than all the rest of a page. Streamlit writes it; what it would send is
caught here, kept, and sent as often as it is shown. What is ticked in a table is each session's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.arrow import (
    ArrowMixin,
    DataframeSelectionSerde,
    DataframeState,
    _selection_mode_set_to_proto_values,
)
from streamlit.elements.lib.form_utils import current_form_id
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.elements.lib.utils import compute_and_register_element_id
from streamlit.proto.Dataframe_pb2 import Dataframe
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import register_widget

Styled = Callable[[pd.DataFrame], Styler]
Ticked = Literal["single-row", "multi-row"]


class _Caught(ArrowMixin):
    """Takes what Streamlit would put on a page."""

    sent = b""

    @property
    def dg(self) -> Any:
        return self

    def _get_delta_path_str(self) -> str:
        return ""

    def _enqueue(self, _: str, proto: Dataframe, **__: Any) -> None:
        self.sent = proto.SerializeToString()


def as_sent(rows: pd.DataFrame, styled: Styled | None, columns: Mapping[str, Any], **look: Any) -> bytes:
    """Write a table with its styles, `columns` and `look` as Streamlit takes them."""
    caught = _Caught()
    # By a name of chance the browser would take each writing for another table.
    caught.dataframe(styled(rows).set_uuid("table") if styled else rows, column_config=columns, **look)
    return caught.sent


def send(table: bytes, height: int, ticked: Ticked | None = None, key: str | None = None) -> Any:
    """Show a table, so many pixels high; return what is ticked in it, where that is asked."""
    page, shown = st._main, Dataframe.FromString(table)
    look = LayoutConfig(width="stretch", height=height)
    if ticked is None:
        page._enqueue("dataframe", shown, layout_config=look)
        return None
    shown.selection_mode.extend(_selection_mode_set_to_proto_values({ticked}))
    shown.form_id = current_form_id(page)
    # As Streamlit names it: by its key, and by what can be ticked.
    shown.id = compute_and_register_element_id(
        "dataframe",
        user_key=key,
        key_as_main_identity={"selection_mode", "is_selection_activated"},
        dg=page,
        selection_mode=(ticked,),
        is_selection_activated=True,
    )
    tells = DataframeSelectionSerde()
    state = register_widget(
        shown.id,
        deserializer=tells.deserialize,
        serializer=tells.serialize,
        ctx=get_script_run_ctx(),
        value_type="string_value",
    )
    page._enqueue("dataframe", shown, layout_config=look)
    return DataframeState(state.value)
