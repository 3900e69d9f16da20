"""What a person draws or pastes, as the network gets it; the drawings that are kept, and the test of one's hand.

Knows every room of the engine but experiments. From outside the project, take what is named here.
"""

from engine.handwriting.ink import rasterize

__all__ = ["rasterize"]
