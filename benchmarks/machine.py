"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path


def machine(peers: list[str]) -> str:
    """Name cores, processor, Python and libraries."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = [f"{name} {version(name)}" for name in ("typer", "pydantic", "PyYAML")]
    return ", ".join([f"{os.cpu_count()} cores", _processor(), python, *libraries, *peers])


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    text = information.read_text(encoding="utf-8") if information.exists() else ""
    named = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return named[1].strip() if named else platform.machine()
