"""A release: one state of the data with its pages, that requests hold on to while they are answered.

In: a :class:`Source`. Out: something to ask. A new release takes over for new requests; the old one is closed when the last of its own
requests has been answered.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Protocol

from koryu_rdf.serve.elsewhere import Elsewhere
from koryu_rdf.serve.folder import Folder
from koryu_rdf.serve.jobs import Job, Ready
from koryu_rdf.serve.pool import Answer, Pool
from koryu_rdf.serve.source import Source
from koryu_rdf.settings import Service


class Engine(Protocol):
    """Whoever answers queries."""

    ready: Ready

    @property
    def lost(self) -> int: ...
    async def open(self) -> None: ...
    async def ask(self, job: Job) -> Answer: ...
    async def check(self) -> None: ...
    async def close(self) -> None: ...


class Release:
    """Data and pages; ``digest`` tells one state from another, and is empty where the data may change behind our back."""

    def __init__(self, engine: Engine, folder: Folder | None, digest: str) -> None:
        self.engine, self.folder, self.digest = engine, folder, digest
        self._held, self._retired = 0, False

    def hold(self) -> None:
        """Begin a request."""
        self._held += 1

    async def let_go(self) -> None:
        """End a request."""
        self._held -= 1
        await self._close_if_done()

    async def retire(self) -> None:
        """Take no new requests; whoever calls this hands none out any more."""
        self._retired = True
        await self._close_if_done()

    async def _close_if_done(self) -> None:
        if self._retired and not self._held:
            self._held = -1
            await self.engine.close()
            if self.folder:
                await asyncio.to_thread(self.folder.close)


async def open_release(source: Source, limits: Service, prefixes: Mapping[str, str]) -> Release:
    """Open a release; raises ``KoryuError`` for data that cannot be read."""
    folder = await asyncio.to_thread(Folder, source.folder) if source.folder else None
    if folder and source.files is not None:  # data and pages of one build, whatever becomes of the folder meanwhile
        source = source._replace(files=tuple(map(folder.find_copy, source.files)))
    engine: Engine = Elsewhere(source, limits, prefixes) if source.files is None else Pool(limits, source, prefixes)
    try:
        await engine.open()
        return Release(engine, folder, await asyncio.to_thread(_digest, source))
    except BaseException:
        if folder:
            folder.close()
        raise


def _digest(source: Source) -> str:
    total = hashlib.sha256()
    for path in source.files or ():
        total.update(path.read_bytes())
    return total.hexdigest()[:16] if source.files is not None else ""
