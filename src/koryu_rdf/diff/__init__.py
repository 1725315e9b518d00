"""Diff: two states of the data become what is different between them."""

from koryu_rdf.diff.stage import Difference, diff

__all__ = ["Difference", "diff"]
