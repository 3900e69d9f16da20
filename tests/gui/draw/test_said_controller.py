"""The yardsticks and the other networks judge the drawing in hand, and what is old is never shown as if it were new."""

import pytest

from engine.errors import UserError
from engine.experiments.yardsticks.keeping import kept
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import Centroid, Neighbours
from engine.networks.network import FeedForward, NetworkSpec
from gui.draw.said_controller import NOTHING, SaidController
from gui.draw.said_panel import SaidPanel
from gui.model.networks import OPENED, SHIPPED, Known
from gui.widgets.guess_table import Said


@pytest.fixture
def panel(session, show, pretended, few_digits, wait):
    """Of a session with a network that judges, another one, and two yardsticks."""
    session.data.set_digits(few_digits)
    made = SaidPanel()
    made.controller = SaidController(
        session.drawing, session.judge, session.networks, session.yardsticks, session.data, session.tasks, made
    )
    show(made, 320, 220)
    for which, seed in ((SHIPPED, 1), (OPENED, 2)):
        network = FeedForward(NetworkSpec((5,)), seed)
        session.networks.add(which, Known(which, lambda network=network: network, None))
    for recipe in (Neighbours(), Centroid()):
        session.yardsticks.open(kept(recipe, 0, Images(few_digits)))
    wait(lambda: len(session.yardsticks.names()) == 2)
    return made


def draw(session, *points):
    session.drawing.begin(*points[0])
    session.drawing.extend(points)
    session.drawing.end()


def test_each_says_what_it_takes_the_drawing_for(panel, session, wait):
    assert panel.open
    assert [row.judge for row in panel.table.rows()] == [
        "opened",
        "3 nearest neighbours",
        "nearest mean image, Euclidean",
    ]
    assert all(row.guess == NOTHING for row in panel.table.rows())
    assert not panel.table.isEnabled()
    draw(session, (140, 40), (140, 240))
    wait(panel.table.isEnabled)
    image = session.drawing.image
    evidence = session.networks.network(OPENED).log_probabilities(image[None])[0]
    first = str(int(image[0, 0]) % 10)
    assert panel.table.rows()[0].guess == str(evidence.argmax())
    assert panel.table.rows()[1:] == [
        Said("3 nearest neighbours", first, "75.0 %"), Said("nearest mean image, Euclidean", first)
    ]  # fmt: skip
    learned = FeedForward(NetworkSpec((5,)), 9)
    session.networks.add(OPENED, Known(OPENED, lambda: learned, None))
    assert panel.table.isEnabled()
    wait(lambda: panel.controller._about[1][0] is learned)
    assert panel.table.rows()[0].guess == str(learned.log_probabilities(image[None])[0].argmax())
    session.networks.choose(OPENED)
    wait(lambda: panel.table.isEnabled() and panel.table.rows()[0].judge == "shipped")
    session.drawing.clear()
    wait(lambda: panel.table.rows()[0].guess == NOTHING and not panel.table.isEnabled())


def test_an_answer_to_an_older_drawing_is_grey_until_the_newest_is_answered(panel, session, wait):
    slow = session.yardsticks.get(session.yardsticks.chosen)
    draw(session, (140, 40), (140, 240))
    wait(panel.table.isEnabled)
    slow._turn.acquire()
    try:
        draw(session, (60, 60), (220, 60))
        wait(lambda: session.drawing.image is not None and not panel.table.isEnabled())
        wait(lambda: session.tasks.is_busy("what others say"))
        draw(session, (60, 200), (220, 200))
        newest = session.drawing
        wait(lambda: newest.image is not None)
        assert not panel.table.isEnabled()
    finally:
        slow._turn.release()
    wait(panel.table.isEnabled)
    assert panel.controller._about[0] is session.drawing.image


def test_the_last_that_goes_folds_it_away_and_one_that_died_is_dropped(panel, session, wait):
    draw(session, (140, 40), (140, 240))
    wait(panel.table.isEnabled)
    dying = session.yardsticks.get(session.yardsticks.chosen)

    def gone(_images):
        dying._ended = True
        raise UserError("Its process was ended by the system.")

    dying._ask = gone
    draw(session, (60, 60), (220, 60))
    wait(lambda: len(session.yardsticks.names()) == 1)
    session.networks.drop(OPENED)
    session.yardsticks.drop(next(iter(session.yardsticks.names())))
    assert not panel.open
    assert not panel.table.rows()
