"""The language to speak: ``--lang``, else the locale, else English.

It is chosen once, before the commands are made, for their help texts are in it too.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from koryu_rdf.texts import Language, get_text


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Choose the language.

    >>> choose_language(["build", "--lang", "ja"], {"LANG": "C"}), choose_language([], {"LANG": "ja_JP.UTF-8"})
    ('ja', 'ja')
    """
    given = [value for option, value in pairwise(arguments) if option == "--lang"]
    given += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    system = named or locale.getlocale()[0] or ""  # Windows sets no variables and says Japanese_Japan
    return "ja" if (given[-1] if given else system).lower().startswith("ja") else "en"


@cache
def get_language() -> Language:
    """Give the language of this run."""
    return choose_language(sys.argv[1:], os.environ)


def tell(key: str, **values: object) -> str:
    """Say a sentence of ``texts/cli.toml`` in the language of this run."""
    return get_text("cli", key, **values).to(get_language())
