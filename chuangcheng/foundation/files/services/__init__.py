"""Everything that writes: keeping, deleting and clearing away files, and copies of pictures."""

from chuangcheng.foundation.files.services.cleaning import clean
from chuangcheng.foundation.files.services.incoming import Incoming, receive
from chuangcheng.foundation.files.services.keeping import (
    Admitted,
    admit,
    limit_of,
    store,
    target_of,
    use,
)
from chuangcheng.foundation.files.services.pictures import prepare
from chuangcheng.foundation.files.services.removing import remove

__all__ = [
    "Admitted",
    "Incoming",
    "admit",
    "clean",
    "limit_of",
    "prepare",
    "receive",
    "remove",
    "store",
    "target_of",
    "use",
]
