"""Limits of time, memory and room for reading a file; no sound file comes near them.

A list of 100,000 dossiers takes 4 seconds and 260 MB, an import of a whole year of weekly answers 40 seconds.
"""

from __future__ import annotations

# Of work, whatever else the machine does meanwhile.
SECONDS_A_FILE = 30
# At the clock, for one file and for all of one import.
WAITED_A_FILE = 120
SECONDS_IN_ALL = 300
# Address space of the process that reads.
MEMORY = 2**30
# Bytes of all that the files of one import say, and of those of them that are kept as they came.
LARGEST_ANSWER = 400 * 2**20
# How many imports read at the same moment; others wait.
AT_ONCE = 2
# Bytes after which such a process is not used again: what it had to hold it may not give back.
WORN_AFTER = 4 * 2**20
