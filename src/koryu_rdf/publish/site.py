"""Where everything stands in the published folder: the paths of pages and of the data beside them, and how pages link to one another.

In: settings. Out: paths below the folder, without suffix, such as ``id/place/jp-121002``. A page in Japanese is ``PATH.html``, the same
in English ``en/PATH.html``, the data about it ``PATH.ttl`` and so on, so that the folder answers for the IRIs of the data wherever its
server adds a suffix.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from koryu_rdf.identifiers import Identifiers
from koryu_rdf.settings import Settings
from koryu_rdf.texts import Language

LANGUAGES: tuple[Language, ...] = ("ja", "en")
DATA_SUFFIXES = (".ttl", ".jsonld", ".nt", ".csv")
"""What lies beside the page of each thing."""

NOT_FOUND = "404"
_ELSEWHERE = ""


class Site(NamedTuple):
    """The published folder as readers see it: ``home`` is its address, ``base`` begins the IRIs of its things."""

    base: str
    home: str

    @classmethod
    def of(cls, settings: Settings) -> Site:
        """Lay out the folder for these settings."""
        return cls(settings.base, settings.dataset.home)

    @property
    def identifiers(self) -> Identifiers:
        """The IRIs that the paths stand for."""
        return Identifiers(self.base)

    @property
    def prefix(self) -> str:
        """The path that all things lie below: what ``base`` has more than ``home``; nothing where they have nothing in common.

        >>> Site("https://example.jp/data/id/", "https://example.jp/data/").prefix, Site("https://a.jp/#", "https://b.jp/").prefix
        ('id/', '')
        """
        path = self.base.removeprefix(self.home) if self.base.startswith(self.home) else _ELSEWHERE
        return path if path.endswith("/") else _ELSEWHERE

    def find_path(self, subject: str) -> str:
        """Give the path for the IRI of a thing, as a token; a part of a thing (``…#contact``) is on the page of the whole.

        >>> Site("https://example.jp/id/", "https://example.jp/").find_path("<https://example.jp/id/agreement/s/1#contact>")
        'id/agreement/s/1'
        """
        local = subject[1:-1].removeprefix(self.base)
        return self.prefix + local.partition("#")[0]

    def get_iri(self, path: str) -> str:
        """Give the IRI of the thing whose page is at a path."""
        return self.base + path.removeprefix(self.prefix)

    def find_ways(self, path: str, language: Language) -> tuple[str, str]:
        """Give what leads from a page to the folder's root, and to the root of its language.

        A server shows ``NOT_FOUND`` at any depth, so its ways begin at the server's root.

        >>> site = Site("https://example.jp/data/id/", "https://example.jp/data/")
        >>> site.find_ways("year/2011", "en"), site.find_ways("404", "en")
        (('../../', '../'), ('/data/', '/data/en/'))
        """
        file = get_file(path, language)
        if path != NOT_FOUND:
            return climb(file), climb(path)
        root = urlsplit(self.home).path
        return root, root + file.removesuffix(f"{NOT_FOUND}.html")

    def get_address(self, path: str, language: Language = "ja") -> str:
        """Give the full address of a page on the web."""
        name = get_file(path, language)
        return self.home + (name.removesuffix("index.html") if name.endswith("index.html") else name)


def get_file(path: str, language: Language) -> str:
    """Name the file of a page.

    >>> get_file("index", "ja"), get_file("id/place/jp-121002", "en")
    ('index.html', 'en/id/place/jp-121002.html')
    """
    return f"{'' if language == 'ja' else language + '/'}{path}.html"


def climb(file: str) -> str:
    """Give what leads from a file up to the folder's root.

    >>> climb("en/id/place/jp-121002.html"), climb("index.html")
    ('../../../', '')
    """
    return "../" * file.count("/")
