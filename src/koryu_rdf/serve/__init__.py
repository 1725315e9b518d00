"""The serve stage: the published data over HTTP, read-only and safe to show to anybody."""

from __future__ import annotations

from koryu_rdf.serve.source import Choice, Question, Site, Source
from koryu_rdf.serve.stage import make_face, serve

__all__ = ["Choice", "Question", "Site", "Source", "make_face", "serve"]
