"""The way to a store: one request there, one reply back. This is the one module of the package that knows the network.

In: a :class:`Request`. Out: a :class:`Reply` whose body streams, whatever its status. Certificates are verified. A redirect is
followed within the same host only, or where there is nothing secret to lose: otherwise it is a fault that names the new address.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple, cast
from urllib.parse import urljoin, urlsplit

import requests
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError, SSLError

from koryu_rdf import __version__
from koryu_rdf.protocol.credentials import Credentials, Scheme
from koryu_rdf.protocol.faults import MovedError, NetworkError, ProtocolError, SlowError

AGENT = f"koryu-rdf/{__version__} (https://w3id.org/koryu/)"
MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DENIED = 401
_KEEPING = frozenset({307, 308})


class Request(NamedTuple):
    """What is asked; the body is in memory, since it may have to be sent again."""

    method: str
    url: str
    headers: Mapping[str, str] = {}
    body: bytes = b""


class Reply(NamedTuple):
    """What came back; the body must be read to its end, or closed."""

    status: int
    headers: Mapping[str, str]
    body: BinaryIO


Transport = Callable[[Request], Reply]


def open_transport(
    credentials: Credentials, scheme: Scheme = "basic", *, agent: str = AGENT, timeout: float = 60
) -> Transport:
    """Make a transport that signs its requests; ``timeout`` is in seconds, for each silence of the store.

    A proxy or a certificate authority of one's own is taken from the environment, as ``requests`` does:
    ``HTTPS_PROXY``, ``REQUESTS_CA_BUNDLE``.
    """
    session = requests.Session()
    session.headers["User-Agent"] = agent
    sign = credentials.sign(scheme) or _leave_unsigned

    def send(request: Request) -> Reply:
        nonlocal sign
        for _ in range(MOST_REDIRECTS):
            reply = _send(session, request, sign, timeout)
            if reply.status == _DENIED and scheme == "basic" and credentials:  # Virtuoso, for one, does not say why
                reply.body.close()
                sign = credentials.sign("digest") or sign
                reply = _send(session, request, sign, timeout)
            if reply.status not in _REDIRECTS or "location" not in reply.headers:
                return reply
            reply.body.close()
            request = _follow(request, reply, secret=bool(credentials))
        raise ProtocolError(f"more than {MOST_REDIRECTS} redirects")

    return send


def _leave_unsigned(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Stand in the place where ``requests`` would look into .netrc by itself."""
    return request


def _send(
    session: requests.Session,
    request: Request,
    sign: AuthBase | Callable[[requests.PreparedRequest], requests.PreparedRequest],
    timeout: float,
) -> Reply:
    with _explain():
        response = session.request(
            request.method,
            request.url,
            headers=dict(request.headers),
            data=request.body or None,
            auth=sign,
            timeout=timeout,
            stream=True,
            allow_redirects=False,
        )
    return Reply(response.status_code, response.headers, cast("BinaryIO", io.BufferedReader(_Body(response))))


def _follow(request: Request, reply: Reply, *, secret: bool) -> Request:
    with _explain():
        url = urljoin(request.url, reply.headers["location"])
        same = urlsplit(url)[:2] == urlsplit(request.url)[:2]
    safe = request.method in ("GET", "HEAD") and not secret
    if not (same or safe) or not url.startswith(("https://", "http://")):
        raise MovedError(url)
    if request.method in ("GET", "HEAD") or reply.status in _KEEPING:
        return request._replace(url=url)
    raise MovedError(url)


class _Body(io.RawIOBase):
    """A reply's body, unpacked; one that ends too early is a fault and not an end."""

    def __init__(self, response: requests.Response) -> None:
        self._response = response

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        with _explain():
            data = self._response.raw.read(len(buffer), decode_content=True)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._response.close()
        super().close()


@contextmanager
def _explain() -> Iterator[None]:
    """Turn the faults of two libraries into ours."""
    try:
        yield
    except requests.exceptions.Timeout as error:
        raise SlowError(str(error)) from error
    except (requests.exceptions.SSLError, SSLError) as error:
        raise ProtocolError(str(error)) from error  # a certificate does not get better by asking again
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader) as error:
        raise ProtocolError(str(error)) from error
    except (requests.RequestException, HTTPError, OSError) as error:
        raise NetworkError(_find_reason(error)) from error
    except ValueError as error:  # an address that is none, to which a store sends us
        raise ProtocolError(str(error)) from error


def _find_reason(error: BaseException) -> str:
    """Find the innermost reason: what libraries wrap around it names their objects."""
    while error.args and isinstance(error.args[-1], BaseException):
        error = error.args[-1]
    reason = getattr(error, "reason", None)
    if isinstance(reason, BaseException):
        return _find_reason(reason)
    return str(getattr(error, "strerror", None) or error)
