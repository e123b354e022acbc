"""What the keys and words of the files mean, for editors: a description for every key of every record.

Keys are named as they stand in a file; those of a base class are described there. Words of the format stand in
backquotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ctrack.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.model.record import Record

Said = TypeVar("Said")

DESCRIPTIONS: Mapping[str, Mapping[str, str]] = {
    "Record": {
        "note": N_("Anything worth knowing, in free text."),
    },
    "Tracker": {
        "title": N_("The official title, in Vietnamese."),
        "title_en": N_("The title in English."),
        "period": N_("The term. A programme takes it over unless it has a `period` of its own."),
        "pace": N_("From which percentage of the required pace an indicator is on track, and at risk."),
        "stale_after": N_("After how many months the latest figure is too old to judge the pace."),
        "rules": N_("What a rule weighs here. The rules `CT0xx` and `CT6xx` cannot be changed."),
    },
    "PaceThresholds": {
        "on_track": N_("From this percentage of the required pace on, an indicator is on track."),
        "at_risk": N_("From this percentage of the required pace on, an indicator is at risk; below it, off track."),
    },
    "Unit": {
        "name": N_("The name in Vietnamese, as it stands behind a figure."),
        "name_en": N_("The name in English."),
        "min": N_("The least value that is possible."),
        "max": N_("The greatest value that is possible."),
        "integer": N_("`true`: values are whole numbers."),
        "rank": N_("`true`: values are places in a ranking, so no percentage of the target is computed."),
    },
    "Source": {
        "title": N_("The title as printed."),
        "title_en": N_("The title in English."),
        "publisher": N_("Who published it."),
        "published": N_("When it was published. From the last day of this period on, the figures in it are known."),
        "url": N_("Where to find it."),
        "quality": N_("How near it is to the original wording."),
    },
    "Agency": {
        "name": N_("The name in Vietnamese."),
        "name_en": N_("The name in English."),
        "short": N_("The abbreviation; the agency is found by it too."),
        "until": N_("The last day on which the agency existed."),
    },
    "Declared": {
        "indicators": N_("How many indicators the official document has."),
        "tasks": N_("How many tasks the official document has."),
    },
    "Assessment": {
        "date": N_("The day or period that is spoken of."),
        "of": N_("How many indicators (or tasks) it is about."),
        "attained": N_("How many of these are attained."),
        "exceeded": N_("How many of the attained ones are exceeded."),
        "expected": N_("How many are expected to be attained."),
        "on_schedule": N_("How many are on schedule."),
        "difficult": N_("How many are difficult."),
        "owner": N_("The report is about the part of this agency or district only."),
        "tasks": N_("`true`: it counts tasks, not indicators."),
        "source": N_("The document that says so."),
    },
    "TaskUpdate": {
        "date": N_("The day or period that is spoken of."),
        "status": N_("Where the task stood."),
        "due": N_("A new deadline: the last day of this period."),
        "source": N_("The document that says so."),
    },
    "Task": {
        "code": N_("The programme's code, `.T` and two digits or more. It is unique in the tracker."),
        "name": N_("What is to be delivered, in Vietnamese."),
        "name_en": N_("What is to be delivered, in English."),
        "kind": N_("What kind of thing is to be delivered."),
        "owner": N_("Who answers for it: one agency or district. By default the programme's `lead`."),
        "partners": N_("The agencies and districts that work along."),
        "serves": N_("The indicators that it works for."),
        "due": N_("The deadline is the last day of this period."),
        "source": N_("The document that sets the task."),
        "updates": N_("Where the task stood on which day. Updates are added, never changed."),
        "allow": N_("Remarks of the rules about this task that are accepted."),
    },
    "Programme": {
        "code": N_("The code, unique in the tracker. A file in `programs/` is named for it: `03` stands in `03.yaml`."),
        "number": N_("The official number; the programme is found by it too."),
        "kind": N_("What kind of document it is."),
        "title": N_("The official title, in Vietnamese."),
        "title_en": N_("The title in English."),
        "period": N_("For how long it runs. By default the tracker's `period`."),
        "issued": N_("When it was issued. Its targets are in force from then on unless they say `decided`."),
        "draft": N_("`true`: nothing in it is scored yet."),
        "lead": N_("The agency or district that answers for it, and for what in it has no `owner`."),
        "declared": N_("How many indicators and tasks the official document has; fewer may be recorded."),
        "source": N_("The document itself. Targets without a `source` cite it."),
        "assessments": N_("What the authority itself reported of it. This stands beside the counts and changes none."),
        "indicators": N_("What is measured against targets."),
        "tasks": N_("What is to be delivered."),
        "allow": N_("Remarks of the rules about this programme that are accepted."),
    },
    "DistrictProgramme": {
        "implements": N_("What it carries out: a programme of the city, or a document of `sources.yaml`."),
    },
    "Allow": {
        "rule": N_("The code of the rule, as it stands in the remark."),
        "reason": N_("Why the remark is accepted."),
    },
    "Baseline": {
        "date": N_("The period that the figure describes."),
        "value": N_("The figure that the way to the target begins with."),
        "of": N_("Out of how many."),
        "status": N_("How firm the figure is."),
        "bound": N_("A hedge printed beside the figure. It is shown and changes no arithmetic."),
        "source": N_("The document that the figure comes from."),
    },
    "Target": {
        "by": N_("The deadline is the last day of this period. By default the end of the programme's `period`."),
        "every": N_("`year`: the same target for each calendar year of the programme. It never stands beside `by`."),
        "value": N_("The lower and the upper edge at once. It never stands beside `min` or `max`."),
        "min": N_("The lower edge: “at least”."),
        "max": N_("The upper edge: “at most”. It is not below `min`."),
        "of": N_("Out of how many: `value: 27, of: 27`. The measurements then need an `of` too."),
        "from": N_("The target has a window of its own, from the first day of this period: `from: 2023, by: 2023`."),
        "from_baseline": N_("The edges count from the baseline: “thêm 2.000” is `min: 2000, from_baseline: add`."),
        "districts": N_("The districts that have this target each: a list of ids, or a group. Without it, the city."),
        "decided": N_("When it was set; in force from the last day of this period on. By default when it was issued."),
        "status": N_("`draft`: the target is listed and not scored."),
        "bound": N_("A hedge printed beside the target. It is shown and changes no arithmetic."),
        "source": N_("The document that sets the target. By default the programme's `source`."),
        "withdrawn": N_("The target was entered wrongly: from this day on it does not count. The `note` says why."),
    },
    "Measurement": {
        "date": N_("The period that the figure describes, not the day on which it was printed."),
        "value": N_("The figure. Exactly one of `value`, `count` and `of_target` stands in a measurement."),
        "count": N_("How many of `of`, in a unit of percent: the value is 100 · count / of."),
        "of_target": N_(
            "The percentage of the plan, where nothing else was printed: the value is that share of the target."
        ),
        "of": N_("Out of how many: 25/27 is `value: 25, of: 27`."),
        "stated": N_("The percentage printed beside the figure. It is compared and changes no arithmetic."),
        "published": N_("When the figure became known. By default when its `source` was published."),
        "status": N_("How firm the figure is. A forecast is shown and is never a result."),
        "bound": N_("A hedge printed beside the figure. It is shown and changes no arithmetic."),
        "break": N_("`true`: the definition changed here, and earlier figures are not comparable."),
        "source": N_("The document that the figure comes from."),
        "withdrawn": N_("The figure was entered wrongly: from this day on it does not count. The `note` says why."),
    },
    "DistrictMeasurement": {
        "indicator": N_("The city's indicator that this is the district's figure of."),
    },
    "Comparison": {
        "with": N_("Whose figure it is, for example `cả nước`."),
    },
    "Rollup": {
        "from": N_("The indicator of which the districts have values. It may be this one itself."),
        "by": N_("How the city's value is made from the districts' values."),
    },
    "Indicator": {
        "code": N_("The programme's code, a point, two digits or more, and at most one letter. Unique in the tracker."),
        "name": N_("The official name, in Vietnamese."),
        "name_en": N_("The name in English."),
        "group": N_("A heading for reports."),
        "unit": N_("The unit of its values. It is required unless there is `same_as`."),
        "direction": N_("Which way is good."),
        "aggregation": N_("How the figures of several periods make one value."),
        "per": N_("A figure describes a whole month, quarter or year. Other periods are shown and not judged."),
        "path": N_("The shape of the required path from the baseline to the target."),
        "official": N_(
            "`false`: tracked along, not one of the declared ones. By default `true`, with `parent` `false`."
        ),
        "definition": N_("What it means and how it is computed."),
        "parent": N_("This is a sub-item of that indicator of the same programme."),
        "owner": N_("Who answers for it: one agency or district. By default the programme's `lead`."),
        "partners": N_("The agencies and districts that work along."),
        "rollup": N_("The city's value is made from the districts' values."),
        "parts": N_("The indicators whose values add up to this one's. It keeps its own figures."),
        "same_as": N_(
            "This is another indicator's value, judged here by targets of its own. Figures stand there only."
        ),
        "baseline": N_("Where the way to the target begins. It is known on every day."),
        "targets": N_("What is to be reached by when. A changed target is one more entry with a later `decided`."),
        "measurements": N_("Its figures. A revised figure is one more entry with a later `published`."),
        "comparisons": N_("Figures of somebody else, shown beside it and never scored."),
        "allow": N_("Remarks of the rules about this indicator, and its values in the districts, that are accepted."),
    },
    "District": {
        "name": N_("The name, without “quận” or “huyện”."),
        "name_en": N_("The name in English."),
        "kind": N_("What kind of district it is."),
        "aliases": N_("Other spellings by which it may be asked for. Case, accents and “H.” need none."),
        "until": N_("The last day on which the unit existed. No deadline of the district is later."),
        "successor_of": N_("The units that it took over from."),
        "measurements": N_("Its values of the city's indicators, sorted by indicator and date."),
        "programs": N_("Its own action programmes."),
    },
}

RECORDS: Mapping[str, str] = {
    "Tracker": N_("What the tracker is about, for which term, and how it is judged."),
    "PaceThresholds": N_("Percentages of the required pace."),
    "Units": N_("The units of measure: a mapping from id to unit, sorted by id."),
    "Unit": N_("A unit of measure, with the limits that its values keep."),
    "Sources": N_("The documents that figures come from: a mapping from id to source, sorted by id."),
    "Source": N_("A document that figures come from."),
    "Agencies": N_("Who answers for what: a mapping from id to agency, sorted by id."),
    "Agency": N_("An agency that answers for indicators or tasks."),
    "Programme": N_("A programme: its indicators, its tasks, and what the authority itself said of it."),
    "Declared": N_("How many indicators and tasks the official document has."),
    "Assessment": N_("What the authority itself reported of the programme."),
    "Indicator": N_("An indicator: what is measured against targets."),
    "Baseline": N_("Where the way to the target begins."),
    "Target": N_("What is to be reached by when: an exact value, or a lower and an upper edge."),
    "Measurement": N_("A figure for a period."),
    "Comparison": N_("A figure of somebody else."),
    "Rollup": N_("How the city's value is made from the districts' values."),
    "Allow": N_("A remark about the data that was looked at and is accepted."),
    "Task": N_("A task: what is to be delivered."),
    "TaskUpdate": N_("Where the task stood."),
    "District": N_("A district: its values of the city's indicators, and its own programmes."),
    "DistrictMeasurement": N_("The district's figure for one of the city's indicators."),
    "DistrictProgramme": N_("A district's own action programme."),
}
"""What each record is."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "ProgrammeKind": {
        "program": N_("a work programme (chương trình)"),
        "resolution": N_("a resolution (nghị quyết)"),
        "directive": N_("a directive (chỉ thị)"),
        "plan": N_("a plan (kế hoạch)"),
    },
    "Direction": {
        "increase": N_("more is better"),
        "decrease": N_("less is better"),
        "range": N_("too little and too much both hurt"),
    },
    "Aggregation": {
        "last": N_("each figure is the level reached so far: the latest counts"),
        "sum": N_("each figure is what one period added: they are added up"),
        "average": N_("the target is an average over years: the figures are averaged"),
    },
    "Grain": {
        "month": N_("a figure describes a whole month"),
        "quarter": N_("a figure describes a whole quarter"),
        "year": N_("a figure describes a whole year"),
    },
    "PathShape": {
        "linear": N_("the same amount every year"),
        "exponential": N_("the same percentage every year"),
    },
    "ObservationStatus": {
        "final": N_("firm"),
        "provisional": N_("published, and to be confirmed (sơ bộ)"),
        "estimated": N_("an estimate (ước)"),
        "doubtful": N_("there is reason to doubt it"),
        "forecast": N_("expected, not measured (dự kiến): shown, never a result"),
    },
    "Bound": {
        "at_least": N_("the figure or more (hơn, trên)"),
        "at_most": N_("the figure or less (dưới)"),
        "about": N_("about the figure (khoảng)"),
    },
    "TargetStatus": {
        "draft": N_("listed, not scored"),
    },
    "Recurrence": {
        "year": N_("each calendar year of the programme's period"),
    },
    "FromBaseline": {
        "add": N_("the edges are added to the baseline"),
        "percent": N_("the edges are a change of the baseline in percent: “giảm 40 %” is max: -40"),
    },
    "RollupBy": {
        "count_attained": N_("how many districts have attained their target"),
        "share_attained": N_("what percentage of the districts with a target have attained it"),
        "sum": N_("the sum of the districts' values"),
        "average": N_("the average of the districts' values"),
    },
    "TaskKind": {
        "scheme": N_("a scheme (đề án)"),
        "topic": N_("a study (chuyên đề)"),
        "plan": N_("a plan (kế hoạch)"),
        "resolution": N_("a resolution (nghị quyết)"),
        "project": N_("a project (dự án)"),
        "review": N_("a review (sơ kết, tổng kết)"),
        "other": N_("anything else"),
    },
    "TaskStatus": {
        "not_started": N_("nothing was done yet"),
        "in_progress": N_("under way"),
        "done": N_("delivered"),
        "postponed": N_("put off; the update may carry a new `due`"),
        "cancelled": N_("given up"),
    },
    "DistrictKind": {
        "urban": N_("urban district (quận)"),
        "rural": N_("rural district (huyện)"),
        "town": N_("town (thị xã)"),
        "ward": N_("ward (phường)"),
        "commune": N_("commune (xã)"),
    },
    "DistrictGroup": {
        "all": N_("every district"),
        "urban": N_("every urban district (quận)"),
        "rural": N_("every rural district (huyện)"),
        "town": N_("every town (thị xã)"),
    },
    "SourceQuality": {
        "original": N_("the original wording"),
        "translated": N_("a translation"),
        "secondary": N_("second hand: somebody reports what the original says"),
    },
    "RuleSetting": {
        "off": N_("the rule is not applied"),
        "info": N_("the rule only informs"),
        "warning": N_("the rule warns"),
        "error": N_("the rule's findings are errors"),
    },
}
"""What each word of an enumeration means."""

