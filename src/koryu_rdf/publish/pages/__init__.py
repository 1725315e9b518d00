"""The pages of a publication, a module for each kind of page.

In: cards, agreements and settings. Out: streams of :class:`~koryu_rdf.publish.writer.Page`. Nothing is written here.
"""
