"""The correct stage: a source and its problems become a workbook in which a clerk mends them."""

from koryu_rdf.correct.stage import correct

__all__ = ["correct"]
