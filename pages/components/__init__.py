"""What pages are made of, and which knows no page."""
