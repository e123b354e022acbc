"""What the command line names beside the data: horizons, statuses, spans, periods and rules."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from ctrack.assess.horizon import NEXT, TERM
from ctrack.assess.results import Status
from ctrack.checks.registry import RULES
from ctrack.errors import UsageError
from ctrack.i18n import N_, Message
from ctrack.lookup import unknown
from ctrack.values.names import nearest
from ctrack.values.periods import read_period
from ctrack.values.reading import ReadingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.checks.rules.rule import Rule
    from ctrack.values.periods import Period

_YEAR_DIGITS = 4

MAX_SPAN = 3660
"""The most days that `due` looks ahead."""


def check_horizon(asked: str) -> str:
    """Check `--horizon`: term, next or a year."""
    is_year = len(asked) == _YEAR_DIGITS and asked.isascii() and asked.isdigit()
    if asked in {TERM, NEXT} or is_year:
        return asked
    raise UsageError(Message(N_('--horizon: "{asked}" is not term, next or a year such as 2024'), {"asked": asked}))


def read_statuses(given: Sequence[str]) -> frozenset[Status]:
    """Read `--status`, which may be repeated and may list several with commas."""
    words = [word.strip() for part in given for word in part.split(",")]
    for word in words:
        if word not in set(Status):
            near = nearest(word, Status)
            message = Message(
                N_('--status: "{word}" is not one of: {allowed}'), {"word": word, "allowed": ", ".join(Status)}
            )
            raise UsageError(message, Message(N_("did you mean: {names}?"), {"names": near[0]}) if near else None)
    return frozenset(map(Status, words))


def read_sort(given: str | None) -> str | None:
    """Read `--sort`."""
    allowed = ("code", "attainment", "deadline")
    if given is not None and given not in allowed:
        raise UsageError(
            Message(N_('--sort: "{word}" is not one of: {allowed}'), {"word": given, "allowed": ", ".join(allowed)})
        )
    return given


def read_span(given: str) -> timedelta:
    """Read `--within`: a number of days or weeks, at most ten years."""
    found = re.fullmatch(r"([0-9]{1,5})([dw])", given)
    days = int(found[1]) * (7 if found[2] == "w" else 1) if found else MAX_SPAN + 1
    if days > MAX_SPAN:
        message = Message(N_('--within: "{word}" is not a number of days or weeks up to ten years'), {"word": given})
        raise UsageError(message, Message(N_("write 90d or 12w")))
    return timedelta(days=days)


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
