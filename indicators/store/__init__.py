"""What was given is kept: immutable captures, lists, entries and the bytes that arrived, in Delta Lake tables."""
