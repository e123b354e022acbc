"""The steps of `ctrack validate`, one after the other in this process, with nothing beside: `python steps.py TRACKER`.

Prints for each the processor time that it took, in seconds: how long the interpreter took to start comes first.
"""

from __future__ import annotations

import gc
import sys
import time
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def main(tracker: Path) -> None:
    """Carry out the steps and print what each took."""
    taken = [time.process_time()]

    def done() -> None:
        taken.append(time.process_time())

    import_module("ctrack.model.kinds")
    done()
    import_module("ctrack.cli.viewing")
    import_module("ctrack.cli.validation")
    done()
    gather, read, validate = map(_of_the_store, ("gather", "read", "validate"))
    gc.disable()
    contents = gather.contents_of(tracker)
    documents = dict(gather.gather({name: content for name, (_kind, content) in contents.items()}))
    done()
    begun = gather.Begun(tracker, contents, documents, None)
    reading = read.read_files(tracker, gather.Means(begun=begun))
    done()
    validate.validate(reading, date.today())  # noqa: DTZ011 - as the command does
    done()
    print(*(end - start for start, end in zip([0.0, *taken], taken, strict=False)))


def _of_the_store(name: str) -> ModuleType:
    return import_module(f"ctrack.store.{name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
