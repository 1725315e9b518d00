"""The store stage: data into a triple store, as a whole or not at all."""

from koryu_rdf.store.kinds import STORES, Kind, find_kind
from koryu_rdf.store.spool import Spool, spool_data
from koryu_rdf.store.stage import Destination, Loaded, load

__all__ = ["STORES", "Destination", "Kind", "Loaded", "Spool", "find_kind", "load", "spool_data"]
