"""The field's own library over the files of mappings: whether sssom finds them valid, in an environment of its own (some 400 MB).

python -m benchmarks.sssom_check [FILE.sssom.tsv...]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.environments import make_python

BUNDLED = Path(__file__).parent.parent / "links" / "wikidata.sssom.tsv"


def main(files: list[Path]) -> int:
    """Validate the files; gives the number of those that sssom finds fault with."""
    program = make_python("sssom", "sssom>=0.4.15").parent / "sssom"
    return sum(bool(subprocess.run([program, "validate", file], check=False).returncode) for file in files)


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]] or [BUNDLED]))
