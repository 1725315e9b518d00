"""The way to a store: redirects, logins, certificates, and bodies that stream."""

from __future__ import annotations

import gzip
import hashlib
import re
import ssl
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from threading import Event

import pytest
from tests.conftest import miss
from tests.protocol.script import Answer, Asked, Script, say, start_server

from koryu_rdf.protocol import (
    Addresses,
    Credentials,
    MovedError,
    NetworkError,
    Patience,
    ProtocolError,
    Request,
    SlowError,
    StoreClient,
    open_transport,
    read_credentials,
)
from koryu_rdf.protocol.client import read_body
from koryu_rdf.protocol.credentials import Scheme
from koryu_rdf.protocol.transport import MOST_REDIRECTS

OFFICE = Credentials("office", "geheim 9f3b 鍵")
FINE = Answer(200, {}, b"fine")


def get(url: str, credentials: Credentials | None = None, scheme: Scheme = "basic", method: str = "GET") -> bytes:
    transport = open_transport(credentials or Credentials(), scheme, timeout=5)
    return read_body(transport(Request(method, url, {}, b"" if method == "GET" else b"body")))


def redirect(status: int, to: str) -> Script:
    return lambda asked: FINE if asked.path == "/there" else Answer(status, {"Location": to})


REDIRECTS = (301, 302, 303, 307, 308)


@pytest.mark.parametrize("status", REDIRECTS)
def test_within_a_host_a_redirect_is_followed_with_the_login(status: int) -> None:
    with start_server(redirect(status, "/there")) as server:
        assert get(server.url, OFFICE) == b"fine"
        first, second = server.asked
    assert first.headers["Authorization"] == second.headers["Authorization"]
    assert first.headers["Authorization"].startswith("Basic ")


@pytest.mark.parametrize("status", REDIRECTS)
@pytest.mark.parametrize("credentials", [OFFICE, Credentials(token="geheim")])
def test_no_login_goes_to_another_host(status: int, credentials: Credentials) -> None:
    with start_server(say(FINE)) as other, start_server(redirect(status, other.url)) as server:
        with pytest.raises(MovedError) as caught:
            get(server.url, credentials)
        assert caught.value.reason == other.url
        assert other.asked == []
        assert not caught.value.passes


@pytest.mark.parametrize("status", REDIRECTS)
def test_who_has_no_login_may_go_to_another_host_to_read(status: int) -> None:
    with start_server(say(FINE)) as other, start_server(redirect(status, other.url)) as server:
        assert get(server.url) == b"fine"
        with pytest.raises(MovedError):
            get(server.url, method="POST")
        assert [asked.method for asked in other.asked] == ["GET"]


@pytest.mark.parametrize("status", REDIRECTS)
def test_data_are_sent_again_only_where_the_redirect_says_so(status: int) -> None:
    with start_server(redirect(status, "/there")) as server:
        if status in (307, 308):
            assert get(server.url, method="PUT") == b"fine"
            assert [asked.body for asked in server.asked] == [b"body", b"body"]
        else:
            with pytest.raises(MovedError):
                get(server.url, method="PUT")


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://localhost/", "//[", "http://127.0.0.1:0/"])
def test_redirects_that_lead_nowhere(to: str) -> None:
    with start_server(redirect(302, to)) as server, pytest.raises(ProtocolError):
        get(server.url)


def test_redirects_in_a_ring() -> None:
    with start_server(redirect(302, "/again")) as server:
        with pytest.raises(ProtocolError, match="redirects"):
            get(server.url)
        assert len(server.asked) == MOST_REDIRECTS


