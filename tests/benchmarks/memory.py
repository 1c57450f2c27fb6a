"""What processes hold in memory, as the kernel counts it."""

import os
from pathlib import Path


def resident(pid: int | None = None) -> int:
    """Resident bytes of a process, its own if none is named."""
    return _kilobytes(Path(f"/proc/{pid or os.getpid()}/status"), "VmRSS:") * 1024


def proportional(pid: int) -> int:
    """Bytes of a process, with what it shares divided among the sharers (PSS)."""
    return _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") * 1024


def own(pid: int) -> int:
    """Bytes that nobody shares with a process."""
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    return (_kilobytes(rollup, "Private_Dirty:") + _kilobytes(rollup, "Private_Clean:")) * 1024


def children(pid: int) -> list[int]:
    """The processes below a process."""
    below: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            below += [int(child), *children(int(child))]
    return below


def _kilobytes(file: Path, key: str) -> int:
    return next(int(line.split()[1]) for line in file.read_text().splitlines() if line.startswith(key))
