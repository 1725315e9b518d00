"""What a web server needs to answer for the IRIs of the data: settings for nginx and for Apache, with a word on how to use them.

In: where the folder stands on the web. Out: files in ``hosting/`` of the folder, and ``.nojekyll``, which tells GitHub Pages to take
the folder as it is. Nothing needs them to show the pages.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from koryu_rdf.publish.site import Site
from koryu_rdf.publish.templates import get_template

FOLDER = "hosting"
FILES = ("nginx.conf", "apache.htaccess", "README.txt")
_HARMLESS = re.compile(r"[\w/.~%:-]*", re.ASCII)


def write_hosting(site: Site, folder: Path) -> None:
    """Write the settings; an address with characters that mean something there is left to whoever sets the server up."""
    address = urlsplit(site.home)
    path, host = (text if _HARMLESS.fullmatch(text) else "" for text in (address.path, address.hostname or ""))
    (folder / FOLDER).mkdir()
    for name in FILES:
        text = get_template(f"{FOLDER}/{name}").render(site=site, path=path or "/", host=host or "localhost")
        (folder / FOLDER / name).write_text(text, "utf-8")
    (folder / ".nojekyll").touch()
