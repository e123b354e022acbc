"""What may follow what on the command line, as far as completion needs it: it must not import the commands for that.

A test holds it against the commands themselves.
"""

from __future__ import annotations

PROGRAMME, INDICATOR, DISTRICT, OWNER, SOURCE, RULE, FILE, TEXT = (
    "programme",
    "indicator",
    "district",
    "owner",
    "source",
    "rule",
    "file",
    "text",
)
"""Kinds of values: what the tracker or the program names, paths, and what nobody can guess."""

Values = str | tuple[str, ...]
"""A kind of value, or the words that are allowed."""

FLAG = ()
"""An option without a value."""

LANGUAGE: dict[str, Values] = {"--lang": ("vi", "en")}
DATA: dict[str, Values] = {"--data": FILE}
COLOR: dict[str, Values] = {"--color": ("auto", "always", "never")}
NO_CACHE: dict[str, Values] = {"--no-cache": FLAG}
HELP: dict[str, Values] = {"--help": FLAG, "-h": FLAG}
FORMAT: dict[str, Values] = {"--format": ("table", "json", "csv", "markdown")}
GLOBAL: dict[str, Values] = {**DATA, "--as-of": TEXT, **LANGUAGE, **COLOR, **NO_CACHE, "--version": FLAG, **HELP}

_VIEW: dict[str, Values] = {**FORMAT, **DATA, "--as-of": TEXT, "--rev": TEXT, **LANGUAGE, **COLOR, **NO_CACHE, **HELP}
_HORIZON: dict[str, Values] = {"--horizon": ("term", "next")}
_STATUSES = (
    *("exceeded", "attained", "on_track", "at_risk", "off_track"),
    *("in_progress", "overdue", "missed", "no_data", "no_target"),
)
_FINDINGS = ("text", "concise", "github", "gitlab", "sarif", "junit", "json")
SHELLS = ("bash", "zsh", "fish")

COMMANDS: dict[str, tuple[tuple[Values, ...], dict[str, Values]]] = {
    "status": (
        (),
        {
            "--program": PROGRAMME,
            "--status": _STATUSES,
            "--owner": OWNER,
            **_HORIZON,
            "--sort": ("code", "attainment", "deadline"),
            **_VIEW,
        },
    ),
    "district": ((DISTRICT,), {**_HORIZON, **_VIEW}),
    "show": ((INDICATOR,), {**_HORIZON, **_VIEW}),
    "explain": ((INDICATOR,), {"--district": DISTRICT, **_HORIZON, **_VIEW}),
    "rank": ((INDICATOR,), {**_HORIZON, **_VIEW}),
    "due": ((), {"--within": ("30d", "90d", "12w"), "--owner": OWNER, **_VIEW}),
    "owner": ((OWNER,), _VIEW),
    "tasks": ((), {"--program": PROGRAMME, "--owner": OWNER, "--overdue": FLAG, **_VIEW}),
    "validate": (
        (FILE,),
        {
            "--format": _FINDINGS,
            "--output": TEXT,
            "--strict": FLAG,
            "--base": TEXT,
            "--freshness": FLAG,
            **DATA,
            "--as-of": TEXT,
            **LANGUAGE,
            **COLOR,
            **NO_CACHE,
            **HELP,
        },
    ),
    "diff": (
        (TEXT, TEXT),
        {
            "--merge-base": FLAG,
            "--exit-code": FLAG,
            **FORMAT,
            **DATA,
            "--as-of": TEXT,
            **LANGUAGE,
            **COLOR,
            **HELP,
        },
    ),
    "rule": ((RULE,), {"--all": FLAG, **FORMAT, **DATA, **LANGUAGE, **COLOR, **HELP}),
    "fmt": ((FILE,), {"--check": FLAG, **DATA, **LANGUAGE, **HELP}),
    "schema": ((), {"--write": FILE, **DATA, **LANGUAGE, **HELP}),
    "record": (
        (INDICATOR, TEXT),
        {
            "--date": TEXT,
            "--of": TEXT,
            "--count": FLAG,
            "--of-target": FLAG,
            "--stated": TEXT,
            "--district": DISTRICT,
            "--source": SOURCE,
            "--published": TEXT,
            "--provisional": FLAG,
            "--estimated": FLAG,
            "--doubtful": FLAG,
            "--forecast": FLAG,
            "--bound": ("at_least", "at_most", "about"),
            "--break": FLAG,
            "--note": TEXT,
            "--withdraw": TEXT,
            "--dry-run": FLAG,
            **DATA,
            "--as-of": TEXT,
            **LANGUAGE,
            **COLOR,
            **HELP,
        },
    ),
    "new": (
        (("program", "indicator", "district", "source", "agency"), PROGRAMME),
        {
            **dict.fromkeys(("--name", "--name-en", "--title", "--title-en"), TEXT),
            "--unit": TEXT,
            "--kind": ("urban", "rural", "town", "ward", "commune"),
            **dict.fromkeys(("--publisher", "--published", "--url"), TEXT),
            "--quality": ("original", "translated", "secondary"),
            "--short": TEXT,
            "--dry-run": FLAG,
            **DATA,
            **LANGUAGE,
            **HELP,
        },
    ),
    "form": (
        (),
        {
            "--period": TEXT,
            "--output": FILE,
            "-o": FILE,
            "--program": PROGRAMME,
            "--district": DISTRICT,
            **DATA,
            "--as-of": TEXT,
            **LANGUAGE,
            **COLOR,
            **HELP,
        },
    ),
    "import": (
        (FILE,),
        {
            "--numbers": ("vi", "en"),
            "--district": DISTRICT,
            "--date": TEXT,
            "--source": SOURCE,
            "--yes": FLAG,
            "--dry-run": FLAG,
            **DATA,
            "--as-of": TEXT,
            **LANGUAGE,
            **COLOR,
            **HELP,
        },
    ),
    "report": (
        (),
        {
            "--output": FILE,
            "-o": FILE,
            "--format": ("html", "docx", "xlsx", "markdown"),
            "--program": PROGRAMME,
            "--district": DISTRICT,
            "--since": TEXT,
            **DATA,
            "--as-of": TEXT,
            "--rev": TEXT,
            **LANGUAGE,
            **COLOR,
            **HELP,
        },
    ),
    "export": (
        (),
        {
            "--output": FILE,
            "-o": FILE,
            "--format": ("csv", "json", "sqlite", "parquet", "datapackage"),
            **DATA,
            "--as-of": TEXT,
            "--rev": TEXT,
            **LANGUAGE,
            **COLOR,
            **HELP,
        },
    ),
    "init": ((FILE,), {**LANGUAGE, **HELP}),
    "completion": ((SHELLS,), {**LANGUAGE, **HELP}),
}
"""For each command its arguments in order (the last may be repeated) and its options."""
