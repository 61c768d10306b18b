"""What people want by mail."""

from collections.abc import Collection
from dataclasses import dataclass

from chuangcheng.foundation.notices.models import Preference
from chuangcheng.foundation.notices.registry import Kind, kinds
from chuangcheng.foundation.shell.languages import DEFAULT


@dataclass(frozen=True, slots=True)
class Wish:
    """A kind of notice, and whether somebody wants it by mail."""

    kind: Kind
    by_mail: bool


def wishes_of(user_id: int) -> tuple[list[Wish], str]:
    """Return a wish for every kind, and the language of somebody's mails."""
    row = Preference.objects.filter(user_id=user_id).first()
    chosen = row.by_mail if row else {}
    wishes = [Wish(kind, bool(chosen.get(kind.name, kind.by_mail))) for kind in kinds()]
    return wishes, row.language if row else DEFAULT.code


def wants_mail(user_ids: Collection[int], kind: Kind) -> set[int]:
    """Return who of these people wants a kind by mail: one query."""
    rows = Preference.objects.filter(user_id__in=user_ids).values_list("user_id", "by_mail")
    chosen = dict(rows)
    return {one for one in user_ids if chosen.get(one, {}).get(kind.name, kind.by_mail)}


def language_for(user_id: int) -> str:
    """Return the language in which somebody wants their mail."""
    found = Preference.objects.filter(user_id=user_id).values_list("language", flat=True).first()
    return found or DEFAULT.code
