"""Files as they come in the field, each read right or refused by name."""
