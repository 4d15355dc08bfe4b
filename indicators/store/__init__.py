"""The store: immutable captures, lists and entries in Delta Lake tables, and the bytes that arrived."""
