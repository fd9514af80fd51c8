"""On what it was measured, so that somebody else can judge the figures."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from ventanilla.lib.embedded.programs import MAJOR


def told() -> str:
    """Processor, cores, memory, system, and the versions of what does the work."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    packages = ", ".join(f"{name} {version(name.lower())}" for name in ("Django", "granian", "psycopg"))
    return (
        f"{processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {system()}; PostgreSQL {MAJOR}, "
        f"Python {platform.python_version()}, {packages}"
    )


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def system() -> str:
    return str(platform.freedesktop_os_release().get("PRETTY_NAME", platform.system()))
