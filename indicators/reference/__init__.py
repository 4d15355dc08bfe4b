"""A province's own settings and registers: who the agencies are, and what was set for them."""
