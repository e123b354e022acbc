"""Scalars typed by the field they fill: each reads a text and raises the finding that it deserves."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, get_args

from ctrack.compiled import PydanticCustomError
from ctrack.i18n import N_, Message
from ctrack.model import words
from ctrack.model.raw import BARE, BROKEN, EMPTY
from ctrack.values.names import nearest
from ctrack.values.numbers import read_decimal
from ctrack.values.periods import Period, read_period
from ctrack.values.reading import ReadingError

if TYPE_CHECKING:
    from collections.abc import Callable

REPORTED: Final = "reported"
"""The error of a node whose finding exists already."""

LEAVE_OUT: Final = N_("write the value, or leave the key out")


class Textual(Enum):
    """Marks fields whose text is meant as text, whatever it looks like."""

    TEXT = "text"
    IDENT = "id or code"


class Reference(Enum):
    """What a field refers to: an entry of a codelist, a file, an indicator."""

    UNIT = "unit"
    SOURCE = "source"
    OWNER = "owner"
    DISTRICT = "district"
    DOCUMENT = "document"
    INDICATOR = "indicator"


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_INDICATOR_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[0-9]{2,}[a-z]?", re.ASCII)
_TASK_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.T[0-9]{2,}", re.ASCII)
_RULE_CODE = re.compile(r"CT[0-9]{3}", re.ASCII)


def is_reference(kind: Reference, text: str) -> bool:
    """Tell whether `text` has the form of such a reference."""
    return bool((_INDICATOR_CODE if kind is Reference.INDICATOR else _ID).fullmatch(text))


def failure(rule: str, message: Message, hint: Message | None = None) -> PydanticCustomError:
    """Make the error that a validator raises from the parts of the later finding."""
    return PydanticCustomError(rule, "{message}", {"message": message, "hint": hint})


def _scalar(raw: object) -> str:
    """Take the text of a scalar node; a finding for everything that is none."""
    if isinstance(raw, str):
        return unicodedata.normalize("NFC", raw).strip()
    if raw is BROKEN:
        raise PydanticCustomError(REPORTED, "reported")
    if raw is EMPTY or raw is BARE:
        raise failure("CT108", Message(N_("a value is expected here")), Message(LEAVE_OUT))
    kind = Message(N_("a list")) if isinstance(raw, list) else Message(N_("a mapping"))
    raise failure("CT103", Message(N_("one value was expected here, found {kind}"), {"kind": kind}))


class Scalar:
    """Marks a field that holds one value: `read` makes it of raw data, or raises PydanticCustomError."""

    __slots__ = ("is_number", "read")

    def __init__(self, read: Callable[[object], Any], *, is_number: bool = False) -> None:
        """Keep how the value is read."""
        self.read = read
        self.is_number = is_number


class Length(NamedTuple):
    """Marks a list that needs so many entries at least."""

    least: int


_MOST_REMEMBERED: Final = 4096
_LONGEST_REMEMBERED: Final = 40


def _typed(read: Callable[[str], Any], *, is_number: bool = False) -> Scalar:
    """Read a scalar; what short texts mean is remembered, as most stand in a tracker many times."""
    remembered: dict[str, Any] = {}

    def validate(raw: object) -> Any:  # noqa: ANN401 - as many types as readers
        if isinstance(raw, str):
            if raw in remembered:
                return remembered[raw]
            if len(raw) <= _LONGEST_REMEMBERED:
                if len(remembered) >= _MOST_REMEMBERED:
                    remembered.clear()
                value = remembered[raw] = validate_anew(raw)
                return value
        return validate_anew(raw)

    def validate_anew(raw: object) -> Any:  # noqa: ANN401
        text = _scalar(raw)
        if not text:
            raise failure("CT108", Message(N_("the value is empty")), Message(LEAVE_OUT))
        try:
            return read(text)
        except ReadingError as error:
            raise failure(error.rule, error.message, error.hint) from None

    return Scalar(validate, is_number=is_number)


def _read_free_text(text: str) -> str:
    if "\t" in text:
        raise ReadingError("CT005", Message(N_("a tab in a text")), Message(N_("type spaces")))
    return text


def _read_line(text: str) -> str:
    text = _read_free_text(text)
    if "\n" in text:
        message = Message(N_("a line break in a text of one line"))
        raise ReadingError("CT005", message, Message(N_("join the lines with spaces")))
    return text


def _matching(pattern: re.Pattern[str], what: Message) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ReadingError("CT107", Message(N_('"{text}" is not {what}'), {"text": text, "what": what}))
        return text

    return read


def _read_boolean(text: str) -> bool:
    if text not in {"true", "false"}:
        message = Message(N_('"{text}" is neither true nor false'), {"text": text})
        raise ReadingError("CT104", message, Message(N_("write true or false")))
    return text == "true"


def _read_count(text: str) -> int:
    number = read_decimal(text)
    if number < 0 or number != number.to_integral_value():
        raise ReadingError("CT106", Message(N_('"{text}" is not a whole number from 0 up'), {"text": text}))
    return int(number)


def word_error(text: str, allowed: tuple[str, ...]) -> ReadingError:
    """Tell that `text` is not one of the allowed words, with the nearest."""
    message = Message(N_('"{text}" is not one of: {allowed}'), {"text": text, "allowed": ", ".join(allowed)})
    near = nearest(text, allowed)
    return ReadingError("CT104", message, Message(N_("did you mean {word}?"), {"word": near[0]}) if near else None)


def _one_of(codelist: type[StrEnum]) -> Scalar:
    def read(text: str) -> StrEnum:
        try:
            return codelist(text)
        except ValueError:
            raise word_error(text, tuple(codelist)) from None

    return _typed(read)


def _read_rule_code(text: str) -> str:
    if not _RULE_CODE.fullmatch(text):
        raise ReadingError("CT107", Message(N_('"{text}" is not the code of a rule'), {"text": text}))
    return text


def _read_changeable_rule(text: str) -> str:
    if _read_rule_code(text).startswith(("CT0", "CT6")):
        raise ReadingError("CT104", Message(N_("the rule {text} cannot be changed"), {"text": text}))
    return text


Text = Annotated[str, _typed(_read_line), Textual.TEXT]
FreeText = Annotated[str, _typed(_read_free_text), Textual.TEXT]
Identifier = Annotated[
    str,
    _typed(_matching(_ID, Message(N_("an id: lower-case ASCII letters, digits and single hyphens")))),
    Textual.IDENT,
]
IndicatorCode = Annotated[
    str,
    _typed(_matching(_INDICATOR_CODE, Message(N_("an indicator's code, such as 03.01 or 03.01a")))),
    Textual.IDENT,
]
UnitId = Annotated[Identifier, Reference.UNIT]
SourceId = Annotated[Identifier, Reference.SOURCE]
OwnerId = Annotated[Identifier, Reference.OWNER]
DistrictId = Annotated[Identifier, Reference.DISTRICT]
DocumentId = Annotated[Identifier, Reference.DOCUMENT]
IndicatorRef = Annotated[IndicatorCode, Reference.INDICATOR]
TaskCode = Annotated[str, _typed(_matching(_TASK_CODE, Message(N_("a task's code, such as 03.T01")))), Textual.IDENT]
RuleCode = Annotated[str, _typed(_read_rule_code)]
ChangeableRule = Annotated[str, _typed(_read_changeable_rule)]
Number = Annotated[Decimal, _typed(read_decimal, is_number=True)]
Count = Annotated[int, _typed(_read_count)]
PeriodField = Annotated[Period, _typed(read_period)]
Boolean = Annotated[bool, _typed(_read_boolean)]

ProgrammeKind = Annotated[words.ProgrammeKind, _one_of(words.ProgrammeKind)]
Direction = Annotated[words.Direction, _one_of(words.Direction)]
Aggregation = Annotated[words.Aggregation, _one_of(words.Aggregation)]
Grain = Annotated[words.Grain, _one_of(words.Grain)]
PathShape = Annotated[words.PathShape, _one_of(words.PathShape)]
ObservationStatus = Annotated[words.ObservationStatus, _one_of(words.ObservationStatus)]
Bound = Annotated[words.Bound, _one_of(words.Bound)]
TargetStatus = Annotated[words.TargetStatus, _one_of(words.TargetStatus)]
Recurrence = Annotated[words.Recurrence, _one_of(words.Recurrence)]
FromBaseline = Annotated[words.FromBaseline, _one_of(words.FromBaseline)]
RollupBy = Annotated[words.RollupBy, _one_of(words.RollupBy)]
TaskKind = Annotated[words.TaskKind, _one_of(words.TaskKind)]
TaskStatus = Annotated[words.TaskStatus, _one_of(words.TaskStatus)]
DistrictKind = Annotated[words.DistrictKind, _one_of(words.DistrictKind)]
SourceQuality = Annotated[words.SourceQuality, _one_of(words.SourceQuality)]
RuleSetting = Annotated[words.RuleSetting, _one_of(words.RuleSetting)]


Districts = Annotated[tuple[DistrictId, ...], Length(1)] | Annotated[words.DistrictGroup, _one_of(words.DistrictGroup)]
"""Which districts have a target: a list of ids, or a group."""


def scalar_in(annotation: object) -> Scalar | None:
    """Give the mark of a field that holds one value or none; nothing for a field that holds something else."""
    waiting = [annotation]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Scalar):
            return part
        waiting += get_args(part)
    return None
