"""A fake of a CKAN site: it keeps datasets in memory and answers as CKAN's API guide says, also when it refuses."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

TOKEN = "a-token-of-the-town"
LICENCES = [
    {"id": "cc-by", "url": "http://www.opendefinition.org/licenses/cc-by"},
    {"id": "cc-zero", "url": "http://www.opendefinition.org/licenses/cc-zero"},
    {"id": "pdl", "url": "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0"},
]


class Site:
    """What the site holds, what it was asked, and the statuses it answers with before it does its work."""

    def __init__(self) -> None:
        self.url = ""
        self.packages: dict[str, dict[str, Any]] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.troubles: list[int] = []
        self.taken_names: set[str] = set()
        self.failing_action: str | None = None

    def answer(self, action: str, values: dict[str, Any], token: str | None) -> tuple[int, object]:
        """Answer an action: the status and what stands under ``result`` or ``error``."""
        if action == self.failing_action:
            return 500, {"__type": "Internal Server Error", "message": "boom"}
        if action == "license_list":
            return 200, LICENCES
        if action == "package_show":
            found = self._find(values["id"])
            return (200, found) if found else (404, {"__type": "Not Found Error", "message": "Not found"})
        if token != TOKEN:
            return 403, {"__type": "Authorization Error", "message": "Access denied"}
        return getattr(self, f"_{action}")(values)  # type: ignore[no-any-return]

    def _find(self, key: str) -> dict[str, Any] | None:
        return next((one for one in self.packages.values() if key in (one["id"], one["name"])), None)

    def _package_create(self, values: dict[str, Any]) -> tuple[int, object]:
        if values["name"] in self.taken_names | {one["name"] for one in self.packages.values()}:
            return 409, {"__type": "Validation Error", "name": ["That URL is already in use."]}
        if not values.get("owner_org"):
            return 409, {"__type": "Validation Error", "owner_org": ["An organization must be provided"]}
        if bad := [tag["name"] for tag in values["tags"] if not 2 <= len(tag["name"]) <= 100 or "," in tag["name"]]:
            return 409, {"__type": "Validation Error", "tags": [f"bad tags {bad}"]}
        key = f"id-{len(self.packages)}"
        self.packages[key] = {"resources": [], **values, "id": key, "organization": {"name": values["owner_org"]}}
        return 200, self.packages[key]

    def _package_update(self, values: dict[str, Any]) -> tuple[int, object]:
        self.packages[values["id"]] = values
        return 200, values

    def _resource_create(self, values: dict[str, Any]) -> tuple[int, object]:
        package = self.packages[values.pop("package_id")]
        package["resources"].append({**values, "id": f"{package['id']}-{len(package['resources'])}"})
        return 200, package["resources"][-1]


@contextmanager
def run_site() -> Iterator[Site]:
    """Run a fake site on a port of its own."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            action = urlsplit(self.path).path.rpartition("/")[2]
            values = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            site.asked.append((action, self.headers["Authorization"]))
            if site.troubles:
                self._reply(site.troubles.pop(0), b"<html>try later</html>", "text/html")
                return
            status, said = site.answer(action, values, self.headers["Authorization"])
            key = "result" if status == 200 else "error"
            body = json.dumps({"help": "…", "success": status == 200, key: said}).encode()
            self._reply(status, body, "application/json;charset=utf-8")

        def _reply(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
