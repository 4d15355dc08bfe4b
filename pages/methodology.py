"""How every number is made: the catalogue for reading, and what the words mean."""

from __future__ import annotations

import streamlit as st

from indicators.analysis.provenance import of_index
from indicators.markup import Markdown
from indicators.translation import text
from pages.components import page_frame, page_record, pickers
from pages.sections import methodology

with st.container(gap="small"):
    columns = st.columns([3, 4, 4, 1.2])
    with columns[0]:
        index = pickers.index_version()
    with columns[1]:
        node = pickers.node_of(list(index.nodes.values()), index)
    with columns[3]:
        pickers.language()
    methodology.introduction(index)
    branch = [
        below for below in index.nodes.values() if below == node or index.is_below(below.code, node.code)
    ]
    methodology.table(index, branch)
    for below in branch:
        methodology.details(index, below)
    page_record.words(Markdown("## {}").format(text("Ratings of a total")))
    methodology.ratings(page_frame.rating_bands())
    page_record.words(Markdown("## {}").format(text("Words and marks")))
    methodology.glossary()
    page_record.source(of_index(index))
