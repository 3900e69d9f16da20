"""A network that is saved again says of itself what its file said."""

from engine.inspection.doubt import Doubt, doubt_from
from engine.inspection.facts import facts_of
from engine.networks.files import PRETRAINED, load_network, read_facts, save_network
from engine.runs.provenance import TrainedOn, from_facts


def test_the_network_that_ships_keeps_its_calibration_and_its_thresholds(tmp_path):
    facts = read_facts(PRETRAINED)
    saved = facts_of(from_facts(facts), doubt_from(facts), facts)
    save_network(tmp_path / "again.safetensors", load_network(PRETRAINED), saved)
    again = read_facts(tmp_path / "again.safetensors")
    assert again == {**facts, **saved, "format": facts["format"], "spec": again["spec"]}
    assert again["temperature"] == facts["temperature"]
    assert doubt_from(again) == doubt_from(facts) is not None


def test_what_is_known_by_now_comes_before_what_the_file_said():
    trained_on, doubt = TrainedOn("mine", 0.1, 3), Doubt(0.5, 0.75)
    facts = facts_of(trained_on, doubt, {"doubt_one": "0.1", "trained_on": "{}", "more": "x"})
    assert from_facts(facts) == trained_on
    assert doubt_from(facts) == doubt
    assert facts["more"] == "x"
    assert facts_of(None, None, {}) == {}
