"""Write notices, in the transaction of what they tell of."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import transaction

from chuangcheng.domain.errors import Words
from chuangcheng.domain.text import Text
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.notices import queries
from chuangcheng.foundation.notices.models import Notice
from chuangcheng.foundation.notices.registry import known
from chuangcheng.foundation.shell.views import own_path

Param = str | int | Text | Words
BATCH = 500


@transaction.atomic
def notify(
    recipients: Iterable[int],
    *,
    kind: str,
    title: str,
    body: str = "",
    params: Mapping[str, Param] | None = None,
    link: str = "",
    key: str = "",
) -> int:
    """Tell people something; return how many notices were written.

    ``title`` and ``body`` are msgids with ``%(name)s`` slots for ``params``: a Text is said in the
    reader's script, Words are translated, anything else stays as it is. ``link`` is a path of this
    site. With a ``key`` nobody is told the same twice, so that a job may be repeated. Whoever may
    not sign in is left out. Raises LookupError for a kind that no room registers, ValueError for a
    link that leaves the site or for words that do not fit the text.
    """
    of_kind, stored = known(kind), {name: _stored(one) for name, one in (params or {}).items()}
    _check(title, body, stored, link)
    people = dict(
        User.objects.filter(pk__in=set(recipients), is_active=True).values_list("pk", "email")
    )
    if key:
        told = Notice.objects.filter(recipient_id__in=people, key=key)
        for one in told.values_list("recipient_id", flat=True):
            del people[one]
    wanted = queries.wants_mail(list(people), of_kind) if settings.MAIL_ENABLED else set()
    state = Notice.ByMail
    rows = [
        Notice(
            recipient_id=person,
            kind=kind,
            key=key,
            title=title,
            body=body,
            params=stored,
            link=link,
            by_mail=state.WAITING if address and person in wanted else state.NO,
        )
        for person, address in people.items()
    ]
    Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=bool(key))
    return len(rows)


def _stored(param: Param) -> object:
    if isinstance(param, Text):
        return {"text": [param.zh_hant, param.zh_hans, param.en]}
    if isinstance(param, Words):
        return {"msgid": str(param)}
    return str(param)


def _check(title: str, body: str, params: Mapping[str, object], link: str) -> None:
    if not title.strip():
        raise ValueError("a notice needs a title")
    try:
        queries.fill(title, params)
        queries.fill(body, params)
    except (KeyError, TypeError) as error:
        raise ValueError(f"the words do not fit the text: {error}") from error
    if link and own_path(link, "") != link:
        raise ValueError(f"{link} does not lead to a page of this site")
