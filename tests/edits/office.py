"""Fill cells of a workbook in LibreOffice, as a person would: run by the Python that has its bridge (python3-uno).

Arguments: the workbook, where to save it, the locale, and a JSON list of [sheet, cell, what is typed]. What is typed goes
through the program's own reading of input, which makes numbers, dates and percentages of it. Prints what could not be
typed, as the cell is protected.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item></oor:items>
"""


def main() -> None:
    source, target, locale, typed = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4])
    with tempfile.TemporaryDirectory() as profile:
        settings = Path(profile, "user/registrymodifications.xcu")
        settings.parent.mkdir()
        settings.write_text(SETTINGS.format(locale=locale))
        pipe = f"ctrack{Path(profile).name}"
        command = [
            "soffice", "--headless", "--norestore", "--nologo",
            f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;",
        ]  # fmt: skip
        office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            fill(*connect(pipe), source, target, typed)
        finally:
            office.terminate()
            office.wait()


def connect(pipe: str) -> tuple[Any, Any]:
    """Give the desktop and what presses its keys."""
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            make = context.ServiceManager.createInstanceWithContext
            return make("com.sun.star.frame.Desktop", context), make("com.sun.star.frame.DispatchHelper", context)
        except NoConnectException:
            time.sleep(0.5)
    sys.exit("LibreOffice does not answer")


def fill(desktop: Any, keyboard: Any, source: Path, target: Path, typed: list[list[str]]) -> None:
    book = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (PropertyValue(Name="Hidden", Value=True),))
    window = book.CurrentController

    def press(command: str, name: str, value: str) -> None:
        keyboard.executeDispatch(window.Frame, command, "", 0, (PropertyValue(Name=name, Value=value),))

    for sheet, place, text in typed:
        page = book.Sheets.getByName(sheet)
        if page.getCellRangeByName(place).CellProtection.IsLocked and page.isProtected():
            print(f"{sheet}!{place} is protected")
            continue
        window.setActiveSheet(page)
        press(".uno:GoToCell", "ToPoint", place)
        press(".uno:EnterString", "StringName", text)
    book.storeToURL(target.as_uri(), (PropertyValue(Name="FilterName", Value="Calc MS Excel 2007 XML"),))
    book.close(True)


main()
