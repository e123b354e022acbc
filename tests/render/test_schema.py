"""The schemas for editors say what the models say, of every key, and refuse nothing that the files may hold."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from ctrack import i18n
from ctrack.compiled import ValidationError
from ctrack.findings import Severity
from ctrack.model import fields, words
from ctrack.model.descriptions import DESCRIPTIONS, EXAMPLES, RECORDS, WORDS, inherited
from ctrack.model.fields import Reference
from ctrack.model.kinds import MODELS
from ctrack.model.raw import HIDDEN, POINTER_KEY
from ctrack.model.record import Record
from ctrack.model.validation import validator_of
from ctrack.render.ids import Ids, ids_of
from ctrack.render.schema import modeline, schema_files, schema_for, schema_name, to_schema
from ctrack.store import load as store
from ctrack.store.locate import list_files
from tests.support import TRACKER, UNITS, loaded, sound

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[2] / "data"
KINDS = list(MODELS)
IDS = Ids(
    units={"criterion": "tiêu chí"},
    sources={"ctr-03": "Chương trình 03"},
    agencies={"so-noi-vu": "Sở Nội vụ"},
    districts={"gia-lam": "Gia Lâm"},
    programmes={"03": "Programme 03"},
    indicators={"03.01": "An indicator"},
)
ENTITIES = {
    "sources.yaml": "ctr-03: {title: A programme}\n",
    "agencies.yaml": "so-noi-vu: {name: Sở Nội vụ}\n",
    "districts/gia-lam.yaml": "name: Gia Lâm\nkind: rural\n",
    "programs/03.yaml": 'code: "03"\ntitle: A programme\n',
}


def as_an_editor_reads(text: str) -> Any:  # noqa: ANN401 - any YAML
    """Read YAML 1.2 with the types of its core schema; dates are text there."""
    return _plain(YAML(typ="safe", pure=True).load(text))


def _plain(node: object) -> object:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    return node.isoformat() if isinstance(node, date) else node


def validator(kind: str, ids: Ids = IDS) -> Draft7Validator:
    return Draft7Validator(json.loads(to_schema(kind, ids)))


def problems(kind: str, text: str, ids: Ids = IDS) -> list[str]:
    return [error.message for error in validator(kind, ids).iter_errors(as_an_editor_reads(text))]


def records(base: type[Record] = Record) -> Iterator[type[Record]]:
    for model in base.__subclasses__():
        yield model
        yield from records(model)


def keys_of(model: type[Record]) -> set[str]:
    return {field.key for field in model.fields.values()} - {POINTER_KEY}


def inherited_keys(model: type[Record]) -> set[str]:
    bases = (base for base in model.__mro__[1:] if issubclass(base, Record))
    return {key for base in bases for key in keys_of(base)}


def properties_of(kind: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """List every property of a schema: record, key, what is said of it."""
    written = json.loads(to_schema(kind, IDS))
    for name, definition in {kind: written, **written["definitions"]}.items():
        yield from ((name, key, said) for key, said in definition.get("properties", {}).items())


# The schemas and the models


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_schema_of_draft_7(kind: str) -> None:
    Draft7Validator.check_schema(json.loads(to_schema(kind, IDS)))
    Draft7Validator.check_schema(json.loads(to_schema(kind, Ids())))


def test_there_is_a_schema_for_every_kind_of_file() -> None:
    assert set(schema_files(IDS)) == {schema_name(kind) for kind in MODELS}


def test_every_record_has_the_keys_of_its_model() -> None:
    seen: dict[str, set[str]] = {}
    for kind in MODELS:
        written: dict[str, Any] = schema_for(kind, IDS)
        seen |= {name: set(said["properties"]) for name, said in written["definitions"].items() if "properties" in said}
        if "properties" in written:
            seen[kind.capitalize()] = set(written["properties"])

    assert seen == {model.__name__: keys_of(model) for model in records()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described(kind: str) -> None:
    assert [(name, key) for name, key, said in properties_of(kind) if not said["markdownDescription"]] == []
    assert [(name, key) for name, key, said in properties_of(kind) if "`" in said["description"]] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_a_key_is_refused_everywhere(kind: str) -> None:
    written: dict[str, Any] = schema_for(kind, IDS)
    everything = [written, *written["definitions"].values()]
    assert all(said["additionalProperties"] is False for said in everything if "properties" in said)


# The descriptions


def test_every_key_of_every_model_is_described_once_and_nothing_else_is() -> None:
    models: list[type[Record]] = [Record, *records()]
    own = {model.__name__: keys_of(model) - inherited_keys(model) for model in models}
    assert {name: set(described) for name, described in DESCRIPTIONS.items()} == {k: v for k, v in own.items() if v}


def test_every_record_is_described() -> None:
    files = {kind.capitalize() for kind in MODELS}
    assert set(RECORDS) == files | {model.__name__ for model in records()}


def test_every_word_of_every_enumeration_is_described() -> None:
    codelists = [codelist for codelist in StrEnum.__subclasses__() if codelist.__module__ == words.__name__]
    assert {name: list(meanings) for name, meanings in WORDS.items()} == {
        codelist.__name__: [str(word) for word in codelist] for codelist in codelists
    }


def test_the_examples_are_of_keys_and_can_be_read() -> None:
    models = {model.__name__: model for model in records()}
    for name, examples in EXAMPLES.items():
        for key, example in examples.items():
            field = next(field for field in models[name].fields.values() if field.key == key)
            assert validator_of(field.annotation).validate_python(str(example)), (name, key)


def test_descriptions_are_sentences_and_meanings_are_not() -> None:
    texts = [*RECORDS.values(), *(text for described in DESCRIPTIONS.values() for text in described.values())]
    assert [text for text in texts if not text.endswith(".") or text.count("`") % 2] == []
    assert [text for meanings in WORDS.values() for text in meanings.values() if text.endswith(".")] == []


def test_the_nearest_description_counts() -> None:
    model = next(model for model in records() if model.__name__ == "Comparison")
    assert inherited({"Comparison": {"date": 1}, "Measurement": {"date": 2, "of": 3}}, model, "date") == (1, 2)
    assert inherited({"Measurement": {"of": 3}}, model, "of") == (3,)
    assert inherited({}, model, "of") == ()


def test_the_texts_are_in_the_language_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shouting:
        def gettext(self, message: str) -> str:
            return message.upper()

    monkeypatch.setattr(i18n._Active, "catalogue", Shouting())  # noqa: SLF001
    written: dict[str, Any] = schema_for("units", IDS)
    assert written["description"] == RECORDS["Units"].upper()
    assert written["definitions"]["Unit"]["properties"]["min"]["description"] == "THE LEAST VALUE THAT IS POSSIBLE."


# What is accepted


@pytest.fixture(scope="module")
def city() -> store.Loaded:
    return store.load(DATA)


@pytest.mark.parametrize("file", [pytest.param(file, id=file.name) for file in list_files(DATA)])
def test_the_tracker_of_this_repository_has_no_error(city: store.Loaded, file: Any) -> None:  # noqa: ANN401
    text = (DATA / file.name).read_text(encoding="utf-8")
    assert problems(file.kind, text, ids_of(city.dataset)) == []
    assert problems(file.kind, text, Ids()) == []


def programme(lines: str) -> str:
    return f'code: "03"\ntitle: A programme\n{lines}\n'


def indicator(lines: str) -> str:
    return programme(f'indicators:\n  - {{code: "03.01", name: An indicator, unit: percent, {lines}}}')


def measurement(entry: str) -> str:
    return indicator(f"measurements: [{{{entry}}}]")


def target(entry: str) -> str:
    return indicator(f"targets: [{{{entry}}}]")


def files_with(kind: str, text: str) -> dict[str, str]:
    name = {"programme": "programs/03.yaml", "district": "districts/gia-lam.yaml"}.get(kind, f"{kind}.yaml")
    return ENTITIES | {"tracker.yaml": TRACKER, "units.yaml": UNITS} | {name: text}


SOUND = [
    ("tracker", "title: A tracker\nperiod: 2021..2025\nrules: {CT403: off, 'CT407': info}\npace: {on_track: 90.5}\n"),
    ("tracker", "title: 2025\nperiod: 2021\nstale_after: '6'\nnote: |\n  Two\n  lines\n"),
    ("units", "criterion: {name: tiêu chí, min: -1, max: 1.50, integer: 'true'}\n7: {name: 12}\n"),
    ("sources", "ctr-03:\n  title: >\n    folded\n    lines\n  published: 2022-04-07\n  quality: secondary\n"),
    ("agencies", "so-noi-vu: {name: Sở Nội vụ, until: 2025-02-28}\n"),
    ("programme", "code: 03\ntitle: A programme\nlead: gia-lam\nkind: plan\ndraft: true\ndeclared: {tasks: 3}\n"),
    ("programme", programme("tasks: [{code: 03.T01, name: A, due: 2021-Q4, updates: [{date: 2021, status: done}]}]")),
    ("programme", indicator("baseline: {date: 2020, value: 0}, rollup: {from: '03.01', by: sum}")),
    ("programme", target("by: 2025-H1, from: 2023, min: 1, max: '2', districts: [gia-lam]")),
    ("programme", target("every: year, value: +3, districts: rural, from_baseline: add")),
    ("programme", measurement("date: 2024-01..2024-09, count: 25, of: 27, stated: 92.6, break: true")),
    ("programme", measurement("date: 2024-04, of_target: 142, status: estimated, bound: about, source: ctr-03")),
    ("programme", indicator("comparisons: [{with: cả nước, date: 2024, value: 3}], official: false, per: year")),
    (
        "district",
        "name: Gia Lâm\nkind: rural\naliases: [H. Gia Lâm]\nprograms: [{code: gl, title: A, implements: 03}]\n",
    ),
]


@pytest.mark.parametrize(("kind", "text"), SOUND)
def test_what_the_program_reads_is_accepted(kind: str, text: str) -> None:
    found = loaded(files_with(kind, text)).findings
    assert [str(item.finding.message) for item in found if item.severity is Severity.ERROR] == []
    assert problems(kind, text) == []


SCALARS = {
    "number": fields.Number,
    "count": fields.Count,
    "period": fields.PeriodField,
    "boolean": fields.Boolean,
    "id": fields.Identifier,
    "indicator-code": fields.IndicatorCode,
    "task-code": fields.TaskCode,
    "rule": fields.RuleCode,
    "changeable-rule": fields.ChangeableRule,
    "line": fields.Text,
    "text": fields.FreeText,
}
LIKE = {
    "number": r"[-+]?[0-9]{1,3}([.,][0-9]{1,2})?",
    "count": r"[-+]?[0-9]{1,2}(\.[01]{1,2})?",
    "period": r"[12][0-9]{3}(-[HQ0-3][0-9]?(-[0-3][0-9])?)?(\.\.2[0-9]{3}(-[HQ01][0-9]?)?)?",
    "boolean": "true|false|True|yes",
    "id": "[a-z0-9A-]{1,5}",
    "indicator-code": r"[a-z0-9-]{1,3}\.[0-9]{1,3}[a-c]?",
    "task-code": r"[a-z0-9-]{1,3}\.T[0-9]{1,3}",
    "rule": "CT[0-9]{2,4}",
    "changeable-rule": "CT[0-9]{3}",
    "line": r"[ a\n]{1,5}",
    "text": r"[ a\n]{1,5}",
}
CALENDAR = {"period"}


def reads(name: str, text: str) -> bool:
    try:
        validator_of(SCALARS[name]).validate_python(text)
    except ValidationError:
        return False
    return True


def accepts(name: str, value: object) -> bool:
    definitions = {found: said for kind in KINDS for found, said in schema_for(kind, Ids())["definitions"].items()}  # type: ignore[union-attr]
    return bool(Draft7Validator(json.loads(json.dumps(definitions[name], default=str))).is_valid(value))


@pytest.mark.parametrize("name", SCALARS)
@given(data=st.data())
def test_a_scalar_passes_when_and_only_when_the_program_reads_it(name: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(LIKE[name], fullmatch=True))

    if reads(name, text):
        assert accepts(name, text)
    elif name not in CALENDAR:
        assert not accepts(name, text)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("number", "30.820"),
        ("number", "-7"),
        ("count", "12"),
        ("period", "2022"),
        ("period", "2022-04-07"),
        ("boolean", "true"),
        ("id", "03"),
        ("id", "08"),
        ("indicator-code", "03.01"),
        ("line", "12:30"),
        ("line", "no"),
        ("text", "25"),
    ],
)
def test_a_scalar_without_quotes_passes_whatever_yaml_takes_it_for(name: str, plain: str) -> None:
    assert reads(name, plain)
    assert accepts(name, as_an_editor_reads(plain))


# What is refused

BROKEN = [
    ("tracker", "title: A tracker\n"),
    ("tracker", "title: A tracker\nperiod: 2021-2025\n"),
    ("tracker", "title: A tracker\nperiod: 21\n"),
    ("tracker", "title: ~\nperiod: 2021\n"),
    ("tracker", "title: A tracker\nperiod: 2021\nstale_after: -1\n"),
    ("tracker", "title: A tracker\nperiod: 2021\nrules: {CT001: off}\n"),
    ("tracker", "title: A tracker\nperiod: 2021\nrules: {CT403: never}\n"),
    ("units", "Criterion: {name: tiêu chí}\n"),
    ("units", "criterion: {nam: tiêu chí}\n"),
    ("units", "- {name: tiêu chí}\n"),
    ("sources", "ctr-03: {title: A, published: tháng 4/2022}\n"),
    ("agencies", "so-noi-vu: Sở Nội vụ\n"),
    ("programme", "title: A programme\n"),
    ("programme", "code: 03/CTr\ntitle: A programme\n"),
    ("programme", programme("titel: x")),
    ("programme", programme("kind: programme")),
    ("programme", programme("draft: yes")),
    ("programme", programme("lead: Sở Nội vụ")),
    ("programme", programme("title_en: [a, list]")),
    ("programme", programme("indicators: {code: '03.01'}")),
    ("programme", programme("indicators: [{code: '03.01', name: No unit}]")),
    ("programme", programme("indicators: [{code: '03.1', name: A, unit: criterion}]")),
    ("programme", programme("tasks: [{code: '03.01', name: A}]")),
    ("programme", programme("tasks: [{code: 03.T01, name: A, updates: [{date: 2021}]}]")),
    ("programme", indicator("note: ''")),
    ("programme", indicator("allow: [{rule: CT307}]")),
    ("programme", indicator("allow: [{rule: 307, reason: x}]")),
    ("programme", indicator("group: 'two\n\n  lines'")),
    ("programme", indicator("same_as: '03.02', measurements: [{date: 2022, value: 3}]")),
    ("programme", indicator("comparisons: [{date: 2022, value: 3}]")),
    ("programme", target("by: 2025")),
    ("programme", target("by: 2025, every: year, value: 3")),
    ("programme", target("by: 2025, value: 3, min: 2")),
    ("programme", target("by: 2025, value: 3, districts: []")),
    ("programme", target("by: 2025, value: 3, districts: wards")),
    ("programme", measurement("value: 3")),
    ("programme", measurement("date: 2022")),
    ("programme", measurement("date: 2022, value: 8,8")),
    ("programme", measurement("date: 2022, value: '8,8'")),
    ("programme", measurement("date: 2022, value: 25/27")),
    ("programme", measurement("date: 2022, value: 3, of_target: 3")),
    ("programme", measurement("date: 2022, count: 3")),
    ("programme", measurement("date: 2022-13, value: 3")),
    ("programme", measurement("date: 2022, value: 3, indicator: '03.01'")),
    ("district", "name: Gia Lâm\nkind: huyện\n"),
    ("district", "name: Gia Lâm\nkind: rural\nmeasurements: [{date: 2022, value: 3}]\n"),
    ("district", "name: Gia Lâm\nkind: rural\nprograms: [{code: gl, title: A, implements: 'no 3'}]\n"),
]


@pytest.mark.parametrize(("kind", "text"), BROKEN)
def test_what_the_program_refuses_is_refused(kind: str, text: str) -> None:
    assert problems(kind, text)
    try:
        findings = loaded(files_with(kind, text)).findings
    except store.UnreadableTrackerError as error:
        findings = error.findings
    assert any(item.severity is Severity.ERROR for item in findings)


# The tracker's own ids


def test_references_complete_from_the_ids_of_the_tracker() -> None:
    found = sound(
        ENTITIES
        | {
            "programs/03.yaml": 'code: "03"\ntitle: Tên\ntitle_en: Its title\nindicators: [{code: "03.01", name: A, unit: number}]\n',
            "districts/gia-lam.yaml": "name: Gia Lâm\nname_en: Gia Lam\nkind: rural\nprograms: [{code: gl, title: Own}]\n",
        }
    )
    ids = ids_of(found.dataset)

    assert dict(ids.known(Reference.UNIT)) == {"criterion": "tiêu chí", "number": "cái", "percent": "%", "rank": "hạng"}
    assert dict(ids.known(Reference.SOURCE)) == {"ctr-03": "A programme"}
    assert dict(ids.known(Reference.OWNER)) == {"so-noi-vu": "Sở Nội vụ", "gia-lam": "Gia Lam"}
    assert dict(ids.known(Reference.DISTRICT)) == {"gia-lam": "Gia Lam"}
    assert dict(ids.known(Reference.DOCUMENT)) == {"03": "Its title", "gl": "Own", "ctr-03": "A programme"}
    assert dict(ids.known(Reference.INDICATOR)) == {"03.01": "A"}


def test_names_are_in_the_language_of_the_reader() -> None:
    i18n.activate("vi")
    found = sound({"districts/gia-lam.yaml": "name: Gia Lâm\nname_en: Gia Lam\nkind: rural\n"})
    assert ids_of(found.dataset).districts == {"gia-lam": "Gia Lâm"}


@pytest.mark.parametrize(
    ("kind", "record", "key", "expected"),
    [
        ("programme", "Indicator", "unit", ["criterion"]),
        ("programme", "Indicator", "owner", ["so-noi-vu", "gia-lam"]),
        ("programme", "Indicator", "parent", ["03.01"]),
        ("programme", "Rollup", "from", ["03.01"]),
        ("programme", "Target", "source", ["ctr-03"]),
        ("district", "DistrictProgramme", "implements", ["03", "ctr-03"]),
        ("district", "DistrictMeasurement", "indicator", ["03.01"]),
    ],
)
def test_a_reference_offers_its_ids_with_their_names(kind: str, record: str, key: str, expected: list[str]) -> None:
    definitions: dict[str, Any] = schema_for(kind, IDS)["definitions"]  # type: ignore[assignment]
    name = definitions[record]["properties"][key]["$ref"].rpartition("/")[2]
    offered = definitions[name]["anyOf"][1]

    assert offered["enum"] == expected
    assert len(offered["enumDescriptions"]) == len(expected)


def test_an_id_that_was_just_added_is_no_error() -> None:
    assert problems("programme", programme("lead: so-moi\nsource: moi-2025")) == []


def test_words_are_offered_with_what_they_mean() -> None:
    definitions: dict[str, Any] = schema_for("programme", IDS)["definitions"]  # type: ignore[assignment]
    assert definitions["Direction"]["enum"] == ["increase", "decrease", "range"]
    assert definitions["Direction"]["enumDescriptions"][0] == "more is better"
    assert definitions["TaskUpdate"]["properties"]["status"]["$ref"] == "#/definitions/TaskStatus"


def test_defaults_are_told() -> None:
    assert schema_for("tracker", IDS)["properties"]["stale_after"]["default"] == 12  # type: ignore[call-overload, index]
    pace: Any = json.loads(to_schema("tracker", IDS))["definitions"]["PaceThresholds"]["properties"]
    assert (pace["on_track"]["default"], pace["at_risk"]["default"]) == (95, 60)
    direction: Any = json.loads(to_schema("programme", IDS))["definitions"]["Indicator"]["properties"]
    assert direction["direction"]["default"] == "increase"
    assert "default" not in direction["official"]


def test_no_key_of_the_program_itself_is_shown() -> None:
    assert HIDDEN not in "".join(json.loads(text)["$id"] + text for text in schema_files(IDS).values())


# Where editors find them


@pytest.mark.parametrize(
    ("file", "kind", "folder", "expected"),
    [
        ("tracker.yaml", "tracker", ".schemas", ".schemas/tracker.json"),
        ("programs/03.yaml", "programme", ".schemas/", "../.schemas/programme.json"),
        ("districts/gia-lam.yaml", "district", "../schemas", "../../schemas/district.json"),
        ("programs/03.yaml", "programme", "/srv/schemas", "/srv/schemas/programme.json"),
        ("programs/03.yaml", "programme", "https://example.org/s", "https://example.org/s/programme.json"),
    ],
)
def test_the_line_that_editors_read(file: str, kind: str, folder: str, expected: str) -> None:
    assert modeline(file, kind, folder) == f"# yaml-language-server: $schema={expected}"
