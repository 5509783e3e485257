"""Which tests stay together on one of the workers."""

from xdist.scheduler import LoadFileScheduling


class Scheduling(LoadFileScheduling):  # type: ignore[misc]  # the package tells no types
    """Those of one file, since they share what is set up for them, and all that use a browser."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "browser" if file.startswith("tests/browser/") else file
