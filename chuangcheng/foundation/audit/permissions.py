"""What can be done in this room; which role may is in ``accounts/matrix.py``.

=====================  ============  ======================================================
action                 audit admin   others
=====================  ============  ======================================================
audit.event.read       all           office: its subject; readings of personal data excepted
audit.reading.read     all           nobody
audit.event.export     all           nobody
audit.chain.read       all           system administrator
audit.chain.verify     all           nobody
=====================  ============  ======================================================
"""

from typing import Final

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.shell.access import Action

READ_EVENTS: Final = Action("audit.event.read", N_("Read the record"), "subject")
READ_READINGS: Final = Action(
    "audit.reading.read", N_("See in the record who looked at personal data"), "all"
)
EXPORT_EVENTS: Final = Action("audit.event.export", N_("Export the record"), "all")
READ_CHAIN: Final = Action("audit.chain.read", N_("See how the chain of the record stands"), "all")
VERIFY_CHAIN: Final = Action("audit.chain.verify", N_("Check the chain of the record"), "all")

ACTIONS: Final = (READ_EVENTS, READ_READINGS, EXPORT_EVENTS, READ_CHAIN, VERIFY_CHAIN)
