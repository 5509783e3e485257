"""A process that has imported what the bot imports, and nothing else.

With `list` it imports the bot and prints the modules of others that came with it; else it imports
those that its input names, tells that it has, and waits for the end of its input.
"""

import importlib
import sys
from contextlib import suppress

_OURS = ("bot", "app", "tests", "__main__")


def main(wanted: list[str]) -> None:
    """Print the modules, or import them."""
    if wanted == ["list"]:
        for module in ("app", "gunicorn.app.wsgiapp", "gunicorn.workers.gthread"):
            importlib.import_module(module)
        print(*(one for one in sys.modules if one.split(".")[0] not in _OURS))  # noqa: T201
        return
    for module in sys.stdin.readline().split():
        with suppress(ImportError):  # what its package makes as it is imported
            importlib.import_module(module)
    print("done", flush=True)  # noqa: T201
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1:])
