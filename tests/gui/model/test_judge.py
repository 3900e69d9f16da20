"""Networks are asked about the drawing once for each of both, and not while nothing changes."""

import numpy as np
import pytest

from engine.networks.network import FeedForward, NetworkSpec
from gui.model.networks import SHIPPED, TRAINED, Known
from gui.train.watch_panel import WatchPanel


class Counted(FeedForward):
    """Counts how often it is asked."""

    asked = 0

    def log_probabilities(self, images):
        self.asked += 1
        return super().log_probabilities(images)


@pytest.fixture
def network(session):
    made = Counted(NetworkSpec((5,)))
    session.networks.add(SHIPPED, Known("Ships", lambda: made, None))
    return made


def draw(session, wait, x=140.0):
    session.drawing.begin(x, 40)
    session.drawing.extend([(x, 240)])
    session.drawing.end()
    before = session.drawing.image
    wait(lambda: session.drawing.image is not before)


def test_without_a_drawing_or_a_network_there_is_no_judgement(session, wait):
    assert session.judge.judgement() is None
    draw(session, wait)
    assert session.judge.judgement() is None


def test_however_many_ask_it_is_judged_once(session, network, wait):
    draw(session, wait)
    first = session.judge.judgement()
    assert session.judge.judgement() is first
    assert network.asked == 1
    np.testing.assert_array_equal(first.evidence, FeedForward.log_probabilities(network, first.image[None])[0])
    draw(session, wait, x=100.0)
    assert session.judge.judgement() is not first
    assert network.asked == 2


def test_the_chosen_network_and_the_one_in_training_are_remembered_both(session, network, wait):
    other = Counted(NetworkSpec((4,)), seed=1)
    session.networks.add(TRAINED, Known("Yours", lambda: other, None))
    draw(session, wait)
    for _ in range(3):
        assert session.judge.judgement().network is network
        assert session.judge.judgement(TRAINED).network is other
    assert (network.asked, other.asked) == (1, 1)


def test_ticks_without_a_new_snapshot_change_nothing(session, network, qtbot):
    said, snapshots = [], [FeedForward(NetworkSpec((4,)))]
    session.networks.add(TRAINED, Known("Yours", lambda: snapshots[-1], None))
    session.judge.changed.connect(lambda: said.append(len(snapshots)))
    session.training.ticked.emit()
    session.training.ticked.emit()
    assert said == [1]
    snapshots.append(FeedForward(NetworkSpec((4,)), seed=1))
    session.training.ticked.emit()
    session.training.ticked.emit()
    assert said == [1, 2]


def test_who_draws_and_watches_asks_no_network_twice(session, network, wait, page_of, qtbot):
    from gui.draw.page import DrawPage

    session.networks.add(TRAINED, Known("Yours", lambda: network, None))
    page = page_of(DrawPage)
    watch = WatchPanel(session.drawing, session.judge, session.networks, session.data)
    qtbot.addWidget(watch)
    watch.show()
    draw(session, wait)
    assert page.bars.winner() == watch.bars.winner() is not None
    assert network.asked == 1
    for _ in range(5):
        session.training.ticked.emit()
    assert network.asked == 1
