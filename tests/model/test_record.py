"""Records are frozen, equal by value, and hold no more than was given."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ctrack.model.codelists import Agency, PaceThresholds, Source, Unit
from ctrack.model.indicator import Comparison, Measurement
from ctrack.model.words import ObservationStatus, SourceQuality
from ctrack.values.periods import read_period

YEAR = read_period("2024")


def test_what_is_not_given_is_the_default() -> None:
    measurement = Measurement(date=YEAR, value=Decimal(5))

    assert (measurement.value, measurement.count, measurement.status) == (5, None, ObservationStatus.FINAL)
    assert (measurement.pointer, measurement.note, measurement.break_) == ((), None, False)
    assert PaceThresholds().on_track == Decimal(95)


def test_it_cannot_be_changed() -> None:
    unit = Unit(name="%")
    with pytest.raises(AttributeError, match="Unit cannot be changed: name"):
        unit.name = "ha"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Unit cannot be changed: name"):
        del unit.name
    assert unit.name == "%"


def test_a_field_that_is_needed_or_that_there_is_not_is_named() -> None:
    with pytest.raises(TypeError, match="Unit needs name"):
        Unit()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Unit has no field colour"):
        Unit(name="%", colour="red")  # type: ignore[call-arg]


def test_it_is_equal_by_value_whether_a_default_was_given_or_not() -> None:
    said = Source(title="T", quality=SourceQuality.ORIGINAL)

    assert said == Source(title="T")
    assert hash(said) == hash(Source(title="T"))
    assert said != Source(title="T", quality=SourceQuality.SECONDARY)
    assert said != Source(title="U")
    assert Agency(name="A") != Unit(name="A")
    assert Unit(name="A") != "A"


def test_it_shows_what_was_given_but_not_where_it_stands() -> None:
    assert repr(Unit(name="%", integer=True, pointer=("units.yaml", "percent"))) == "Unit(name='%', integer=True)"


def test_it_has_the_fields_of_the_records_that_it_is_made_from() -> None:
    assert list(Measurement.fields)[:3] == ["pointer", "note", "date"]
    assert list(Comparison.fields) == [*Measurement.fields, "with_"]
    assert Comparison.fields["with_"].key == "with"
    assert Comparison.fields["with_"].is_required
    assert not Comparison.fields["value"].is_required
