"""``python -m koryu_rdf`` is ``koryu``."""

from koryu_rdf.cli import main

main()
