"""Stands in for pyodbc, which SDM-RDFizer imports and needs for databases only; it wants a library of the system."""
