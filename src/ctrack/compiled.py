"""pydantic's compiled core, which validates, without its Python half, which works out how.

What is to be validated is told to it in its own terms (`model.validation`). The Python half would do that from the same
annotations, and takes as long to be imported as everything else together.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import ModuleType

    from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError

__all__ = ("PydanticCustomError", "SchemaValidator", "ValidationError")

_PACKAGE: Final = "pydantic_core"
_COMPILED: Final = f"{_PACKAGE}._{_PACKAGE}"


def _compiled() -> ModuleType:
    """Import the compiled module by itself: its package would import what describes schemas, too.

    Who imports the package later gets this same module. Should it lie elsewhere some day, the package has its names.
    """
    if _COMPILED in sys.modules:
        return sys.modules[_COMPILED]
    package = PathFinder.find_spec(_PACKAGE)
    spec = PathFinder.find_spec(_COMPILED, package.submodule_search_locations) if package else None
    if spec is None or spec.loader is None:
        return import_module(_PACKAGE)
    module = sys.modules[_COMPILED] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if not TYPE_CHECKING:
    _found = _compiled()
    PydanticCustomError = _found.PydanticCustomError
    SchemaValidator = _found.SchemaValidator
    ValidationError = _found.ValidationError
