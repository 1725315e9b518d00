"""The names of the graphs that loading needs beside the one it fills. None of them outlives the loads.

In: nothing. Out: IRIs. A graph of a person's own never has such a name.
"""

OWN = "urn:koryu:"
PREFIX = f"{OWN}staging:"
LOADS = f"{OWN}loads"
BEGUN, VERIFIED = f"{OWN}begun", f"{OWN}verified"
