"""A data portal that runs CKAN, by its Action API.

In: the portal's address and credentials. Out: what its actions give, or a ``RegisterError`` in plain words. A request that a busy portal
put off is sent again; one that it refused is not. The token goes into a header and nowhere else, and never over plain HTTP to another
machine.

Source: CKAN's API guide, https://docs.ckan.org/en/2.11/api/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from koryu_rdf.errors import RegisterError
from koryu_rdf.protocol import (
    Credentials,
    MovedError,
    Patience,
    ProtocolError,
    Request,
    StatusError,
    Transport,
    open_transport,
    read_token,
    tidy,
)
from koryu_rdf.terms import is_web_address
from koryu_rdf.texts import get_text

TOKEN = "KORYU_CKAN_TOKEN"  # noqa: S105  (the name of a variable)
_PASSING = frozenset({429, 502, 503, 504})
_DENIED, _MISSING, _INVALID = frozenset({401, 403}), 404, 409
_LONGEST_REPLY = 20_000_000
_OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class Portal:
    """One portal; ``is_known_to_us`` says whether there is a token for it."""

    def __init__(self, url: str, transport: Transport, patience: Patience, *, has_token: bool) -> None:
        self.url, self.has_token = url.rstrip("/"), has_token
        self._transport, self._patience = transport, patience

    def call(self, action: str, values: Mapping[str, Any]) -> Any:
        """Call an action and give its result.

        Raises ``RegisterError`` for a portal that cannot be reached or refuses.
        """
        return self._take(action, *self._ask(action, values))

    def _take(self, action: str, status: int, answer: Mapping[str, Any]) -> Any:
        """Take the result out of an answer."""
        if status == _INVALID:
            raise self._make_error("register-invalid", reason=_list_faults(answer))
        if status in _DENIED:
            raise self._make_error("register-denied" if self.has_token else "register-no-token", action=action)
        if not answer.get("success"):
            raise self._make_error("register-refused", action=action, status=status, reason=_list_faults(answer))
        return answer["result"]

    def find(self, action: str, values: Mapping[str, Any]) -> Any:
        """Call an action that looks for one thing; ``None`` where the portal has none."""
        status, answer = self._ask(action, values)
        return None if status == _MISSING else self._take(action, status, answer)

    def _ask(self, action: str, values: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        body = msgspec.json.encode(values)
        headers = {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}
        request = Request("POST", f"{self.url}/api/3/action/{action}", headers, body)
        try:
            return self._patience.insist(lambda: self._send(request))
        except MovedError as fault:
            raise self._make_error("register-moved", address=fault.reason) from fault
        except ProtocolError as fault:
            raise self._make_error("register-unreachable", reason=fault.reason) from fault

    def _send(self, request: Request) -> tuple[int, dict[str, Any]]:
        reply = self._transport(request)
        with reply.body as body:
            data = body.read(_LONGEST_REPLY)
        if reply.status in _PASSING:
            raise StatusError(reply.status, "", None)
        try:
            return reply.status, msgspec.json.decode(data, type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise self._make_error("register-no-ckan", status=reply.status) from error

    def _make_error(self, key: str, **slots: object) -> RegisterError:
        hint = get_text("errors", f"{key}-hint", token=TOKEN, **slots)
        return RegisterError(get_text("errors", key, **slots), where=self.url, hint=hint)


def open_portal(
    url: str, environment: Mapping[str, str], *, patience: Patience | None = None, timeout: float = 60
) -> Portal:
    """Open the way to a portal; the token is in the environment, else the password for its host in ``.netrc``.

    Raises ``RegisterError`` for an address that cannot be used, or that would carry the token in the open.
    """
    if not is_web_address(url) or "@" in urlsplit(url).netloc:
        raise _make_address_error("register-address", url)
    credentials: Credentials = read_token(url, environment, TOKEN)
    parts = urlsplit(url)
    if credentials and parts.scheme != "https" and parts.hostname not in _OWN_MACHINE:
        raise _make_address_error("register-open-way", url)
    transport = open_transport(credentials, "plain", timeout=timeout)
    return Portal(url, transport, patience or Patience(), has_token=bool(credentials))


def _make_address_error(key: str, url: str) -> RegisterError:
    return RegisterError(get_text("errors", key), where=url.rpartition("@")[2], hint=get_text("errors", f"{key}-hint"))


def _list_faults(answer: Mapping[str, Any]) -> str:
    """Say in a line what CKAN found fault with, field by field."""
    error = answer.get("error")
    if not isinstance(error, dict):
        return tidy(str(error or ""))
    told = {key: value for key, value in error.items() if key != "__type"}
    return tidy("; ".join(f"{key}: {', '.join(value) if _is_list(value) else value}" for key, value in told.items()))


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
