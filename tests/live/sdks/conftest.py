import os
from pathlib import Path

import pytest

from .environment import NoEnvironmentError, python


@pytest.fixture(scope="session")
def interpreter() -> Path:
    """Python with the SDKs."""
    try:
        return python()
    except NoEnvironmentError as error:
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail(str(error))
        pytest.skip(str(error))
