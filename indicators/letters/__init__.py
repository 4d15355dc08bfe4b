"""Letters about overdue dossiers: to whom they go, and what they say."""
