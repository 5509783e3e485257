"""Micro-benchmarks of pure parts: `make bench` runs them, `make test` does not collect them."""
