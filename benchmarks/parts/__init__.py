"""The parts of the benchmarks, one module each, with one function: ``measure``."""
