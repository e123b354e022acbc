"""What the command line names beside the data: horizons, periods and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.targets import NEXT, TERM
from ctrack.checks.registry import RULES
from ctrack.errors import UsageError
from ctrack.i18n import N_, Message
from ctrack.lookup import unknown
from ctrack.values.periods import read_period
from ctrack.values.reading import ReadingError

if TYPE_CHECKING:
    from ctrack.checks.rules.rule import Rule
    from ctrack.values.periods import Period

_YEAR_DIGITS = 4


def check_horizon(asked: str) -> str:
    """Check `--horizon`: term, next or a year."""
    is_year = len(asked) == _YEAR_DIGITS and asked.isascii() and asked.isdigit()
    if asked in {TERM, NEXT} or is_year:
        return asked
    raise UsageError(Message(N_('--horizon: "{asked}" is not term, next or a year such as 2024'), {"asked": asked}))


def find_rule(asked: str) -> Rule:
    """Find a rule by its code."""
    code = asked.upper()
    if code not in RULES:
        raise unknown(Message(N_('there is no rule "{asked}"'), {"asked": asked}), RULES)
    return RULES[code]


def read_option(text: str, option: str) -> Period:
    """Read the period that an option names."""
    try:
        return read_period(text)
    except ReadingError as error:
        raise misread(error, option) from None


def misread(error: ReadingError, option: str) -> UsageError:
    """Say which option cannot be read, and why."""
    return UsageError(Message(N_("{option}: {problem}"), {"option": option, "problem": error.message}), error.hint)
