"""HTML that remained in a document: tags go, paragraphs become lines.

In: a piece of text. Out: the same without tags. Only names that HTML knows are tags, so ``<http://…>`` stays.
"""

from __future__ import annotations

import html
import re

_BLOCK = re.compile(r"</?(?:p|ul|ol|li|div|br|table|tr|h[1-6]|dl|dt|dd|blockquote)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:a|b|i|u|em|strong|span|font|sup|sub|small|td|th)(?:\s[^<>]*)?/?>", re.IGNORECASE)


def find_tags(text: str) -> list[str]:
    """List the HTML tags in a text."""
    return [*_BLOCK.findall(text), *_INLINE.findall(text)]


def strip_tags(text: str) -> str:
    """Take the tags out of a text; a text without any is given back as it is.

    >>> strip_tags("<p>一つ目。</p> <p>二つ目。</p>")
    '一つ目。\\n二つ目。'
    >>> strip_tags("<http://example.jp/?a&amp;b>")
    '<http://example.jp/?a&amp;b>'
    """
    if not find_tags(text):
        return text
    pieces = (piece.strip() for piece in _INLINE.sub("", _BLOCK.sub("\n", text)).split("\n"))
    return html.unescape("\n".join(filter(None, pieces)))
