"""The file of the network that ships says what its script trained it on."""

from engine.digits.bundle import bundled
from engine.networks.files import PRETRAINED, read_facts
from engine.runs.provenance import from_facts
from scripts.shipped_network.make import provenance


def test_what_the_script_would_write_is_what_the_file_says():
    assert from_facts(read_facts(PRETRAINED)) == provenance(bundled("mnist-60k"))
