"""The intake: what arrives is read, matched to agencies, checked and kept, whole or not at all."""
