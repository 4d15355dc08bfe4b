"""What leaves the application as files."""
