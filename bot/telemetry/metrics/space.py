"""Room for a file of figures, taken ahead: to write where none is left would end the process.

The library writes through a map of its file. Where the disk is full, that is no error but SIGBUS.
"""

from pathlib import Path


def reserve(file: Path, size: int) -> None:
    """Let a file have so many bytes at least; what is new of them are zeros, on the disk.

    Raises:
        OSError: there is no room; a file that is new is gone again.
    """
    is_new = not file.exists()
    try:
        with file.open("ab") as reserved:
            # Written out, since some systems cannot allocate, and all can do this.
            reserved.write(bytes(max(0, size - reserved.tell())))
    except OSError:
        if is_new:
            file.unlink(missing_ok=True)
        raise
