"""The write stage: descriptions become files, and rows become tables."""

from koryu_rdf.write.formats import CONTINUABLE, GRAPH_SUFFIXES, WRITERS, Writer, write
from koryu_rdf.write.problems import describe_problems
from koryu_rdf.write.table import TABLE_WRITERS, WORKBOOK_WRITERS, write_table

__all__ = [
    "CONTINUABLE",
    "GRAPH_SUFFIXES",
    "TABLE_WRITERS",
    "WORKBOOK_WRITERS",
    "WRITERS",
    "Writer",
    "describe_problems",
    "write",
    "write_table",
]
