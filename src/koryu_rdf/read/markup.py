"""HTML that remained in a document: tags go, paragraphs become lines, cells are parted by tabs.

In: a piece of text. Out: the same without tags. Only names that HTML knows are tags, so ``<http://…>`` stays; a link's
address is kept in the same form.
"""

from __future__ import annotations

import html
import re

_REST = r"(?:\s[^<>]*)?/?>"
_BLOCK = re.compile(
    rf"</?(?:p|ul|ol|li|div|br|hr|table|thead|tbody|tr|h[1-6]|dl|dt|dd|blockquote|center){_REST}", re.IGNORECASE
)
_CELL = re.compile(rf"<(?:td|th){_REST}", re.IGNORECASE)
_INLINE = re.compile(
    rf"</?(?:a|b|i|u|s|em|strong|span|font|sup|sub|small|img){_REST}|</(?:td|th){_REST}", re.IGNORECASE
)
_LINK = re.compile(r"<a\s[^<>]*?href\s*=\s*[\"']?(https?://[^\s\"'<>]+)[^<>]*>", re.IGNORECASE)


def find_tags(text: str) -> list[str]:
    """List the HTML tags in a text."""
    return [tag for kind in (_BLOCK, _CELL, _INLINE) for tag in kind.findall(text)] if "<" in text else []


def strip_tags(text: str) -> str:
    """Take the tags out of a text; a text without any is given back as it is.

    >>> strip_tags("<p>一つ目。</p> <p>二つ目。</p>")
    '一つ目。\\n二つ目。'
    >>> strip_tags("<http://example.jp/?a&amp;b>")
    '<http://example.jp/?a&amp;b>'
    >>> strip_tags('<a href="http://example.jp/" target="_blank">（紹介）</a>')
    '<http://example.jp/>（紹介）'
    """
    if not find_tags(text):
        return text
    kept = _INLINE.sub("", _LINK.sub(r"<\1>", text))
    pieces = (piece.strip() for piece in _CELL.sub("\t", _BLOCK.sub("\n", kept)).split("\n"))
    return html.unescape("\n".join(filter(None, pieces)))
