-- Captures and lists that are shown.
SELECT id FROM shown
