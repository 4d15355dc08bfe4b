"""What one page is made of, named as the page."""
