"""Every number that decides how a redline reads.

Each stands here once, with its reason, and is read where it is used as `thresholds.NAME`. Each is
held from both sides by `tests/compare/test_thresholds.py`, case by case; `python tests/bench
thresholds NAME` tells what other values would change in the golden cases and in real amendments.
"""

# --- Alignment: which units are one ---------------------------------------------------------------
# A similarity is a share of words in common, 0 to 1: `words.similarity`.

MIN_SIMILARITY = 0.5
"""Two units in order that are less similar than this are not versions of one another."""
MIN_SIMILARITY_SAME_LABEL = 0.3
"""The same for units that carry one label, begin with the same words or stand alone between two
pairs."""
MIN_SIMILARITY_MOVED = 0.6
"""The same for units out of order: elsewhere in the text, similarity alone must carry the claim."""
MIN_SIMILARITY_MOVED_SHORT = 0.7
"""The same for units out of order of fewer than `MOVED_SHORT_WORDS` words."""
MOVED_SHORT_WORDS = 12
"""A unit of fewer words shares half of them with many others."""
MIN_SIMILARITY_MOVED_LABEL_LOST = 0.8
"""The same for units out of order of which one alone has a label: a limb that became a
paragraph."""
MIN_WORDS_MOVED = 4
"""A unit of fewer words is too common for a move to be believed."""
SAME_OPENING_WORDS = 6
"""Two texts that begin with so many words in common need no more similarity than two of one
label."""
LABEL_BONUS = 0.2
"""What one label adds to the similarity of two units where the labels round them stayed the
same."""
LABEL_BONUS_UNTOLD = 0.06
"""What one label adds where no labels round it tell whether the numbering stayed the same."""
RIVAL_MARGIN = 0.15
"""A pair gives way when either of its units is more similar to a third by this much, unless its
label outweighs it."""
REPLACED_WHOLE_WORDS = 4
"""A text of so many words is replaced as a whole: a date, a rubric."""
MAX_PAIRS = 40_000
"""Above this number of possible pairs, only units that share a rare word are compared."""

MOVE_COST_TOO_SHORT = 2
TABLE_HEADER_WEIGHT = 0.4
NEIGHBOUR_BONUS = 0.05
LABEL_BONUS_MIXED = 0.03
LABEL_BONUS_MOVED_ON = -0.06
RARE_WORD_UNITS = 20
MIN_RARE_WORDS = 2
MAX_CANDIDATES = 8

# --- Splits and merges ----------------------------------------------------------------------------

MIN_SIMILARITY_SPLIT = 0.75
"""How similar a unit and the parts that it was split into, taken together, must be."""
MIN_CONTAINMENT_PART = 0.6
"""How much of each part must stand in the whole."""


# --- Words ----------------------------------------------------------------------------------------

MIN_KEPT_SHARE = 0.3
"""Two texts that keep a smaller share of their letters and words are shown whole, one struck and
one inserted."""
SHORT_TEXT_WORDS = 5
"""Of a text of more words than this, the numbers of provisions do not count for similarity."""

BOUNDARY_SENTENCE = 16
BOUNDARY_COMMA = 12
BOUNDARY_AFTER_SPACE = 8
BOUNDARY_BEFORE_SIGN = 10
BOUNDARY_BEFORE_SPACE = 7
TRIVIAL_WORDS = 2
TRIVIAL_WORD_LENGTH = 3
TRIVIAL_RATIO = 3
TRIVIAL_RATIO_SMALL = 1
TRIVIAL_RATIO_SMALL_ONE = 2

# --- Tables ---------------------------------------------------------------------------------------

MIN_SIMILARITY_COLUMN = 0.3
"""Two columns less similar than this, by header and content, are not one column."""
MIN_SIMILARITY_SAME_KEY = 0.3
"""Two rows of one key that are less similar than this are two rows, one of which was given the key
of the other. The key is that of the column that counts most."""
MIN_WORDS_MOVED_ROW = 2
"""A row of fewer words is too common for a move to be believed."""
KEY_COLUMN_WEIGHT = 8.0
"""How much a column counts that tells all rows apart and stayed as it was; one that tells nothing
counts 1."""
MIN_FIGURE = 1000
"""A bare number from here on is a figure, such as a year, and does not number its row, unless the
header of its column says so."""

# --- Changes --------------------------------------------------------------------------------------

MAX_NAME_LENGTH = 60
"""A heading or a row of more characters is cited by its first words: a citation fits a line."""
