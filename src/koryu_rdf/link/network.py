"""The network as Wikidata wants it to be used: who is asking, how often, and how long.

In: a query or a search. Out: bytes. It waits when the server says so, tries again what may pass, and gives up with a
``LinkError`` that says how to mend it. This and ``query/endpoint.py`` are the modules that know the network.
"""

from __future__ import annotations

import email.utils
import re
import threading
import time
from collections.abc import Callable, Mapping
from http.client import HTTPException, IncompleteRead
from urllib.error import HTTPError, URLError

import requests
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from koryu_rdf import __version__
from koryu_rdf.contacts import find_mail_iri
from koryu_rdf.deadlines import wait_for
from koryu_rdf.errors import LinkError
from koryu_rdf.link.errors import make_link_error
from koryu_rdf.terms import is_web_address

MOST_TRIES = 4
LONGEST_PAUSE = 300
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_BUSY_KEYS: Mapping[int, str] = {
    403: "link-forbidden",
    429: "link-busy",
    503: "link-busy",
    504: "link-slow",
    408: "link-slow",
}


class RefusedError(Exception):
    """A server's answer that is no use: its status, what it said, and how long to wait before asking again."""

    def __init__(self, status: int, said: str, pause: float | None = None) -> None:
        super().__init__(f"HTTP {status} {said}")
        self.status, self.pause = status, pause


Send = Callable[[str, Mapping[str, str], str, float], bytes]
"""Sends to an address, with fields, as somebody, within seconds; raises ``RefusedError`` and ``OSError``."""


def send_sparql(url: str, fields: Mapping[str, str], agent: str, seconds: float) -> bytes:
    """Send a query by the SPARQL 1.1 protocol."""
    request = SPARQLWrapper(url, agent=agent)
    request.setOnlyConneg(True)
    request.setQuery(fields["query"])
    request.setMethod(POST)
    request.setReturnFormat(JSON)
    request.setTimeout(max(1, round(seconds)))
    try:
        with request.query().response as response:
            return response.read()
    except (SPARQLWrapperException, HTTPError) as error:
        http = error if isinstance(error, HTTPError) else error.__context__
        status = http.code if isinstance(http, HTTPError) else 500
        pause = http.headers.get("Retry-After") if isinstance(http, HTTPError) else None
        raise RefusedError(status, str(error), read_pause(pause, time.time())) from error


def send_search(url: str, fields: Mapping[str, str], agent: str, seconds: float) -> bytes:
    """Send a request to the search service of Wikidata's API."""
    response = requests.get(url, params=dict(fields), headers={"User-Agent": agent}, timeout=seconds)
    pause = read_pause(response.headers.get("Retry-After"), time.time())
    if not response.ok or b'"error"' in response.content[:200]:
        status = response.status_code if not response.ok else 503  # maxlag comes with status 200
        raise RefusedError(status, response.text[:200], pause)
    return response.content


def read_pause(text: str | None, now: float) -> float | None:
    """Read a Retry-After: seconds, or the date when to come again.

    >>> read_pause("7", 0), read_pause("Thu, 01 Jan 1970 00:01:00 GMT", 50), read_pause("soon", 0)
    (7.0, 10.0, None)
    """
    if not text:
        return None
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text.strip()):
        return float(text)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - now)
    except ValueError:
        return None


class Network:
    """Sends requests politely. ``pause`` is the least time between two, in seconds; ``timeout`` holds for a whole request."""

    def __init__(
        self,
        contact: str | None,
        *,
        timeout: float = 60,
        pause: float = 0.1,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.agent = name_agent(contact)
        self.requests = 0
        self._timeout, self._pause, self._sleep = timeout, pause, sleep
        self._lock, self._free_at = threading.Lock(), 0.0

    def send(self, send: Send, url: str, fields: Mapping[str, str], check: Callable[[bytes], object]) -> bytes:
        """Send a request, and again where the failure may pass; ``check`` raises ``ValueError`` for an answer cut short."""
        if not is_web_address(url):
            raise make_link_error("link-address", None, url=url)
        for left in reversed(range(MOST_TRIES)):
            self._wait_for_turn()
            try:
                body = wait_for(lambda: send(url, fields, self.agent, self._timeout), self._timeout)
                check(body)
            except RefusedError as error:
                if error.status not in _PASSING or not left or (error.pause or 0) > LONGEST_PAUSE:
                    raise _explain(url, error, self._timeout) from error
                self._delay(error.pause, left)
            except (OSError, TimeoutError, HTTPException, ValueError) as error:
                if not left or not _may_pass(error):
                    raise _explain(url, error, self._timeout) from error
                self._delay(None, left)
            else:
                return body
        raise AssertionError  # the last try returns or raises

    def _wait_for_turn(self) -> None:
        """Wait until the server wants to be asked again; a pause it asked for holds for every request."""
        with self._lock:
            self.requests += 1
            now = time.monotonic()
            wait, self._free_at = self._free_at - now, max(now, self._free_at) + self._pause
        if wait > 0:
            self._sleep(wait)

    def _delay(self, pause: float | None, left: int) -> None:
        with self._lock:
            seconds = pause if pause is not None else 2 ** (MOST_TRIES - 1 - left)
            self._free_at = max(self._free_at, time.monotonic() + seconds)


def name_agent(contact: str | None) -> str:
    """Name who is asking, with the operator's contact, which Wikidata demands; raises ``LinkError`` without one."""
    contact = (contact or "").strip()
    if not (find_mail_iri(contact) or is_web_address(contact)) or not contact.isprintable() or not contact.isascii():
        raise make_link_error("link-no-contact", None, contact=contact or "-")
    return f"koryu-rdf/{__version__} (https://w3id.org/koryu/; {contact})"


def _may_pass(error: Exception) -> bool:
    """Say whether to try again: not when nobody is there."""
    reason = error.reason if isinstance(error, URLError) else error
    return (
        isinstance(error, (TimeoutError, ValueError, IncompleteRead))
        or isinstance(reason, (TimeoutError, ConnectionResetError))
        or isinstance(error, (requests.Timeout, requests.exceptions.ChunkedEncodingError))
    )


def _explain(url: str, error: Exception, timeout: float) -> LinkError:
    if isinstance(error, RefusedError):
        return make_link_error(_BUSY_KEYS.get(error.status, "link-refused"), url, reason=_tidy(str(error)))
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, (TimeoutError, requests.Timeout)):
        return make_link_error("link-slow", url, reason=f"{timeout:g} s")
    if isinstance(error, (ValueError, IncompleteRead, requests.exceptions.ChunkedEncodingError)) and not isinstance(
        error, requests.ConnectionError
    ):
        return make_link_error("link-unreadable", url, reason=_tidy(str(error)))
    return make_link_error("link-unreachable", url, reason=_tidy(str(reason)))


def _tidy(text: str) -> str:
    """Cut what a server said to a line that cannot steer a terminal."""
    line = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(line.split())[:300]
