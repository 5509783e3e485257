"""Shifts the clock of a Python process by the seconds in a file, which may change meanwhile.

Python imports it by its name where this folder is on its path. Modules that are written in C go by
the clock of the machine still, `datetime` among them.
"""

import os
import time
from pathlib import Path

_file = Path(os.environ["CHAOS_CLOCK"])
_true_time = time.time


def _shifted() -> float:
    return _true_time() + float(_file.read_text() or 0)


time.time = _shifted
