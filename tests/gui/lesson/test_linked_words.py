"""Words of the glossary become links, once each."""

from engine.lesson.glossary import glossary
from gui.lesson.linked_words import linked, word_of


def test_the_first_of_each_word_is_a_link_that_leads_to_it():
    found = linked("**Softmax** makes probabilities; softmax again. `softmax` in code, [epoch](x).", glossary())
    assert found == (
        "**[Softmax](word:softmax)** makes [probabilities](word:probability); softmax again. "
        "`softmax` in code, [epoch](x)."
    )
    assert word_of("word:softmax", glossary()).name == "softmax"
    assert word_of("word:log-softmax", glossary()).name == "log-softmax"


def test_other_links_lead_nowhere():
    assert word_of("https://example.org", glossary()) is None
    assert word_of("word:cat", glossary()) is None
