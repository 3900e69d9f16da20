"""A lesson: steps that a person is led through, as a text file that any teacher can change.

``steps`` says what a step is, ``names`` what the window offers to it, ``reading`` makes one of a file, or says in which
line it is wrong. ``marking`` compares an answer with the right one; ``progress`` keeps what a person has done, and
``report`` makes a page of it. ``glossary`` has the words. The window may use all of it, and so may the command.
"""
