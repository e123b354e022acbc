"""The steps along the required path: expected value, pace, projection and rates, each written out as a formula."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from ctrack.assess.formulas import Formula, Quantity, Step, Term
from ctrack.assess.results import NotComputed
from ctrack.values.periods import tau

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ctrack.assess.case import Case
    from ctrack.assess.results import Computed, Goal, Pace, Start


def _moment(name: str, day: date) -> Term:
    return Term(name=name, number=tau(day), day=day)


def pace_steps(case: Case, pace: Pace, stops: Sequence[Goal]) -> Iterator[Step]:
    """Write the expected value, the pace and what follows from it; `stops` are the goals on the path, the last too."""
    if pace.start is None or pace.expected is None:
        if not isinstance(pace.percent, NotComputed):  # an average is judged by its attainment so far
            ratio = Term(name="attainment", number=pace.percent)
            yield Step(
                quantity=Quantity.PACE,
                computed=pace.percent,
                formula=Formula(template="{attainment}", terms=(ratio,)),
            )
            return
        yield Step(quantity=Quantity.PACE, computed=pace.percent)
        return
    path = _Path(case, pace, pace.start, stops)
    yield path.expected(pace.expected)
    yield path.pace(pace.percent)
    yield from path.outlook()


class _Path:
    """The terms that the formulas along a path share."""

    def __init__(self, case: Case, pace: Pace, start: Start, stops: Sequence[Goal]) -> None:
        self.case, self.row_pace, self.start, self.stops = case, pace, start, stops
        goal, value = case.goal, case.value
        self.is_exponential = (
            case.row.entry.meaning.path == "exponential"
            and case.row.aggregation == "last"
            and case.row.direction != "range"
        )
        self.begin = Term(name="b", number=start.amount, record=start.record)
        self.amount = Term(name="v", number=value.amount)
        self.goal = Term(name="g", number=goal.edge(start.amount), record=goal.target)
        self.start_day = _moment("tau_b", start.day)
        self.value_day = _moment("tau_t", value.last)
        self.goal_day = _moment("tau_g", goal.deadline)

    def expected(self, expected: Fraction) -> Step:
        """Write the height of the path at the value's day."""
        is_over = self.case.value.last >= self.case.goal.deadline
        if is_over:
            formula = Formula(template="{g}", terms=(self.goal,))
        elif self.is_exponential:
            formula = Formula(
                template="{b} * ({g} / {b}) ** (({tau_t} - {tau_b}) / ({tau_g} - {tau_b}))",
                terms=(self.begin, self.goal, self.value_day, self.start_day, self.goal_day),
            )
        else:
            formula = self._segment()
        return Step(quantity=Quantity.EXPECTED, computed=expected, formula=formula)

    def _segment(self) -> Formula:
        """Write the straight piece of the path on which the value's day lies."""
        moment = tau(self.case.value.last)
        corners = [(self.begin, self.start_day)]
        for stop in self.stops:
            name = "g" if stop is self.case.goal else "m"
            height = Term(name=name, number=stop.edge(self.start.amount), record=stop.target)
            corners.append((height, _moment(f"tau_{name}", stop.deadline)))
        left, right = next(pair for pair in pairwise(corners) if moment <= pair[1][1].number)
        low, low_day = _renamed(left, "p") if left[0] is not self.begin else left
        high, high_day = right
        return Formula(
            template=(
                f"{{{low.name}}} + ({{{high.name}}} - {{{low.name}}}) * "
                f"({{tau_t}} - {{{low_day.name}}}) / ({{{high_day.name}}} - {{{low_day.name}}})"
            ),
            terms=(low, high, self.value_day, low_day, high_day),
        )

    def pace(self, percent: Computed) -> Step:
        """Write the change so far in percent of the change that is required."""
        if isinstance(percent, NotComputed):
            return Step(quantity=Quantity.PACE, computed=percent)
        return Step(quantity=Quantity.PACE, computed=percent, formula=self._pace())

    def _pace(self) -> Formula:
        case, goal = self.case, self.case.goal
        expected = Term(name="e", number=self.row_pace.expected or Fraction(0))
        if self.is_exponential:
            sign = "" if case.row.direction == "increase" else "-"
            return Formula(
                template=(
                    f"{sign}100 * (({{v}} / {{b}}) ** (1 / ({{tau_t}} - {{tau_b}})) - 1)"
                    " / abs(({g} / {b}) ** (1 / ({tau_g} - {tau_b})) - 1)"
                ),
                terms=(self.amount, self.begin, self.goal, self.value_day, self.start_day, self.goal_day),
            )
        if case.row.aggregation == "sum" and case.row.direction == "decrease":
            return Formula(template="100 * {e} / {v}", terms=(expected, self.amount))
        if case.row.direction == "range":
            terms = (
                Term(name="dist_b", number=goal.distance(self.start.amount), record=self.start.record),
                Term(name="dist_v", number=goal.distance(case.value.amount)),
                expected,
                self.begin,
            )
            return Formula(template="100 * ({dist_b} - {dist_v}) / abs({e} - {b})", terms=terms)
        return Formula(
            template="100 * ({v} - {b}) / ({e} - {b})",
            terms=(self.amount, self.begin, expected),
        )

    def outlook(self) -> Iterator[Step]:
        """Write where the rate so far leads, how fast it goes, and how fast it would have to go."""
        pace = self.row_pace
        if pace.projected is not None:
            yield Step(quantity=Quantity.PROJECTED, computed=pace.projected, formula=self._projected())
        if pace.per_year is not None:
            formula = Formula(
                template="({v} - {b}) / ({tau_t} - {tau_b})",
                terms=(self.amount, self.begin, self.value_day, self.start_day),
            )
            yield Step(quantity=Quantity.PER_YEAR, computed=pace.per_year, formula=formula)
        if pace.per_year_needed is not None:
            formula = Formula(
                template="({g} - {v}) / ({tau_g} - {tau_t})",
                terms=(self.goal, self.amount, self.goal_day, self.value_day),
            )
            yield Step(quantity=Quantity.PER_YEAR_NEEDED, computed=pace.per_year_needed, formula=formula)

    def _projected(self) -> Formula:
        if self.case.value.last >= self.case.goal.deadline:
            return Formula(template="{v}", terms=(self.amount,))
        terms = (self.begin, self.amount, self.goal_day, self.start_day, self.value_day)
        if self.is_exponential:
            return Formula(template="{b} * ({v} / {b}) ** (({tau_g} - {tau_b}) / ({tau_t} - {tau_b}))", terms=terms)
        return Formula(template="{b} + ({v} - {b}) * ({tau_g} - {tau_b}) / ({tau_t} - {tau_b})", terms=terms)


def _renamed(corner: tuple[Term, Term], name: str) -> tuple[Term, Term]:
    """Name the corner that a piece of the path starts from, where it is not the beginning."""
    height, day = corner
    return (
        Term(name=name, number=height.number, record=height.record),
        Term(name=f"tau_{name}", number=day.number, day=day.day),
    )
