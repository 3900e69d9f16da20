"""How much of what a person brings is taken: the one table of limits, for files may come from strangers.

Each is well above what honest files have, and low enough that no file takes more than 1.5 GB of memory, or holds up
anybody for long.
"""

from __future__ import annotations

KB, MB, GB = 1_000, 1_000_000, 1_000_000_000  # bytes

# On disk
DIGITS_FILE = 4 * GB  # 60,000 images as CSV have 110 MB
PICTURE_FILE = 100 * MB
RECORD_FILE = 2 * MB  # of JSON: an experiment, or what was said about a run
DRAWINGS_FILE = 10 * MB  # a digit of a writer with a pen has 700 bytes
SETTINGS_FILE = 2 * MB
TOML_FILE = 20 * KB  # of settings for the command: sixteen short lines
LESSON_FILE = MB  # the one that ships has 40 kB
LESSON_PAGE = 50 * MB  # that a student hands in: with a few plots it has 300 kB
NETWORK_FILE = 200 * MB  # the largest network, in double precision
RUN_FILE = 700 * MB  # the largest network with Adam has 400 MB
REPLAY_FILE = 65 * MB  # the epochs of a run that one can go back to
RESULTS_FILE = GB  # of an experiment: 400 runs of the lesson's network and length have 140 MB
CURVES_FILE = 100 * MB  # of a run, as CSV

# Inside
IMAGES = 1_000_000  # of a set; EMNIST's largest has 814,255
DIGITS_MEMORY = 1_250 * MB  # that a set takes while it is read
DRAWINGS, POINTS = 10_000, 100_000  # digits drawn by hand, and points of one: minutes of a pen that never lifts
TENSORS_HEADER = MB  # of JSON, in front of tensors
PICTURE_SIDE = 4_096  # pixels of a picture in a folder: a digit needs 28
PICTURE_SCANS = 100  # of a JPEG: each is a pass over the whole picture, and the usual ones have 1 to 10
PICTURE_WORK = GB  # pixels of a JPEG times its scans
ARCHIVE_TABLE = 20 * MB  # of a zip of pictures, about what is in it: 70,000 have 5 MB
RATIO, RATIO_FREE = 100, 64 * MB  # how often its own size a packed file may unpack to; below the second, any

# In words
TEXT = 10_000  # characters of any text in a record
NAME = 1_000  # of the name that a person gives a run
NOTE = 100_000  # of what a person notes about one
