"""Sentences about numbers, made in one place: pages, slides, reports, letters and commands only place them.

A statement tells ties together and never one of many, leaves out units without dossiers and says so, carries its
own day where its number is of another than its neighbours', says where denominators are provisional, and never says
“all” over a partial reading.
"""

from indicators.analysis.statements.model import Evidence, Link, Statement, together

__all__ = ["Evidence", "Link", "Statement", "together"]
