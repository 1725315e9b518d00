"""The names by which people know licences.

In: the address of a licence, as in the settings. Out: its name.
"""

from __future__ import annotations

_NAMES = {
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/": "CC BY-SA 4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
    "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0": "PDL1.0",
}


def name_licence(address: str) -> str:
    """Give the short name of a licence, or its address where it has none here.

    >>> name_licence("https://creativecommons.org/licenses/by/4.0/"), name_licence("https://example.jp/terms")
    ('CC BY 4.0', 'https://example.jp/terms')
    """
    return _NAMES.get(address, address)
