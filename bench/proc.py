"""What the kernel knows of processes: https://man7.org/linux/man-pages/man5/proc.5.html."""

import os
from pathlib import Path

from tests.ending import children

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_UTIME, _STIME = 11, 12  # of the fields behind the name, which stands in brackets


def family(pid: int) -> list[int]:
    """Return a process and all that it has started."""
    return [pid, *(one for child in children(pid) for one in family(child))]


def cpu_s(pid: int) -> float:
    """Return the CPU time that a process and all that it has started have used."""
    return sum(_cpu_s(one) for one in family(pid))


def memory_mb(pid: int) -> float:
    """Return the resident memory of one process."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[_UTIME]) + int(fields[_STIME])) / _TICKS_PER_S
