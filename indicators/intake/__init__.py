"""From what arrives to what is kept: read, matched, checked, never half."""
