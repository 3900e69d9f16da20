"""The set in hand in another form, and back."""

from dataclasses import replace

import numpy as np
import pytest

from engine.digits.readers.offers import invert, turn
from engine.errors import UserError
from gui.data.adjusting import Adjusting
from tests.gui.data.tools import some_digits

LIE, DARK = turn("transpose", "They lie on their side."), invert("They are dark.")


@pytest.fixture
def data(session):
    session.data.set_digits(some_digits(), some_digits("test", 20), (LIE, DARK))
    return session.data


@pytest.fixture
def adjusting(session, data):
    return Adjusting(data, session.tasks)


def done(session, wait):
    wait(lambda: not session.tasks.busy)


def test_all_images_are_changed_and_undo_brings_back_the_very_set(adjusting, data, session, wait):
    before, tested = data.digits, data.test_digits
    adjusting.apply((LIE, DARK))
    done(session, wait)
    assert np.array_equal(data.digits.images, 255 - before.images.transpose(0, 2, 1))
    assert np.array_equal(data.test_digits.images, 255 - tested.images.transpose(0, 2, 1))
    assert adjusting.offered() == ()
    adjusting.stack.undo()
    done(session, wait)
    assert (data.digits, data.test_digits) == (before, tested)
    assert adjusting.offered() == (LIE, DARK)
    adjusting.stack.redo()
    done(session, wait)
    assert adjusting.form.offers == (LIE, DARK)


def test_one_thing_after_another_is_done_and_all_is_as_it_was_at_once(adjusting, data, session, wait):
    before = data.digits
    adjusting.apply((LIE,))
    adjusting.rename([f"number {k}" for k in range(10)])
    adjusting.apply((LIE,))
    done(session, wait)
    assert np.array_equal(data.digits.images, before.images)
    assert data.digits.names[3] == data.test_digits.names[3] == "number 3"
    assert adjusting.is_other
    adjusting.as_it_was()
    done(session, wait)
    assert data.digits is before
    assert not adjusting.is_other
    adjusting.stack.undo()
    done(session, wait)
    assert data.digits.names[3] == "number 3"


def test_whether_it_is_tested_with_its_own_set_stays(adjusting, data, session, wait):
    data.test_with_own(False)
    adjusting.apply((DARK,))
    done(session, wait)
    assert data.test_digits is None
    data.test_with_own(True)
    assert np.array_equal(data.test_digits.images, 255 - some_digits("test", 20).images)
    assert adjusting.form.offers == (DARK,), "it is still the same set"


def test_names_that_cannot_be_are_refused(adjusting, data):
    with pytest.raises(UserError):
        adjusting.rename(["a"] * 10)
    assert adjusting.stack.count() == 0


def test_another_set_begins_anew(adjusting, data, session, wait):
    adjusting.apply((LIE,))
    other = replace(some_digits("other"), names=tuple("abcdefghij"))
    data.set_digits(other)
    done(session, wait)
    assert data.digits is other
    assert (adjusting.form.offers, adjusting.form.names) == ((), other.names)
    assert (adjusting.stack.count(), adjusting.offered()) == (0, ())
