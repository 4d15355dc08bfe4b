"""The application as a web server: what it answers beside the pages, and what it lets a browser do."""
