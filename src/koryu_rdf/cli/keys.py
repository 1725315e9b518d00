"""Keys pressed in a terminal, one at a time, none lost that was pressed early."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

_KEY = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|.", re.DOTALL)


class Keyboard:
    """Gives keys; an arrow is its escape sequence. Ctrl-C raises ``KeyboardInterrupt``, as it does elsewhere."""

    def __init__(self) -> None:
        self._waiting: list[str] = []

    def read_key(self) -> str:
        """Wait for a key; at the end of the input, an empty text."""
        if not self._waiting:
            self._waiting = _KEY.findall(os.read(sys.stdin.fileno(), 1024).decode("utf-8", "replace"))
        return self._waiting.pop(0) if self._waiting else ""

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Take keys as they are pressed, without waiting for Enter, until the block ends."""
        import termios  # noqa: PLC0415  # not on Windows
        import tty  # noqa: PLC0415

        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        tty.setcbreak(terminal, termios.TCSADRAIN)
        try:
            yield
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def ask_line(self, question: str, default: str) -> str:
        """Ask for a line of text, outside of ``watch``."""
        return str(click.prompt(question, default=default, show_default=False))


class _PlainKeyboard(Keyboard):
    """Where there are no POSIX terminals."""

    def read_key(self) -> str:
        return click.getchar()

    @contextmanager
    def watch(self) -> Iterator[None]:
        yield


def open_keyboard() -> Keyboard:
    """Give the keyboard of this system."""
    return _PlainKeyboard() if os.name == "nt" else Keyboard()
