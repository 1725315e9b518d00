"""Credentials for a store: from the environment, else from ``.netrc``; never from the command line, where others see them.

In: an address and the environment. Out: :class:`Credentials`, which show nothing of themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from requests.models import PreparedRequest
from requests.utils import get_netrc_auth

Scheme = Literal["basic", "digest", "bearer", "plain"]
"""How a request is signed; ``plain`` is a token and nothing else, as CKAN wants it."""
SCHEMES: tuple[Scheme, ...] = ("basic", "digest", "bearer")

USER, PASSWORD, TOKEN = "KORYU_STORE_USER", "KORYU_STORE_PASSWORD", "KORYU_STORE_TOKEN"


class Credentials:
    """A name with a password, or a token; printing one shows neither."""

    def __init__(self, user: str | None = None, password: str | None = None, token: str | None = None) -> None:
        self._user, self._password, self._token = user, password, token

    def __repr__(self) -> str:
        """Say only whether there are any."""
        return f"<Credentials {'given' if self else 'none'}>"

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self._token or self._user)

    def sign(self, scheme: Scheme) -> AuthBase | None:
        """Make what signs requests; a token is a bearer's unless it goes plain."""
        if self._token:
            return _Token(self._token if scheme == "plain" else f"Bearer {self._token}")
        if not self._user:
            return None
        password = self._password or ""
        if scheme == "digest":
            return HTTPDigestAuth(self._user, password)
        return HTTPBasicAuth(self._user.encode(), password.encode())


class _Token(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.headers["Authorization"] = self._token
        return request


def read_credentials(url: str, environment: Mapping[str, str]) -> Credentials:
    """Read ``KORYU_STORE_TOKEN``, else ``KORYU_STORE_USER`` and ``KORYU_STORE_PASSWORD``, else the line for the host in ``.netrc``."""
    if environment.get(TOKEN):
        return Credentials(token=environment[TOKEN])
    if environment.get(USER):
        return Credentials(environment[USER], environment.get(PASSWORD))
    found = get_netrc_auth(url)
    return Credentials(*found) if found else Credentials()


def read_token(url: str, environment: Mapping[str, str], name: str) -> Credentials:
    """Read a token from the environment, else the password for the host in ``.netrc``."""
    if environment.get(name):
        return Credentials(token=environment[name])
    found = get_netrc_auth(url)
    return Credentials(token=found[1]) if found else Credentials()
