"""The files of the dataset in the catalogue: formats, sizes, checksums, and where they are on the web.

In: a file of the folder. Out: its description as a dcat:Distribution, and that of its checksum.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from koryu_rdf.model import Phrase
from koryu_rdf.terms import TYPE, Description, curie, say, to_iri, to_typed
from koryu_rdf.texts import Text, get_text, get_topic

SPDX = "http://spdx.org/rdf/terms#"
DCATAP = "http://data.europa.eu/r5r/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_GZIP = "application/gzip"
_SHA256 = f"{SPDX}checksumAlgorithm_sha256"
_FORMATS = {
    ".ttl": ("text/turtle", "RDF_TURTLE"),
    ".nt.gz": ("application/n-triples", "RDF_N_TRIPLES"),
    ".jsonld": ("application/ld+json", "JSON_LD"),
    ".trig": ("application/trig", "RDF_TRIG"),
    ".csv": ("text/csv", "CSV"),
    ".jsonl": ("text/plain", "TXT"),
}


def find_media_type(name: str) -> str:
    """Give the media type of one of the data files, as it is when unpacked."""
    return _FORMATS[_get_suffix(name)][0]


def list_format_iris(files: Iterable[str]) -> list[tuple[str, str]]:
    """List what the descriptions of files refer to, with the class of each: a CURIE, or an IRI as a token."""
    formats = [_FORMATS[_get_suffix(name)] for name in files]
    media_types = {media_type for media_type, _ in formats} | {_GZIP}
    return [
        *sorted((_MEDIA_TYPES + media_type, "dcterms:MediaType") for media_type in media_types),
        *sorted({(f"{AUTHORITY}file-type/{form}", "dcterms:MediaTypeOrExtent") for _, form in formats}),
        (_SHA256, to_iri(f"{SPDX}ChecksumAlgorithm")),
    ]


def explain_file(name: str) -> Text:
    """Say what a file of the dataset holds: by its name where that has an entry of its own, else by its suffix.

    >>> explain_file("data/withdrawn.ttl") == explain_file("data/koryu.ttl")
    False
    """
    return get_text("publish", name if name in get_topic("publish") else "file" + _get_suffix(name))


def describe_file(file: Path, name: str, subject: str, home: str, licence: str, modified: str) -> Iterator[Description]:
    """Describe a file that stands at ``name`` below ``home``."""
    media_type, form = _FORMATS[_get_suffix(name)]
    url, checksum = to_iri(home + name), f"{subject[:-1]}-checksum>"
    text = explain_file(name)
    packed = [(curie("dcat:compressFormat"), to_iri(_MEDIA_TYPES + _GZIP))] if name.endswith(".gz") else []
    yield Description(
        subject,
        [
            (TYPE, curie("dcat:Distribution")),
            *say(curie("dcterms:title"), Phrase(Path(name).name, Path(name).name)),
            *say(curie("dcterms:description"), Phrase(text.ja, text.en)),
            (curie("dcterms:license"), to_iri(licence)),
            (curie("dcterms:modified"), to_typed(modified, "xsd:date")),
            (curie("dcterms:format"), to_iri(f"{AUTHORITY}file-type/{form}")),
            (to_iri(f"{DCATAP}availability"), to_iri(f"{AUTHORITY}planned-availability/AVAILABLE")),
            (curie("dcat:accessURL"), url),
            (curie("dcat:downloadURL"), url),
            (curie("dcat:mediaType"), to_iri(_MEDIA_TYPES + media_type)),
            *packed,
            (curie("dcat:byteSize"), to_typed(str(file.stat().st_size), "xsd:nonNegativeInteger")),
            (to_iri(f"{SPDX}checksum"), checksum),
        ],
    )
    yield Description(
        checksum,
        [
            (TYPE, to_iri(f"{SPDX}Checksum")),
            (to_iri(f"{SPDX}algorithm"), to_iri(_SHA256)),
            (to_iri(f"{SPDX}checksumValue"), to_typed(digest_file(file), "xsd:hexBinary")),
        ],
    )


def digest_file(file: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _get_suffix(name: str) -> str:
    return "".join(Path(name).suffixes)
