"""The way back from a file or its code to the store: what it is of, what it said, and what was altered in it."""
