"""Every name that a lesson may use is there in the window."""

import pytest

from engine.lesson import names
from gui.lesson.doings import ACTIONS, BUTTONS, FIELDS
from gui.lesson.house import PLACES, House


def test_the_places_are_those_of_the_engine():
    assert {page: set(places) for page, places in PLACES.items()} == {
        page: set(places) for page, places in names.PLACES.items()
    }


@pytest.mark.usefixtures("few_ship")
def test_each_place_and_each_thing_to_do_is_in_the_window_and_is_brought_in_front(window):
    house = House(window)
    made = window.data_page.digit, window.data_page.pixels, window.inspect_page, window.compare_page
    assert all(made)  # when they are first seen
    house.bring("inspect", "weights")
    assert window.pages.currentWidget() is window.inspect_page
    assert window.inspect_page.tabs.currentWidget() is window.inspect_page.weights
    seed = house.bring("train", "seed")
    assert seed.isVisibleTo(window.train_page)
    for page, places in PLACES.items():
        for place in places:
            assert house.place(page, place) is not None, (page, place)
    house.action(*ACTIONS["by hand"]).trigger()  # which makes the view of the four steps
    assert house.action(*ACTIONS["softmax"]) is not None
    for name in (*BUTTONS.values(), *FIELDS.values()):
        assert house.widget(name) is not None, name
    assert {*BUTTONS, *ACTIONS, *FIELDS} < set(names.DOINGS)


def test_tabs_of_a_page_that_is_made_later_are_places_too(window, wait):
    house, shown, appeared = House(window), [], []
    house.place_shown.connect(shown.append)
    house.appeared.connect(lambda: appeared.append(house.widget("imageField")))
    house.watch_tabs()
    window.rail_buttons.button(2).click()
    wait(lambda: appeared)
    assert appeared == [window.inspect_page.evidence.number]  # it can be listened to by then
    wait(lambda: window.inspect_page.inspector.found is not None)
    window.inspect_page.tabs.setCurrentIndex(1)
    assert shown[-1] == "errors"
