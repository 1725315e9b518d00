"""Changes: what is different between two states of the data, as values, and the words to tell it in."""

from koryu_rdf.changes.values import GROUPS, KINDS, Change, Edit, Group, Kind, count_changes
from koryu_rdf.changes.words import COLUMNS, list_change_rows, name_term, say_change, say_counts, say_edits

__all__ = [
    "COLUMNS",
    "GROUPS",
    "KINDS",
    "Change",
    "Edit",
    "Group",
    "Kind",
    "count_changes",
    "list_change_rows",
    "name_term",
    "say_change",
    "say_counts",
    "say_edits",
]
