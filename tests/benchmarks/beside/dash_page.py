"""The same ranking with Dash: a box, bars, a table."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, callback, dash_table, dcc, html

LEVELS: dict[str, list[dict[str, Any]]] = json.loads(
    Path(os.environ["BENCHMARK_ROWS"]).read_text(encoding="utf-8")
)
FIRST = next(iter(LEVELS))

app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Dropdown(list(LEVELS), FIRST, id="level", clearable=False),
        html.H1(id="title"),
        html.Div(dcc.Graph(id="bars"), style={"width": "40%", "float": "left"}),
        html.Div(dash_table.DataTable(id="table", page_size=20), style={"marginLeft": "42%"}),
    ]
)


@callback(
    Output("title", "children"), Output("bars", "figure"), Output("table", "data"), Input("level", "value")
)
def shown(level: str) -> tuple[str, Any, list[dict[str, Any]]]:
    rows = pd.DataFrame(LEVELS[level])
    bars = px.bar(rows.head(20), x="value", y="unit", orientation="h")
    return f"Ranking of {level}", bars, LEVELS[level]


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
