"""Link: places and organizations of the records to items of Wikidata, with evidence and a person's decision."""

from koryu_rdf.link.stage import link

__all__ = ["link"]
