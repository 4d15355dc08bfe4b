"""The ranking as anybody would write it with Streamlit and Plotly: a box, bars, a table."""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

st.set_page_config(layout="wide")
levels = json.loads(Path(os.environ["BENCHMARK_ROWS"]).read_text(encoding="utf-8"))
level = st.selectbox("Level", list(levels))
rows = pd.DataFrame(levels[level])
st.title(f"Ranking of {level}")
left, right = st.columns([5, 7])
left.plotly_chart(px.bar(rows.head(20), x="value", y="unit", orientation="h"))
right.dataframe(rows)
