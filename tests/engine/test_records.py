"""A record is read from JSON in one way: what is in a file is taken only if it is of the kind that a field wants."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, make_dataclass

import pytest

from engine import limits
from engine.errors import UserError
from engine.networks.network import NetworkSpec
from engine.records import LATER, LONG, OR_NAN, read_json, read_record
from engine.runs.provenance import TrainedOn
from engine.training.config import TrainingConfig


@dataclass(frozen=True)
class Inner:
    count: int

    def __post_init__(self):
        if self.count > 9:
            raise UserError("At most 9.", "count")


@dataclass(frozen=True)
class Outer:
    count: int
    share: float
    word: str
    flag: bool
    sizes: tuple[int, ...]
    pair: tuple[float, float]
    either: int | tuple[int, ...]
    perhaps: float | None
    inner: Inner
    many: tuple[Inner, ...]
    words: Mapping[str, str]
    measured: float = field(default=0.0, metadata=OR_NAN)
    newest: int = field(default=7, metadata=LATER)
    made: int = field(init=False, default=3)


WHOLE = {
    "count": 3, "share": 0.5, "word": "yes", "flag": True, "sizes": [1, 2], "pair": [0.0, 1.0], "either": 4,
    "perhaps": None, "inner": {"count": 1}, "many": [{"count": 2}], "words": {"a": "b"}, "measured": 1.5,
}  # fmt: skip


def test_a_record_is_read_as_it_was_written():
    found = read_json(Outer, json.dumps(WHOLE))
    assert found == Outer(
        3, 0.5, "yes", True, (1, 2), (0.0, 1.0), 4, None, Inner(1), (Inner(2),), {"a": "b"}, 1.5
    )  # fmt: skip
    assert found.newest == 7


def test_what_may_be_of_several_kinds_is_read_as_each():
    assert read_record(Outer, WHOLE | {"either": [4, 5]}).either == (4, 5)
    assert read_record(Outer, WHOLE | {"perhaps": 2}).perhaps == 2.0


def test_a_whole_number_is_a_number_too():
    found = read_record(Outer, WHOLE | {"share": 1, "pair": [0, 1]})
    assert (type(found.share), type(found.pair[0])) == (float, float)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("count", 3.0), ("count", 3.9), ("count", True), ("count", "3"), ("count", None), ("count", [3]),
        ("share", "0.5"), ("share", True), ("share", math.nan), ("share", math.inf), ("share", 10**400),
        ("word", 3), ("word", None), ("flag", 1), ("flag", "true"), ("sizes", "999"), ("sizes", 9), ("sizes", [1, 2.0]),
        ("sizes", {"0": 1}), ("pair", [1.0]), ("pair", [1.0, 2.0, 3.0]), ("pair", ["a", "b"]), ("either", "4"),
        ("either", ["4"]), ("perhaps", "none"), ("inner", 1), ("inner", {}), ("inner", []), ("many", {"count": 1}),
        ("words", {"a": 1}), ("words", ["a"]), ("measured", math.inf), ("measured", "nan"),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused_and_its_field_is_named(name, value):
    with pytest.raises(UserError, match=f"“{name}") as refused:
        read_json(Outer, json.dumps(WHOLE | {name: value}))
    assert len(str(refused.value)) < 200


def test_a_list_or_a_record_is_told_without_what_is_in_it():
    with pytest.raises(UserError, match=r"“share” is \[…\], not a finite number\."):
        read_record(Outer, WHOLE | {"share": [3]})
    with pytest.raises(UserError, match=r"“pair” is \[…\], not a list of 2\."):
        read_record(Outer, WHOLE | {"pair": [1.0]})
    with pytest.raises(UserError, match=r"it is \[…\], not a record of named values\."):
        read_json(Outer, "[3]")


def test_a_number_that_may_be_unknown_may_be_no_number():
    assert math.isnan(read_json(Outer, json.dumps(WHOLE | {"measured": math.nan})).measured)


@pytest.mark.parametrize("name", WHOLE)
def test_a_field_that_is_missing_is_named_also_if_it_has_a_default(name):
    with pytest.raises(UserError, match=f"“{name}” is missing"):
        read_record(Outer, {key: value for key, value in WHOLE.items() if key != name})


def test_the_field_of_an_inner_record_is_named_by_the_way_to_it():
    with pytest.raises(UserError, match=r"“inner\.count” is 1\.5"):
        read_record(Outer, WHOLE | {"inner": {"count": 1.5}})


def test_what_a_record_refuses_itself_is_refused():
    with pytest.raises(UserError, match="At most 9"):
        read_record(Outer, WHOLE | {"inner": {"count": 10}})


def test_fields_that_are_not_known_are_ignored():
    assert read_record(Outer, WHOLE | {"from_the_future": {"a": []}, "made": 5}) == read_record(Outer, WHOLE)
    assert read_record(Outer, WHOLE | {"made": 5}).made == 3


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "null", '"count"', "[" * 100_000, "9" * 10_000, b"\xff\xfe{}"])
def test_a_text_that_holds_no_record_is_refused(text):
    with pytest.raises(UserError):
        read_json(Inner, text)


def test_files_of_older_versions_are_read():
    lesson = TrainingConfig()
    before_augmentation = {name: getattr(lesson, name) for name in TrainingConfig.__annotations__}
    del before_augmentation["augmentation"]
    assert read_record(TrainingConfig, before_augmentation) == lesson
    fields = {"digits": "x", "test_fraction": 0.1, "seed": 0, "mark": ""}
    chosen = [{"kind": "shifted", "value": 2, "where": "both"}]
    former = read_record(TrainedOn, fields | {"variants": {"chosen": chosen, "seed": 3}})
    assert former == read_record(TrainedOn, fields | {"changes": {"chosen": chosen, "seed": 3}})
    assert former.changes.seed == 3


def test_the_name_of_now_goes_before_the_former():
    fields = {"digits": "x", "test_fraction": 0.1, "seed": 0, "mark": ""}
    both = {"changes": {"chosen": [], "seed": 1}, "variants": {"chosen": [], "seed": 2}}
    assert read_record(TrainedOn, fields | both).changes.seed == 1


def test_a_network_is_not_made_of_half_a_specification():
    with pytest.raises(UserError, match="activation"):
        read_record(NetworkSpec, {"hidden": [3]})


def test_a_text_that_nobody_would_read_is_refused_and_a_note_may_be_longer():
    for most, metadata in ((limits.TEXT, {}), (limits.NOTE, LONG)):
        kind = make_dataclass("Said", [("word", str, field(metadata=metadata))], frozen=True)
        assert len(read_record(kind, {"word": "x" * most}).word) == most
        with pytest.raises(UserError, match=f"“word” has {most + 1:,} characters: at most {most:,}"):
            read_record(kind, {"word": "x" * (most + 1)})


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        (NetworkSpec, {"hidden": "999"}, "“hidden”"),
        (NetworkSpec, {"hidden": [8.9]}, "“hidden”"),
        (NetworkSpec, {"hidden": [True]}, "“hidden”"),
        (NetworkSpec, {"input_range": [0, math.inf]}, "“input_range”"),
        (NetworkSpec, {"input_range": [0, math.nan]}, "“input_range”"),
        (TrainingConfig, {"seed": 1.5}, "“seed”"),
        (TrainingConfig, {"epochs": 3.9}, "“epochs”"),
        (TrainingConfig, {"epochs": "3"}, "“epochs”"),
        (TrainingConfig, {"learning_rate": math.nan}, "“learning_rate”"),
        (TrainingConfig, {"learning_rate": 10**400}, "“learning_rate”"),
    ],
)
def test_nonsense_is_refused_field_by_field(kind, values, words):
    whole = json.loads(json.dumps(asdict(kind())))
    assert read_record(kind, whole | {"unknown": 1}) == kind()
    with pytest.raises(UserError, match=words):
        read_record(kind, whole | values)
    with pytest.raises(UserError, match=f"{words} is missing"):
        read_record(kind, {name: value for name, value in whole.items() if name not in values})
