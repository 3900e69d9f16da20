"""The plain PyTorch program that does what a plan says, and repeats its run: as text, as a file, as a notebook.

``program`` makes it of the ``*_parts``, each a few templates in the lesson's order; ``lines`` says what a line of it
knows of the form; ``saving`` writes it, with all that it needs beside it. The window and the command may use it.
"""
