"""Programs of the peers, each run by the Python of its own environment, which has nothing of ours: tables in, N-Triples or Turtle out."""
