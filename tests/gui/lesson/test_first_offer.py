"""The lesson is offered until the person has chosen."""

from gui.lesson.first_offer import KEY, FirstOffer
from gui.work.settings import text


def test_looking_around_is_a_choice_too(show, folder, click):
    offer = show(FirstOffer(), 600, 50)
    taken = []
    offer.taken.connect(lambda: taken.append(1))
    click(offer.findChild(object, "lookAroundButton"))
    assert offer.isHidden()
    assert not taken
    assert text(KEY) == "1"
    assert FirstOffer().isHidden()
