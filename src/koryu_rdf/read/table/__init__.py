"""Tables: spreadsheets and delimited text become agreements.

The flow is one way: ``book`` opens a file as sheets, ``header`` finds the rows that name the columns, ``columns`` settles what each column
means (``vocabulary`` by its heading, ``content`` by what stands in it), ``body`` takes together the rows of a record, ``values`` sorts
their cells by role, ``record`` and ``parties`` read them, and ``reader`` makes the agreement.
"""

from koryu_rdf.read.table.reader import read_table

__all__ = ["read_table"]
