"""The names of the graphs that loading needs beside the one it fills. None of them outlives the loads.

In: nothing. Out: IRIs. A graph of a person's own never has such a name.
"""

PREFIX = "urn:koryu:staging:"
LOADS = "urn:koryu:loads"
BEGUN, VERIFIED = "urn:koryu:begun", "urn:koryu:verified"
