"""What a form offers and warns of while it is filled: lists of words and sources, and what a unit does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.forms.columns import CROSS, column_of
from ctrack.forms.excel import DIGITS
from ctrack.i18n import gettext as _
from ctrack.model.words import ObservationStatus
from ctrack.render.words import OBSERVATION_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from openpyxl.worksheet.worksheet import Worksheet

    from ctrack.model.codelists import Unit

_FAR = 10**DIGITS


def offer_choices(sheet: Worksheet, heading: int, units: Sequence[Unit], sources: str | None) -> None:
    """Offer choices in the rows below the heading, a row for each unit; `sources` are the cells that list them."""
    names = ",".join(_(OBSERVATION_NAMES[status]) for status in ObservationStatus)
    choices = {"status": f'"{names}"', "break": f'"{CROSS}"', **({"source": sources} if sources else {})}
    for key, offered in choices.items():
        column = column_of(key)
        _offer(sheet, f"{column}{heading + 1}:{column}{heading + len(units)}", offered)
    limits: dict[tuple[Decimal | None, Decimal | None], list[str]] = {}
    for row, unit in enumerate(units, heading + 1):
        limits.setdefault((unit.min, unit.max), []).append(f"{column_of('value')}{row}")
    for (low, high), cells in limits.items():
        if low is not None or high is not None:
            _limit(sheet, low, high, cells)


def _offer(sheet: Worksheet, cells: str, choices: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - an extra

    offer = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=True)
    offer.errorTitle, offer.error = _("Not on the list"), _("Choose from the list.")
    offer.add(cells)
    sheet.add_data_validation(offer)


def _limit(sheet: Worksheet, low: Decimal | None, high: Decimal | None, cells: Sequence[str]) -> None:
    """Warn of a value outside of what the unit allows; it can be typed all the same, and is refused later."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    limit = DataValidation(
        type="decimal",
        operator="between",
        formula1=str(-_FAR if low is None else low),
        formula2=str(_FAR if high is None else high),
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
    )
    limit.errorTitle, limit.error = _("Is that right?"), _("The unit does not allow such a value.")
    for cell in cells:
        limit.add(cell)
    sheet.add_data_validation(limit)
