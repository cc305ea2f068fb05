"""Every number that decides how a redline reads.

Each stands here once, with its reason, and is read where it is used as `thresholds.NAME`. Each is
held from both sides by `tests/compare/test_thresholds.py`, case by case; `python tests/bench
thresholds NAME` shows again how many real amendments another value would redline otherwise.
"""

# --- Alignment: which units are one ---------------------------------------------------------------
# A similarity is a share of words in common, 0 to 1: `words.similarity`.

MIN_SIMILARITY = 0.5
"""Two units in order that are less similar than this are not versions of one another: with more of
either gone than left, a reader takes in two texts faster than one that is mended. Nor does a
reference follow a provision that is less similar, all that stands in it counted."""
MIN_SIMILARITY_SAME_LABEL = 0.3
"""The same for units that begin with the same words, or carry one label where the numbering did
not move on: something else says that they are one."""
MIN_SIMILARITY_IN_PLACE = 0.3
"""The same for units that stand alone between two pairs: their place says that they are one."""
MIN_SIMILARITY_OTHER_FORM = 0.7
"""The same for units of which one is text and the other code or a note: only the same words say
that it was written otherwise."""
MIN_SIMILARITY_MOVED = 0.6
"""The same for units out of order: elsewhere in the text, similarity alone must carry the claim."""
MIN_SIMILARITY_MOVED_SHORT = 0.7
"""The same for units out of order of fewer than `MOVED_SHORT_WORDS` words."""
MOVED_SHORT_WORDS = 12
"""A unit of fewer words has most of them in common with others of its kind ("DCC shall give notice
to …")."""
MIN_SIMILARITY_MOVED_LABEL_LOST = 0.8
"""The same for units out of order of which one alone has a label: a limb that became a
paragraph."""
MIN_WORDS_MOVED = 4
"""A unit of fewer words ("Definitions", "and") is too common for a move to be believed."""
MIN_SMALL_WORDS_MOVED = 10
"""A text of so many words that names no number is known again elsewhere, however small they are:
"The fee is due on the first day of each month."."""
MIN_WORDS_MOVED_NOTE = 2
"""The same for a note, which moves with the text that it is a note to; "Repealed." is too common
even so."""
MOVE_COST_TOO_SHORT = 2
"""What it costs to call such a unit moved, where any other costs 1: it would be deleted and
inserted, which is two changes."""
SAME_OPENING_WORDS = 6
"""Two texts that begin with so many words in common need no more similarity than two of one label:
"DCC shall, in respect of each" a clause was rewritten from there on."""
REPLACED_WHOLE_WORDS = 4
"""A text of no more words may be replaced by another at its place that has none of them: a date, a
rubric."""
LABEL_BONUS = 0.2
"""What one label adds to the similarity of two units where the labels round them stayed the same.
Less, and a clause that was reworded is taken for deleted beside one that resembles it; more, and
new text under an old number is taken for the old text. It is also by how much more similar a third
unit must be for such a pair to give way, as `RIVAL_MARGIN` is for others."""
LABEL_BONUS_UNTOLD = 0.06
"""What it adds where no labels round it tell whether the numbering stayed the same."""
LABEL_BONUS_MIXED = 0.03
"""What it adds where the label before it stayed the same and that after it did not, or the other
way round."""
LABEL_BONUS_MOVED_ON = -0.06
"""What it adds where the numbering moved on: then one label says that the units are two."""
NEIGHBOUR_BONUS = 0.05
"""What each neighbour adds to the similarity of two units, when the two neighbours are a pair."""
RIVAL_MARGIN = 0.15
"""A pair gives way when either of its units is more similar to a third by more than this, unless
its label outweighs it."""
RIVAL_MARGIN_IN_PLACE = 0.2
"""The same for units that stand alone between two pairs: their place holds them together, as one
label does."""
TABLE_HEADER_WEIGHT = 0.4
"""How much of the similarity of two tables their headers are; the names of their rows are the rest.
Under half, because many tables of a text have the same headers and are not one."""

# --- Alignment of many units: what keeps long texts quick ----------------------

