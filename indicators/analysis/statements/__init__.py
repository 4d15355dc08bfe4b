"""Sentences about numbers, made in one place: pages, slides, reports, letters and commands only place them.

A statement tells ties together and never one of many, leaves out units without dossiers and says so, carries its
own day where its number is of another than its neighbours', says where denominators are provisional, and never says
“all” over a partial reading.

A sentence is a statement where it compares, ranks, judges, foretells, or counts who does so. What names a mark, a row
or a field with the value that stands there is a label and stays where that is drawn; what is said of a file that is
brought in, or of the store, is a message about data.
"""

from indicators.analysis.statements.model import Evidence, Link, Statement, together

__all__ = ["Evidence", "Link", "Statement", "together"]
