"""How every number is made: the catalogue for reading, and what the words mean."""

from __future__ import annotations

import streamlit as st

from indicators.wording import text
from views.parts import frame, method, paper, pickers

with st.container(gap="small"):
    columns = st.columns([3, 4, 4, 1.2])
    with columns[0]:
        index = pickers.index_version()
    with columns[1]:
        node = pickers.node_of(list(index.nodes.values()), index)
    with columns[3]:
        pickers.language()
    method.introduction(index)
    branch = [one for one in index.nodes.values() if one == node or index.is_below(one.code, node.code)]
    method.table(index, branch)
    for one in branch:
        method.details(index, one)
    paper.words(f"## {text('Ratings of a total')}")
    method.ratings(frame.rating_bands())
    paper.words(f"## {text('Words and marks')}")
    method.glossary()
    paper.source(method.source(index))
