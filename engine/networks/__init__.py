"""What a network is, how it goes forward, and how it is kept in a file.

Knows digits only; everything above may use it. From outside the project, take what is named here.
"""

from engine.networks.files import load_network, pretrained, save_network
from engine.networks.network import FeedForward, NetworkSpec

__all__ = ["FeedForward", "NetworkSpec", "load_network", "pretrained", "save_network"]
