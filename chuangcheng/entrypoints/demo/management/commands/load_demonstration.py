"""``load_demonstration``: invented content for trying the program."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.entrypoints.demo import accounts, calendar, files, frameworks, notices, orgs

ROOMS = (orgs, accounts, files, calendar, notices, frameworks)
"""Lower rooms first: each room's content may build on what lies below it."""


class Command(BaseCommand):
    """Loads the demonstration of every room; a second run changes nothing and is quick."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        self.help = gettext("Load the demonstration; only for installations with DEMO=1.")

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Load each room and print what was loaded; refuse where real work may lie."""
        if not settings.DEMO:
            raise CommandError(
                gettext(
                    "This installation is not a demonstration, so nothing was loaded. "
                    "Set DEMO=1 for one that is."
                )
            )
        for room in ROOMS:
            try:
                for sentence in room.load():
                    self.stdout.write(sentence)
            except Refused as refused:
                faults = "\n".join(describe(fault, gettext) for fault in refused.faults)
                raise CommandError(faults) from refused
