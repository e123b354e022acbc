"""The words of the views: what each status, flag, reason and codelist word is called, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.formulas import Quantity
from ctrack.assess.results import Flag, Reason, Status
from ctrack.assess.roles import Role
from ctrack.assess.targets import Choice
from ctrack.assess.verdict import Question
from ctrack.i18n import N_
from ctrack.render.page import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.model.words import DistrictKind, TaskStatus

TONES: Mapping[Status, Tone] = {
    Status.EXCEEDED: Tone.GOOD,
    Status.ATTAINED: Tone.GOOD,
    Status.ON_TRACK: Tone.GOOD,
    Status.AT_RISK: Tone.FAIR,
    Status.OFF_TRACK: Tone.BAD,
    Status.IN_PROGRESS: Tone.PLAIN,
    Status.OVERDUE: Tone.BAD,
    Status.MISSED: Tone.BAD,
    Status.NO_DATA: Tone.MUTED,
    Status.NO_TARGET: Tone.MUTED,
}

STATUS_NAMES: Mapping[Status, str] = {
    Status.EXCEEDED: N_("exceeded"),
    Status.ATTAINED: N_("attained"),
    Status.ON_TRACK: N_("on track"),
    Status.AT_RISK: N_("at risk"),
    Status.OFF_TRACK: N_("off track"),
    Status.IN_PROGRESS: N_("in progress"),
    Status.OVERDUE: N_("overdue"),
    Status.MISSED: N_("missed"),
    Status.NO_DATA: N_("no data"),
    Status.NO_TARGET: N_("no target"),
}

FLAG_NAMES: Mapping[Flag, str] = {
    Flag.ESTIMATED: N_("estimated"),
    Flag.PROVISIONAL: N_("provisional"),
    Flag.DOUBTFUL: N_("doubtful"),
    Flag.DERIVED: N_("derived"),
    Flag.STALE: N_("stale"),
    Flag.LATE: N_("late"),
    Flag.LOST: N_("lost"),
    Flag.BREAK: N_("break"),
    Flag.INCOMPLETE: N_("incomplete"),
    Flag.PARTIAL: N_("partial"),
    Flag.DISPUTED: N_("disputed"),
}

FLAG_MEANINGS: Mapping[Flag, str] = {
    Flag.ESTIMATED: N_("the source calls the figure an estimate"),
    Flag.PROVISIONAL: N_("the figure is provisional"),
    Flag.DOUBTFUL: N_("the figure is doubtful"),
    Flag.DERIVED: N_("only the percentage of the plan is known"),
    Flag.STALE: N_("the latest figure is too old to judge the pace"),
    Flag.LATE: N_("reached after the deadline"),
    Flag.LOST: N_("reached before, not any more"),
    Flag.BREAK: N_("the definition changed; earlier figures are not comparable"),
    Flag.INCOMPLETE: N_("some periods or districts have not reported"),
    Flag.PARTIAL: N_("the figure covers the beginning of the period only"),
    Flag.DISPUTED: N_("another source gives another figure"),
}

STATUS_MEANINGS: Mapping[Status, str] = {
    Status.ON_TRACK: N_("at least {on_track} % of the required pace"),
    Status.AT_RISK: N_("{at_risk} to {on_track} % of the required pace"),
    Status.OFF_TRACK: N_("below {at_risk} % of the required pace, or a target on the way was missed"),
    Status.IN_PROGRESS: N_("the pace cannot be judged; `ctrack show` says why"),
    Status.OVERDUE: N_("the deadline is past and the final figure is missing"),
    Status.MISSED: N_("the final figure falls short of the target"),
    Status.NO_DATA: N_("no figure is known"),
    Status.NO_TARGET: N_("there is nothing to judge against"),
}

REASONS: Mapping[Reason, str] = {
    Reason.NO_TARGET: N_("no target"),
    Reason.NO_DATA: N_("no data"),
    Reason.ZERO_TARGET: N_("the target is zero: there is no ratio"),
    Reason.NEGATIVE_TARGET: N_("the target is negative: there is no ratio"),
    Reason.NO_RATIO: N_("no ratio makes sense here"),
    Reason.DIFFERENT_OF: N_("value and target are of different totals"),
    Reason.NO_BASELINE: N_("no baseline before the value"),
    Reason.BASELINE_MEETS_TARGET: N_("the start already met the target"),
    Reason.BREAK: N_("the definition changed after the baseline"),
    Reason.NOT_A_LEVEL: N_("a sum or an average has no way from a baseline"),
    Reason.NO_START: N_("nothing to start from: no baseline, and no earlier figure"),
    Reason.NEGATIVE_VALUE: N_("an exponential path needs positive numbers"),
    Reason.AFTER_DEADLINE: N_("the start lies after the deadline"),
    Reason.INCOMPLETE: N_("some periods are missing"),
}


DIRECTION_NAMES: Mapping[str, str] = {
    "increase": N_("to increase"),
    "decrease": N_("to decrease"),
    "range": N_("to stay in a range"),
}
AGGREGATION_NAMES: Mapping[str, str] = {
    "last": N_("the latest value counts"),
    "sum": N_("values are added up"),
    "average": N_("values are averaged"),
}
GRAIN_NAMES: Mapping[str, str] = {
    "year": N_("only values of whole years are judged"),
    "quarter": N_("only values of whole quarters are judged"),
    "month": N_("only values of whole months are judged"),
}
ROLLUP_NAMES: Mapping[str, str] = {
    "count_attained": N_("number of districts that attain {code}"),
    "share_attained": N_("percentage of districts that attain {code}"),
    "sum": N_("sum of the districts' values of {code}"),
    "average": N_("average of the districts' values of {code}"),
}
UNSCORED_NAMES: Mapping[str, str] = {
    "draft": N_("draft, not scored"),
    "withdrawn": N_("withdrawn"),
    "replaced": N_("replaced by a later decision"),
    "unfit_edges": N_("not scored: its edges do not fit"),
    "no_baseline": N_("not scored: counts from a baseline that is not recorded"),
}
OBSERVATION_NAMES: Mapping[str, str] = {
    "final": N_("final"),
    "provisional": N_("provisional"),
    "estimated": N_("estimated"),
    "doubtful": N_("doubtful"),
    "forecast": N_("forecast"),
}


DISTRICT_KINDS: Mapping[DistrictKind | str, str] = {
    "urban": N_("urban district"),
    "rural": N_("rural district"),
    "town": N_("town"),
    "ward": N_("ward"),
    "commune": N_("commune"),
}

TASK_STATUS: Mapping[TaskStatus | str, str] = {
    "not_started": N_("not started"),
    "in_progress": N_("in progress"),
    "done": N_("done"),
    "postponed": N_("postponed"),
    "cancelled": N_("cancelled"),
}

QUANTITY_NAMES: Mapping[Quantity, str] = {
    Quantity.LOWER_EDGE: N_("Lower edge of the target"),
    Quantity.UPPER_EDGE: N_("Upper edge of the target"),
    Quantity.VALUE: N_("Value"),
    Quantity.ATTAINMENT: N_("Attainment"),
    Quantity.PROGRESS: N_("Progress"),
    Quantity.EXPECTED: N_("Expected by then"),
    Quantity.PACE: N_("Pace"),
    Quantity.PROJECTED: N_("Projected at the deadline"),
    Quantity.PER_YEAR: N_("Change per year so far"),
    Quantity.PER_YEAR_NEEDED: N_("Change per year needed"),
}
TERM_NAMES: Mapping[str, str] = {
    "lo": N_("lower edge of the target"),
    "hi": N_("upper edge of the target"),
    "g": N_("goal, the edge that the path leads to"),
    "b": N_("start of the path"),
    "p": N_("an earlier target on the path"),
    "m": N_("the next target on the path"),
    "e": N_("expected value"),
    "v": N_("value"),
    "bound": N_("the target as written"),
    "dist_v": N_("distance of the value from the target"),
    "dist_b": N_("distance of the start from the target"),
    "attained": N_("districts that attain it"),
    "districts": N_("districts that have a target"),
    "tau_t": N_("end of the value's period, in years"),
    "tau_b": N_("the start's day, in years"),
    "tau_p": N_("the earlier target's day, in years"),
    "tau_m": N_("the next target's day, in years"),
    "tau_g": N_("the goal's day, in years"),
}
QUESTIONS: Mapping[Question, str] = {
    Question.HAS_TARGET: N_("Is there nothing to judge against?"),
    Question.HAS_DATA: N_("Is no value known?"),
    Question.OTHER_TOTAL: N_("Are value and target of different totals?"),
    Question.MET: N_("Is the target met?"),
    Question.RESULT_IN: N_("Is the result in?"),
    Question.PAST_DEADLINE: N_("Is the deadline past?"),
    Question.BEYOND_HELP: N_("Was it met at the start and lost since, or a ceiling passed?"),
    Question.STALE: N_("Is the value too old to judge the pace?"),
    Question.ON_PACE: N_("Is the pace enough?"),
    Question.NEAR_PACE: N_("Is it nearly enough?"),
    Question.BEHIND_PACE: N_("Is it less?"),
    Question.SAFE_WITHOUT_PACE: N_("Is it safe although there is no pace?"),
    Question.MILESTONE_MISSED: N_("Was a target on the way missed?"),
    Question.NO_PACE: N_("Is there no pace to judge by?"),
}
CHOICES: Mapping[Choice, str] = {
    Choice.ONLY: N_("judged: the only one in force"),
    Choice.LAST_IN_PERIOD: N_("judged: the last inside the programme's period"),
    Choice.FIRST_AFTER_PERIOD: N_("judged: the first after the programme's period"),
    Choice.LAST: N_("judged: the last"),
    Choice.LATEST_WITH_VALUE: N_("judged: the latest that has begun and has a value"),
    Choice.LATEST_BEGUN: N_("judged: the latest that has begun"),
    Choice.FIRST_WINDOW: N_("judged: the first"),
    Choice.NEXT: N_("judged: the next"),
    Choice.OF_YEAR: N_("judged: the last of the year"),
}
ROLES: Mapping[Role, str] = {
    Role.COUNTS: N_("counts"),
    Role.STARTS_PATH: N_("start of the path"),
    Role.EARLIER: N_("earlier: history"),
    Role.REPLACED: N_("another figure for the period wins"),
    Role.PART_PERIOD: N_("not a whole period: shown, not judged"),
    Role.INSIDE_LONGER: N_("inside a longer period"),
    Role.OUTSIDE_WINDOW: N_("outside the target's window"),
    Role.ROLLED_UP: N_("the districts' values reach later"),
    Role.FORECAST: N_("a forecast is no result"),
    Role.NOT_KNOWN_YET: N_("not known yet on that day"),
    Role.WITHDRAWN: N_("withdrawn"),
    Role.NO_PLAN: N_("a percentage of a plan that is not in force"),
}
