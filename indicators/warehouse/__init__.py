"""DuckDB asks the questions, over the store's current files."""
