"""Formulas as a reader writes them: with names, with numbers, and the result exact and as it is shown."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.formulas import Quantity
from ctrack.assess.results import NotComputed
from ctrack.render import text
from ctrack.values.numbers import as_decimal, exact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.assess.formulas import Formula, Step, Term
    from ctrack.model.codelists import Unit
    from ctrack.values.numbers import Number

LONGEST = 24
"""An exact number with more characters is cut, and ends with three dots."""

PLACES = 12
PERCENTAGES = frozenset({Quantity.ATTAINMENT, Quantity.PROGRESS, Quantity.PACE})
CHANGES = frozenset({Quantity.PER_YEAR, Quantity.PER_YEAR_NEEDED})

_ABSOLUTE = re.compile(r"\babs\(")
_SIGNS: Mapping[str, str] = {" ** ": " ^ ", " * ": " × ", " - ": " − "}  # noqa: RUF001 - signs of arithmetic
_LETTERS: Mapping[str, str] = {
    **{f"tau_{name}": f"τ({name})" for name in "tbpmg"},
    **{f"dist_{name}": f"dist({name})" for name in "vb"},
}


def symbol(name: str) -> str:
    """Write a term's name as the method does."""
    return _LETTERS.get(name, name)


def with_names(formula: Formula) -> str:
    """Write a formula with the names of its terms."""
    return _written(formula, {term.name: symbol(term.name) for term in formula.terms})


def with_numbers(formula: Formula) -> str:
    """Write a formula with its numbers, which anybody can compute again."""
    return _written(formula, {term.name: _number(term) for term in formula.terms})


def _written(formula: Formula, filling: Mapping[str, str]) -> str:
    template = formula.template
    for ours, theirs in _SIGNS.items():
        template = template.replace(ours, theirs)
    if template.startswith("-"):
        template = f"−{template[1:]}"  # noqa: RUF001
    return _bars(template).format_map(filling)


def _bars(template: str) -> str:
    """Write an absolute value between bars."""
    match = _ABSOLUTE.search(template)
    if match is None:
        return template
    depth, end = 1, match.end()
    while depth:
        depth += {"(": 1, ")": -1}.get(template[end], 0)
        end += 1
    return f"{template[: match.start()]}|{template[match.end() : end - 1]}|{template[end:]}"


def _number(term: Term) -> str:
    if term.day is not None:
        rest = term.number - term.day.year
        whole = f"{int(term.number)}"
        return whole if exact(rest) in {0, 1} else f"({term.day.year} + {fraction_text(exact(rest))})"
    written = exact_text(term.number)
    return f"({written})" if term.number < 0 or "/" in written else written


def fraction_text(number: Fraction) -> str:
    """Write a fraction as it stands."""
    return f"{text.number_text(Fraction(number.numerator))}/{text.number_text(Fraction(number.denominator))}"


def exact_text(number: Number) -> str:
    """Write a number exactly, as a decimal or a fraction; one that is too long is cut, which three dots show."""
    decimal = as_decimal(number)
    if decimal is not None and len(written := text.number_text(decimal)) <= LONGEST:
        return written
    written = fraction_text(exact(number))
    return written if decimal is None and len(written) <= LONGEST else decimal_text(number)


def decimal_text(number: Number) -> str:
    """Write a number with twelve decimals, and three dots where there are more; what is cut is not rounded."""
    whole = abs(exact(number)) * 10**PLACES
    cut = Decimal((int(number < 0), tuple(map(int, str(int(whole)))), -PLACES))
    is_whole = int(whole) == whole
    return text.number_text(cut.normalize() if is_whole else cut) + ("" if is_whole else "…")


def result_lines(step: Step) -> list[str]:
    """Write how a step is computed, line under line: with names, with numbers, exactly, as a decimal."""
    if isinstance(step.computed, NotComputed) or step.formula is None:
        return []
    lines = [with_names(step.formula)]
    for line in (with_numbers(step.formula), exact_text(step.computed)):
        if line != lines[-1].removeprefix("= "):
            lines.append(f"{'≈' if line.endswith('…') else '='} {line}")
    if "/" in exact_text(step.computed):
        lines.append(f"≈ {decimal_text(step.computed)}")
    return lines


def shown(step: Step, unit: Unit) -> str:
    """Write the result as the views show it, rounded."""
    if isinstance(step.computed, NotComputed):
        return ""
    if step.quantity in PERCENTAGES:
        return text.percent_text(step.computed)
    write = text.change_text if step.quantity in CHANGES else text.figure_text
    as_measured = step.formula.terms[0].number if step.formula and step.formula.template == "{v}" else step.computed
    return write(as_measured, unit)


def shown_number(step: Step) -> str | None:
    """Write the result as the views round it, in plain digits and without a unit."""
    if isinstance(step.computed, NotComputed):
        return None
    return f"{text.rounded(step.computed, text.PERCENT_PLACES if step.quantity in PERCENTAGES else None):f}"


def fraction_digits(number: Number) -> str:
    """Write a number exactly, in plain digits: `2500/27`, or `25` where it is whole."""
    return str(exact(number))
