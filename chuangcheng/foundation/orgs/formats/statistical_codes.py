"""Statistical codes of divisions: 12 digits, 統計用區劃代碼.

Digits 1–6 are the county, 7–9 the township or street office, 10–12 the community or village; what
is not that deep ends in zeros. The first two digits are the province; 99 is none, so invented
codes begin with it.
"""

import re
from typing import Final

from chuangcheng.domain.text import narrow

COUNTY: Final = 6
"""As many digits name the county."""
TOWNSHIP: Final = 9
"""As many digits name the township."""
_FORM: Final = re.compile(r"[0-9]{12}")


def well_formed(code: str) -> bool:
    """Tell whether ``code`` is 12 digits of which the first six are not all zero."""
    return bool(_FORM.fullmatch(code)) and code[:COUNTY] != "0" * COUNTY


def tidy(code: str) -> str:
    """Return a code as stored: narrow digits without the blanks people put between groups."""
    return re.sub(r"[\s-]", "", narrow(code))
