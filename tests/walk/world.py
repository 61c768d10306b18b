"""Who walks: a holder of every role, a colleague, outsiders, a deputy, a stranger."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from chuangcheng.foundation.accounts.matrix import EVERYBODY, MATRIX
from chuangcheng.foundation.accounts.models import Deputy, User
from chuangcheng.foundation.orgs.models import Unit
from chuangcheng.foundation.shell.access import Scope
from tests.people import ADMINISTRATORS, County, make_county, make_holder, make_person

EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who asks for every address: their account, and the role they act by, held where.

    ``user`` is None for a stranger; ``role`` is empty for who holds none.
    """

    name: str
    user: User | None
    role: str = ""
    held: Scope = EVERYWHERE
    person: str = ""

    def may(self, action: str, scope: Scope | None) -> bool:
        """Tell what the matrix says, read here once more and not by the program's own reading."""
        breadth = MATRIX[action].get(self.role)
        if breadth is None:
            return False
        if scope is None or breadth == "all" or not self.held.subject:
            return breadth != "own" or bool(self.person)
        if breadth == "own":
            return bool(self.person) and scope.person == self.person
        if scope.subject != self.held.subject:
            return False
        return breadth == "subject" or scope.path.startswith(self.held.path)


@dataclass(frozen=True, slots=True)
class World:
    """Two counties and everybody who walks."""

    county: County
    walkers: tuple[Walker, ...]

    def user(self, name: str) -> User:
        """Return the account of a walker."""
        found = next(walker.user for walker in self.walkers if walker.name == name)
        assert found is not None
        return found


def make_world() -> World:
    """Write everybody and everything."""
    county = make_county()
    walkers = [_holder(role, role, county.bureau) for role in EVERYBODY]
    walkers += [
        _holder("colleague", "liaison", county.school),
        _holder("office of another subject", "office", county.other_office),
        _holder("liaison of another subject", "liaison", county.other_office),
        Walker("nobody yet", make_person(county.bureau, "無職（演示）")),
        _deputy(county, walkers),
        Walker("stranger", None),
    ]
    return World(county, tuple(walkers))


def _holder(name: str, role: str, unit: Unit) -> Walker:
    user = make_holder(role, unit, f"{name}（演示）")
    return Walker(name, user, role, _held(role, unit), str(user.person_id or ""))


def _held(role: str, unit: Unit) -> Scope:
    if role in ADMINISTRATORS:
        return Scope()
    return Scope(str(unit.subject_id), "" if role == "office" else unit.path)


def _deputy(county: County, walkers: list[Walker]) -> Walker:
    """Somebody of the school who holds nothing and acts for the unit head of the bureau."""
    principal = next(walker for walker in walkers if walker.name == "unit_head")
    assert principal.user is not None
    user = make_person(county.school, "代理（演示）")
    today = timezone.localdate()
    Deputy.objects.create(
        principal=principal.user,
        deputy=user,
        post=county.school,
        valid_from=today,
        valid_to=today + timedelta(days=1),
    )
    return Walker("deputy", user, principal.role, principal.held, principal.person)
