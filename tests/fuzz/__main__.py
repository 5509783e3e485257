"""Send what nobody means well with, and print what came of it: see `make fuzz`.

The exit code is 0 if nothing was wrong; else what was wrong is printed with its seed and number,
and `--only` sends that number again.
"""

import argparse
import multiprocessing
import secrets
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.fuzz.plan import Plan
from tests.fuzz.play import played

_PROCESSES = 2


def main() -> int:
    """Send, print, and tell whether all is well."""
    given = _options()
    print(f"seed {given.seed}")  # noqa: T201
    if given.only is not None:
        plans = [Plan(given.seed, given.only + 1, given.asks, first=given.only)]
    else:
        plans = [
            Plan(given.seed, given.count, given.asks, first, given.processes)
            for first in range(given.processes)
        ]
    with ProcessPoolExecutor(len(plans), multiprocessing.get_context("spawn")) as pool:
        found = [*pool.map(played, plans)]
    for label, count in sorted(sum((one.counts for one in found), Counter[str]()).items()):
        print(f"{count:>9,}  {label}")  # noqa: T201
    faults = [fault for one in found for fault in one.faults[:5]]
    for fault in faults:
        print(f"\n{fault}")  # noqa: T201
    if faults:
        print(f"\nseed {given.seed}: send one number again with --seed and --only")  # noqa: T201
    return 1 if faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many deliveries and asks")
    parser.add_argument("--asks", type=int, default=10, help="how many of 100 are whole questions")
    parser.add_argument("--seed", default=secrets.token_hex(4), help="what everything is made of")
    parser.add_argument("--only", type=int, help="send this number alone")
    parser.add_argument("--processes", type=int, default=_PROCESSES, help="how many bots at once")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
