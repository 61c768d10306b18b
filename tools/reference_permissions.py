"""The permission matrix, as Markdown for the reference pages."""

from collections.abc import Callable, Iterable

SIGNS = {"own": "o", "unit": "u", "subject": "s", "all": "A"}
KEY = (
    "`o` only what belongs to the person themselves · `u` what the role is held for: a unit and "
    "all below it, or a whole subject · `s` the whole subject, even where the role is held for one "
    "unit of it · `A` the whole installation · empty: not at all."
)
Table = Callable[[Iterable[str], Iterable[Iterable[str]]], str]
Translate = Callable[[str], str]


def permissions(table: Table, traditional: Translate) -> str:
    """Return the roles, then for each room its actions and how far each role may do them."""
    from django.apps import apps
    from django.utils.translation import override

    from chuangcheng.foundation.accounts.matrix import EVERYBODY, GIVES, breadth_of
    from chuangcheng.foundation.accounts.models import Role
    from chuangcheng.foundation.shell.access import actions

    with override("en"):
        english = {role: str(Role(role).label) for role in EVERYBODY}
    roles = [
        (
            f"`{role}`",
            english[role],
            traditional(english[role]),
            ", ".join(f"`{one}`" for one in GIVES.get(role, ())) or "—",
        )
        for role in EVERYBODY
    ]
    parts = [
        "## Roles",
        table(("code", "role", "繁體", "may give"), roles),
        "## Who may do what",
        KEY,
    ]
    rooms: dict[str, list[tuple[str, ...]]] = {}
    for action in actions():
        signs = (SIGNS.get(breadth_of(role, action.name) or "", " ") for role in EVERYBODY)
        row = (f"`{action.name}`", action.title, traditional(action.title), *signs)
        rooms.setdefault(action.name.partition(".")[0], []).append(row)
    for room, rows in rooms.items():
        with override("en"):
            title = str(apps.get_app_config(room).verbose_name)
        heads = ("action", "what it allows", "繁體", *(f"`{role}`" for role in EVERYBODY))
        parts += [f"### {title[0].upper()}{title[1:]}", table(heads, rows)]
    return "\n\n".join(parts)
