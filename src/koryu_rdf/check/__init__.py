"""Check data against SHACL shapes.

In: triples as N-Triples bytes. Out: a :class:`Report`, each result also as a :class:`~koryu_rdf.problems.Problem`.
Nothing here changes the data, infers anything or follows ``owl:imports``.
"""

from koryu_rdf.check.report import Report, Result, describe_report
from koryu_rdf.check.stage import check, explain_shape, list_shape_codes

__all__ = ["Report", "Result", "check", "describe_report", "explain_shape", "list_shape_codes"]
