"""A part of a run in a process of its own, which can be started by `spawn`."""

import logging
import tempfile
from pathlib import Path

from tests.fuzz.plan import Found, Plan
from tests.fuzz.play import play


def played(plan: Plan) -> Found:
    """Play in a folder that is gone afterwards."""
    # What is logged is watched for faults; each refusal is a line.
    logging.lastResort = None
    with tempfile.TemporaryDirectory() as folder:
        return play(plan, Path(folder))
