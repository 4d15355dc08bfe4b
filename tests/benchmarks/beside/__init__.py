"""Pages as others would write them: the least there can be, and the same ranking with what is at hand."""