def digest_script(user: str, password: str) -> Script:
    """Ask for a digest login (RFC 7616, MD5, qop=auth) and check it."""

    def md5(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    def answer(asked: Asked) -> Answer:
        header = asked.headers["Authorization"] or ""
        given = {name: quoted or bare for name, quoted, bare in re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', header)}
        if not header.startswith("Digest "):
            return Answer(401, {"WWW-Authenticate": 'Digest realm="store", qop="auth", nonce="n1"'}, b"who?")
        one, two = md5(f"{user}:store:{password}"), md5(f"{asked.method}:{asked.path}")
        right = md5(f"{one}:n1:{given['nc']}:{given['cnonce']}:auth:{two}")
        return FINE if given["response"] == right else Answer(403)

    return answer


def test_a_basic_login_is_sent_at_once() -> None:
    with start_server(say(FINE)) as server:
        get(server.url, OFFICE)
        (asked,) = server.asked
    assert asked.headers["Authorization"] == "Basic " + b64encode("office:geheim 9f3b 鍵".encode()).decode()


@pytest.mark.parametrize("scheme", ["digest", "basic"])
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_digest_login_shows_no_password(scheme: Scheme, method: str) -> None:
    """With ``basic`` the store asks for the other: where nobody said which, the password has been shown once by then."""
    with start_server(digest_script("office", "geheim")) as server:
        assert get(server.url, Credentials("office", "geheim"), scheme, method) == b"fine"
        assert server.asked[-1].body == (b"" if method == "GET" else b"body")
        shown = [asked.headers["Authorization"] or "" for asked in server.asked]
    assert len([header for header in shown if header.startswith("Basic")]) == (scheme == "basic")


def test_a_wrong_digest_is_refused() -> None:
    with start_server(digest_script("office", "geheim")) as server:
        client = StoreClient(
            Addresses(server.url), open_transport(Credentials("office", "falsch"), "digest"), patience=Patience(tries=1)
        )
        with pytest.raises(ProtocolError, match="HTTP 403"):
            client.fetch("ASK {}")


@pytest.mark.parametrize("scheme", ["basic", "digest", "bearer"])
def test_a_token_is_a_bearers(scheme: Scheme) -> None:
    with start_server(say(FINE)) as server:
        get(server.url, Credentials(token="t0ken"), scheme)
        assert server.asked[0].headers["Authorization"] == "Bearer t0ken"


def test_netrc_is_read_for_the_host_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login clerk password geheim\nmachine other.example.jp login x password y\n")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    with start_server(say(FINE)) as server:
        get(server.url, read_credentials(server.url, {}))
        get(server.url, read_credentials(server.url, {"KORYU_STORE_USER": "office", "KORYU_STORE_PASSWORD": "a"}))
        get(server.url, read_credentials(server.url, {"KORYU_STORE_TOKEN": "t", "KORYU_STORE_USER": "office"}))
        get(server.url)  # who has no credentials does not send what stands in a file by chance
        sent = [asked.headers["Authorization"] for asked in server.asked]
    clerk, office = (b64encode(login).decode() for login in (b"clerk:geheim", b"office:a"))
    assert sent == [f"Basic {clerk}", f"Basic {office}", "Bearer t", None]
    assert not read_credentials("https://www.example.jp/", {})


def test_credentials_show_nothing_of_themselves() -> None:
    for credentials in (OFFICE, Credentials(token="geheim")):
        assert str(credentials) == repr(credentials) == f"{credentials}" == "<Credentials given>"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate authority of one's own, with a server's certificate for 127.0.0.1 and one for another name."""
    if not which("openssl"):
        miss("certificates need openssl")
    folder = tmp_path_factory.mktemp("authority")

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    openssl("req", "-x509", *key, "-subj", "/CN=Authority", "-keyout", "ca.key", "-out", "ca.pem")
    for name, subject in (("right", "IP:127.0.0.1"), ("wrong", "DNS:other.example.jp")):
        signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-addext", f"subjectAltName={subject}"]
        extra = ["-addext", "basicConstraints=critical,CA:false"]
        openssl(
            "req",
            "-x509",
            *key,
            *signed,
            *extra,
            "-subj",
            f"/CN={name}",
            "-keyout",
            f"{name}.key",
            "-out",
            f"{name}.pem",
        )
    return folder


@pytest.mark.parametrize(("name", "trusted"), [("right", True), ("right", False), ("wrong", True)])
def test_certificates_are_verified(name: str, trusted: bool, authority: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if trusted:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority / f"{name}.pem", authority / f"{name}.key")
    pauses: list[float] = []
    with start_server(say(FINE), context) as server:
        transport = open_transport(OFFICE, timeout=5)
        client = StoreClient(Addresses(server.url), transport, patience=Patience(sleep=pauses.append))
        if name == "right" and trusted:
            assert client.fetch("ASK {}") == b"fine"
            return
        with pytest.raises(ProtocolError, match=r"(?i)certificate"):
            client.fetch("ASK {}")
        assert server.asked == []
        assert pauses == []  # a certificate does not get better by asking again


def test_graphs_are_packed_on_the_way_there() -> None:
    with start_server(say(Answer(204))) as server:
        for packs in (True, False):
            client = StoreClient(Addresses("", "", server.url), open_transport(Credentials()), packs=packs)
            client.put_graph("https://example.jp/g?a&b", b"<urn:a> <urn:b> <urn:c> .\n")
        packed, plain = server.asked
    assert (packed.path, packed.method) == ("/?graph=https%3A%2F%2Fexample.jp%2Fg%3Fa%26b", "PUT")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Content-Encoding"] is None
    assert gzip.decompress(packed.body) == plain.body == b"<urn:a> <urn:b> <urn:c> .\n"


def test_answers_are_unpacked_on_the_way_back() -> None:
    body = b"whole " * 10_000
    packed = gzip.compress(body)
    with start_server(say(Answer(200, {"Content-Encoding": "gzip"}, packed))) as server:
        assert get(server.url) == body


def test_an_answer_streams() -> None:
    """The end is sent when the beginning has been read, so nothing waits for the whole."""
    read = Event()

    def pieces() -> Iterator[bytes | None]:
        yield b"a" * 100_000
        assert read.wait(20)
        yield b"z"

    with start_server(lambda _: Answer(pieces=pieces())) as server:
        reply = open_transport(Credentials(), timeout=20)(Request("GET", server.url))
        assert reply.body.read(50_000) == b"a" * 50_000
        read.set()
        assert read_body(reply) == b"a" * 50_000 + b"z"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, {"Content-Length": "9", "Connection": "close"}, b"half"),
        Answer(200, {}, pieces=iter([b"half", None])),
    ],
)
def test_half_an_answer_is_a_fault(answer: Answer) -> None:
    with start_server(say(answer)) as server, pytest.raises(NetworkError) as caught:
        get(server.url)
    assert caught.value.passes


def test_silence_is_a_fault() -> None:
    wait = Event()

    def answer(_: Asked) -> Answer:
        wait.wait(20)
        return FINE

    with start_server(answer) as server:
        with pytest.raises(SlowError):
            open_transport(Credentials(), timeout=0.1)(Request("GET", server.url))
        wait.set()
