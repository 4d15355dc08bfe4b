"""The application as a server. Run with `streamlit run app.py`.

The script of the pages lies in `pages/`, beside them: Streamlit looks for a folder of that name beside its main
script and would, for a link that is a started server's first visit, run the page without what surrounds it.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).parent / "pages" / "navigation.py")