EXAMPLES: Mapping[str, Mapping[str, str | int]] = {
    "Tracker": {"period": "2021..2025"},
    "Source": {"published": "2024-04-07", "url": "https://example.org/03-CTr-TU.html"},
    "Agency": {"short": "SXD", "until": "2025-02-28"},
    "Assessment": {"date": "2025-03-20"},
    "TaskUpdate": {"date": "2024-04-15", "due": "2024-12"},
    "Task": {"code": "03.T01", "due": "2024-06"},
    "Programme": {"code": "03", "number": "03-CTr/TU", "period": "2021..2025", "issued": "2021-03-17"},
    "Allow": {"rule": "CT307"},
    "Baseline": {"date": 2020},
    "Target": {"by": 2025, "from": 2023, "decided": "2022-01-10", "withdrawn": "2024-03-01"},
    "Measurement": {"date": "2024-H1", "published": "2024-08", "withdrawn": "2024-03-01"},
    "Comparison": {"with": "cả nước"},
    "Indicator": {"code": "03.01"},
    "District": {"until": "2025-06-30"},
}
"""What could stand behind a key whose form needs showing: editors offer it."""


def inherited(table: Mapping[str, Mapping[str, Said]], model: type[Record], key: str) -> tuple[Said, ...]:
    """Give what `table` says of a key of `model` or of the classes that it is made from, the nearest first."""
    tables = (table.get(base.__name__, {}) for base in model.__mro__)
    return tuple(said[key] for said in tables if key in said)
