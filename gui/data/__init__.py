"""The Data page: the digits as people and as the network see them, opening others, and what is done to them.

A feature: no other feature knows it.
"""
