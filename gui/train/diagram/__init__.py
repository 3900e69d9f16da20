"""The picture of the network on the Train page: what feeds what, and what an image does on its way through it.

``network_diagram`` shows the network that the form says, ``flow_*`` an image that goes through one, small or large.
"""
