"""What can be done in this room; which role may is ``accounts.matrix``.

| action | who |
|---|---|
| ``notices.outbox.read`` | system administrator |
| ``notices.outbox.retry`` | system administrator |

Everybody who is signed in reads their own notices and chooses what comes by mail.
"""

from typing import Final

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.shell.access import Action

READ_OUTBOX: Final = Action("notices.outbox.read", N_("See which mail went out"), "all")
RETRY_OUTBOX: Final = Action("notices.outbox.retry", N_("Send mail once more"), "all")

ACTIONS: Final = (READ_OUTBOX, RETRY_OUTBOX)
