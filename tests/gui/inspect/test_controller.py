"""Which network is judged by which images, and when."""

from engine.digits.dataset import Digits
from engine.inspection.image_sets import OFFICIAL, OPENED, TEST, TRAIN
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.provenance import TrainedOn
from engine.training.config import TrainingConfig
from gui.model.networks import SHIPPED, TRAINED, Known
from gui.model.session import Session
from tests.gui.inspect.tools import found, pick, show


def test_a_trained_network_is_judged_by_the_test_images_of_its_own_split(page, network):
    assert page.images.currentData() == TEST
    assert len(found(page)) == 500
    assert page.summary.text().startswith(f"Test accuracy: {found(page).accuracy:.1f} %")
    assert page.inspector.found.network is network


def test_images_seen_in_training_are_never_called_a_test(page, wait):
    pick(page.images, "its training images: 75 % of some")
    wait(lambda: not page.inspector.busy and page.inspector.found.images == TRAIN)
    assert len(found(page)) == 1_500
    assert page.summary.text().startswith("Accuracy on images seen in training: ")


def test_an_opened_set_of_which_a_part_was_seen_says_how_many(page, session, digits, wait):
    other = Digits(digits.images[1_000:], digits.labels[1_000:], "another")
    network = session.networks.network(TRAINED)
    session.networks.add(TRAINED, Known("Yours", lambda: network, TrainedOn("MNIST 20,000", 0.0, 3)))
    session.data.set_digits(other)
    page.inspector.choose_images(OPENED)
    wait(lambda: page.inspector.found is not None and page.inspector.found.images == OPENED)
    assert page.summary.text().startswith("Accuracy on images seen in training")
    session.networks.add(TRAINED, Known("Yours", lambda: network, None))
    page.inspector.judged = None
    page.inspector._memory.clear()
    page.inspector.look()
    wait(lambda: page.inspector.found is not None)
    assert "not known" in page.summary.text()


def test_what_was_judged_once_is_there_at_once_the_second_time(page, wait):
    first = page.inspector.found
    page.inspector.choose_images(OFFICIAL)
    wait(lambda: page.inspector.found.images == OFFICIAL)
    page.inspector.choose_images(TEST)
    assert page.inspector.found is first


def test_a_training_is_followed_on_demand_and_its_weights_over_the_epochs_are_kept_until_the_window_closes(
    window, wait, click
):
    page, session = window.inspect_page, window.session
    window.pages.setCurrentWidget(page)
    wait(lambda: page.inspector.found is not None and not page.inspector.busy)
    assert page.images.currentData() == OFFICIAL
    assert page.network.currentData() == SHIPPED
    window.train_page.form.set_values({"epochs": "400"})
    click(window.train_page.start)
    page.inspector.choose_network(TRAINED)
    wait(lambda: session.networks.network(TRAINED) is not None and page.inspector.epoch is not None)
    assert "Test accuracy after epoch" in page.summary.text()
    begun = page.inspector.found
    wait(lambda: session.training.run.history.count > 2)
    assert page.inspector.found is begun
    click(page.refresh)
    wait(lambda: page.inspector.found is not begun)
    page.following.setChecked(True)
    seen = {page.inspector.found.network}
    wait(lambda: seen.add(page.inspector.found.network) or len(seen) > 3)
    show(page, page.weights)
    pick(page.weights.view, "over the epochs")
    assert page.weights._has_course()
    session.training.stop()
    wait(lambda: not session.training.under_way and not page.inspector.busy and not page.inspector.stale)
    assert page.inspector.found.network is session.networks.network(TRAINED)
    assert page.inspector.epoch is None
    assert page.refresh.isHidden()
    page.inspector.choose_images(TRAIN)
    assert page.inspector.busy
    window.close()  # quietly, while the images are judged


def test_a_training_that_ends_while_its_network_is_judged_has_ended(page):
    found = page.inspector.found
    page.inspector._asked = (page.inspector._chosen(page.inspector.which()), found.images, page.inspector.opened(), 3)
    page.inspector._on_found(found)
    assert page.inspector.epoch is None


def test_a_kept_network_still_knows_what_it_was_trained_on(session, wait, lesson_digits):
    session.data.set_digits(lesson_digits)
    session.training.start(NetworkSpec(), TrainingConfig(epochs=1), 0.1)
    wait(lambda: not session.training.under_way)
    known = session.networks.trained_on(TRAINED)
    assert (known.digits, known.test_fraction, known.seed) == ("MNIST 20,000", 0.1, 0)
    again = Session()
    again.at_start.load()
    wait(lambda: again.networks.trained_on(TRAINED) is not None)
    assert again.networks.trained_on(TRAINED) == known
    again.close()


def test_a_snapshot_that_turns_out_to_be_the_last_is_not_called_one_of_an_epoch_any_more(page, session):
    inspector = page.inspector
    assert inspector.found is not None
    inspector.epoch = 5  # it was looked at just before its training was known to have ended
    session.networks.changed.emit()
    assert inspector.epoch is None


def test_only_sets_of_as_many_classes_are_offered_and_a_sentence_says_that_there_is_none(page, session, classed, wait):
    network = FeedForward(NetworkSpec((4,), classes=classed.classes, names=classed.names))
    session.networks.add(TRAINED, Known("Yours", lambda: network, None))
    wait(lambda: not page.inspector.busy and page.inspector.found is None)
    assert page.images.count() == 0
    assert not page.images.isEnabled()
    assert f"This network knows {classed.classes} classes, and no set at hand has as many" in page.empty_words.text()
    session.data.set_digits(classed)
    wait(lambda: page.inspector.found is not None)
    assert [page.images.itemText(index) for index in range(page.images.count())] == [f"the open set: {classed.name}"]
    assert page.inspector.found.names == classed.names
