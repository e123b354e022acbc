"""The words of the views: what each status, flag, reason and codelist word is called, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.results import Flag, Reason, Status
from ctrack.findings import Severity
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

SEVERITY_NAMES: Mapping[Severity, str] = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.INFO: N_("info"),
}