MAX_PAIRS = 40_000
"""Of more possible pairs than this, only those are compared that share a label or rare words."""
MAX_PAIRS_IDENTICAL = 40_000
"""Of more possible pairs of equal content between two neighbours than this, as many are taken as
keep their order, whichever they are; of fewer, those that keep their labels."""
RARE_WORD_UNITS = 20
"""A word is rare that stands in no more units than this."""
MAX_CANDIDATES = 8
"""A unit is compared with no more units than this that share rare words with it."""
MIN_RARE_WORDS = 2
"""How many rare words two units must share where more than `MAX_CANDIDATES` share any."""

MAX_EQUAL_BEGINNINGS = 20
"""Of more runs of parts than this that begin with the same two texts, only the first are tried as
what a unit was split into."""

# --- Splits and merges ----------------------------------------------------------------------------

MIN_SIMILARITY_SPLIT = 0.75
"""How similar a unit and the parts that it was split into, taken together, must be: more than any
other pair, for it is more than one pair that would be wrong."""
MIN_CONTAINMENT_PART = 0.6
"""How much of each part must stand in the whole: a new text beside one that stayed is no part."""
PART_LABEL_BONUS = 0.2
"""What the label of the whole adds to the similarity of a part that carries it, when one part is
chosen to be shown as what became of the whole."""
MAX_SPLIT_PARTS = 8
"""No more parts than this are taken together, but for those that are the whole word for word: of a
long list each run would have to be tried."""

# --- Words: how similar texts are, and when both are shown whole ----------------------------------

SHORT_TEXT_WORDS = 5
"""Of a text of more words, the numbers of provisions in it do not count for similarity, for they
only follow where provisions go; a short text may be little else."""
MAX_PROVISION_SHARE = 0.5
"""A text of which such numbers are more is not one that refers to provisions, but one of figures:
they are what it says."""
MIN_KEPT_SHARE = 0.3
"""Two texts that keep a smaller share of their letters and of their words are shown whole, one
struck and one inserted."""

MAX_WORDS_AT_ONCE = 10_000
"""Two texts of more words together are compared window by window: the time of a smallest difference
grows with the square of their length."""
ANCHOR_WORDS = 4
"""A window over two long texts ends at a run of so many words that stands in both once: fewer words
may have come together by chance, and of more a reworded text has too few."""

# --- Words: where an edit begins and ends ---------------------------------------------------------
# Each is how natural a boundary is; what both ends of an edit come to is compared, so that one very
# good end is worth two fair ones (diff-match-patch: the scores of lossless semantic cleanup).

BOUNDARY_SENTENCE = 16
"""After a full stop, colon or the like, and a space."""
BOUNDARY_COMMA = 12
"""After a comma and a space."""
BOUNDARY_BEFORE_SIGN = 10
"""Before a full stop, comma, closing bracket or the like."""
BOUNDARY_AFTER_SPACE = 8
"""After a space: at the beginning of a word, rather than at the end of one."""
BOUNDARY_BEFORE_SPACE = 7
"""Before a space."""

# --- Words: which equalities are trivial ----------------------------------------------------------

TRIVIAL_WORDS = 2
"""An equality of no more words, all of them small, helps no reader between two rewrites."""
TRIVIAL_WORD_LENGTH = 3
"""A word of no more letters is small: "of", "the", "and"."""
TRIVIAL_RATIO = 3
"""How many times as long as an equality both replacements beside it must be, to be joined over
it."""
TRIVIAL_RATIO_SMALL = 1
"""The same for an equality of small words."""
TRIVIAL_RATIO_SMALL_ONE = 2
"""The same for an equality of small words with a replacement on one side alone, and an insertion or
deletion on the other."""

# --- Tables ---------------------------------------------------------------------------------------

MIN_SIMILARITY_COLUMN = 0.3
"""Two columns less similar than this, by header and content, are not one column."""
MIN_SAME_CELLS = 0.6
"""Two columns that share so many of their cells are one, before a header in part alike tells."""
COMMON_WORD_SHARE = 0.5
"""A word of more than this share of the different cells of a column, as a unit is, tells nothing of
it."""
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
