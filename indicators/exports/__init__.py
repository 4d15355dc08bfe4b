"""Files to hand out, one module a kind of file."""
