"""The command line, one module a subject: `python -m indicators …`."""
