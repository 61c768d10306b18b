"""Which faults found across an edition are only echoes of faults found in its parts.

When a standard's rule cannot be read, its criterion looks empty; when a weight is no number,
the sum looks wrong. Such echoes would send people to places where nothing is wrong.
"""

from chuangcheng.domain.editions import faults
from chuangcheng.domain.editions.cursor import Notebook
from chuangcheng.domain.errors import Fault, Path, Sentence

# After these the tree itself is not what its author meant.
BROKEN_TREE = (faults.CYCLE, faults.UNKNOWN_PARENT, faults.PARENT_INSIDE, faults.TOO_DEEP)

# What each of these says depends on every entry of these lists.
DEPENDS_ON: dict[Sentence, tuple[str, ...]] = {
    faults.EMPTY_CHANNEL: ("nodes", "methods"),
    faults.NO_CHANNEL: ("methods",),
    faults.GATE_OUT_OF_REACH: ("nodes", "full", "bonus_cap"),
    faults.GATE_ON_NOTHING: ("nodes",),
    faults.TOO_DEEP: ("levels",),
}
SUMS = (faults.WEIGHTS_DO_NOT_SUM,)
ENTRY = 2
"""Length of the path to an entry of a list: the list's name and a number."""

WEIGHTS = (faults.WEIGHT_MISSING, faults.WEIGHT_UNUSED)


class Doubt:
    """The faults of the parts, and what they make doubtful."""

    def __init__(self, notebook: Notebook) -> None:
        self.paths = tuple(notebook.paths)
        self.twice = {
            fault.params["code"]
            for fault in notebook.faults
            if fault.sentence == faults.DUPLICATE_CODE
        }
        self.tree = any(fault.sentence in BROKEN_TREE for fault in notebook.faults)

    def echoes(self, fault: Fault, path: Path) -> bool:
        """Tell whether ``fault``, found across the edition at ``path``, may be an echo."""
        if not self.paths:
            return False
        if self.tree and path[:1] == ("nodes",):
            return True
        if fault.sentence == faults.DUPLICATE_CODE:
            # Standards without a code of their own are named after their criterion.
            return fault.params["code"].rpartition(".")[0] in self.twice
        if fault.sentence in DEPENDS_ON:
            sources = DEPENDS_ON[fault.sentence]
            return any(one[0] in sources for one in self.paths if one)
        if fault.sentence == faults.BROKEN_REFERENCE:
            return self._list_is_damaged(fault.params["list"].split("/")[0])
        if fault.sentence in SUMS:
            return path[:1] == ("nodes",) and self._sum_is_damaged(path)
        above = path[:-1] if fault.sentence in WEIGHTS and path[-1:] == ("weight",) else path
        return any(one[: len(above)] == above for one in self.paths)

    def _list_is_damaged(self, name: str) -> bool:
        """An entry without a readable code, or a list that is none, makes references doubtful."""
        inside = [one for one in self.paths if one[:1] == (name,)]
        return any(len(one) <= ENTRY or one[-1] in ("code", "no") for one in inside)

    def _sum_is_damaged(self, path: Path) -> bool:
        """A sum is doubtful where a summand, the list or the expected sum could not be read."""
        if ("full",) in self.paths or (*path[:-1], "weight") in self.paths:
            return True
        inside = [one[len(path) :] for one in self.paths if one[: len(path)] == path]
        return any(len(rest) < ENTRY or rest[1:] == ("weight",) for rest in inside)
