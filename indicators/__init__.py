"""The province's indicators on the National Public Service Portal: read, keep, ask, explain.

Nothing in this package knows Streamlit; the pages ask it and draw.
"""

__version__ = "0.2.0"
# As every file names who wrote it.
PROGRAM = f"indicators {__version__}"
