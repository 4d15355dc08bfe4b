"""The least a Streamlit page can be: a title and a box that changes it."""

import streamlit as st

level = st.selectbox("Level", ["department", "commune"])
st.title(f"Ranking of {level}")
