"""Parts of pages that are remembered as long as what they are made of stays the same.

    {% call fragment("backlog-rows", rows_key) %}…{% endcall %}

The key holds everything that the part shows, so that nothing has to be forgotten when something changes: another
content is another key. Language, time zone and today are added here. Nothing that belongs to one reader or one request
(a form's token, say) may stand in such a part.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from django.utils import timezone, translation

MOST = 256
"""So many parts are kept in each process; the one that was not asked for longest goes first."""

_kept: OrderedDict[Hashable, str] = OrderedDict()
_lock = Lock()


def fragment(name: str, key: Hashable, caller: Callable[[], str]) -> str:
    """The part as it was made before from the same key, or made now."""
    whole = (name, translation.get_language(), timezone.get_current_timezone_name(), timezone.localdate(), key)
    with _lock:
        if whole in _kept:
            _kept.move_to_end(whole)
            return _kept[whole]
    made = caller()
    with _lock:
        _kept[whole] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made
