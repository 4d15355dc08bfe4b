"""Bringing data in: drop files or collect, see what they make, then keep or cancel."""

from __future__ import annotations

import streamlit as st

from indicators.markup import Markdown
from indicators.translation import text
from pages.components import pickers, plain
from pages.sections import import_files, import_next_step, import_preview

with st.container(gap="small"):
    heading, way, language = st.columns([4, 5, 1.3], vertical_alignment="center")
    with heading:
        plain.markdown(Markdown("## {}").format(text("Bring data in")))
    with way:
        is_collecting = import_files.is_collecting()
    with language:
        pickers.language(icon=":material/language:", label_visibility="collapsed")
    import_next_step.was_kept_before()
    brought = import_files.collected() if is_collecting else import_files.dropped()
    if brought:
        # What is asked there is answered there, on a telephone too.
        with st.container(key="brought"):
            import_preview.previews(*brought)
    elif not is_collecting:
        import_files.templates()
