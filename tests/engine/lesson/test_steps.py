"""What holds for a sign, and what a step and its question refuse."""

import pytest

from engine.errors import UserError
from engine.lesson.steps import Lesson, Question, Sign, Step


@pytest.mark.parametrize(
    ("sign", "seen", "holds"),
    [
        (Sign("drawn"), None, True), (Sign("place", "table"), "table", True), (Sign("place", "table"), "pixels", False),
        (Sign("place"), "anything", True), (Sign("epochs", at_least=8.0), 8.0, True),
        (Sign("epochs", at_least=8.0), 7.0, False), (Sign("epochs", at_most=1.0), 2.0, False),
        (Sign("image", 3.0), 3.0, True), (Sign("epochs", at_least=8.0), None, False),
        (Sign("optimizer", one_of=("adam", "rmsprop")), "adam", True),
        (Sign("optimizer", one_of=("adam", "rmsprop")), "sgd", False),
    ],
)  # fmt: skip
def test_a_sign_holds_for_the_values_that_it_names(sign, seen, holds):
    assert sign.holds(seen) == holds


@pytest.mark.parametrize(
    "make",
    [
        lambda: Sign("place", at_least=1.0), lambda: Sign("epochs", 3.0, at_most=4.0),
        lambda: Sign("epochs", one_of=("1",)), lambda: Question("choice", "?", choices=("a", "a"), answer="a"),
        lambda: Question("choice", "?", choices=("a",), answer="a"), lambda: Question("number", "?", answer="7"),
        lambda: Question("number", "?", answer=7.0, tolerance=-1.0), lambda: Question("number", " ", answer=7.0),
        lambda: Question("number", "?", measured="optimizer"), lambda: Question("slider", "?", answer=101.0),
        lambda: Question("number", "?", answer=7.0, measured="accuracy"),
        lambda: Question("order", "?", choices=("a", "b"), answer=("a",)), lambda: Step("", "t", "train", "w"),
        lambda: Lesson("t", "en", ()),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(make):
    with pytest.raises(UserError) as caught:
        make()
    assert caught.value.field
