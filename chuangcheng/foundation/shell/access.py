"""Who may do what, as far as the shell knows: actions by name, and one mark on every view.

A room declares its actions; a view is marked with exactly one of :func:`require`,
:func:`signed_in` and :func:`open_to_all`. What a person holds is asked of ``request.user``
(``has_perm`` and ``reaches``), so that the shell knows neither users nor roles. A test walks every
address and compares what happens with the mark.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, Literal, Protocol, TypeVar, cast
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import resolve_url
from django.utils.http import urlencode

Breadth = Literal["own", "unit", "subject", "all"]
View = Callable[..., HttpResponseBase]
Find = Callable[..., object]
AnyView = TypeVar("AnyView", bound=View)


@dataclass(frozen=True, slots=True)
class Action:
    """Something a role may allow: its stable name ``room.thing.verb`` and a title (a msgid).

    ``breadth`` says what it is done to: something of one's own, of a unit, of a subject, or of
    the whole installation. How far a role may do it is the matrix of the room ``accounts``.
    """

    name: str
    title: str
    breadth: Breadth = "unit"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where something lies, or how far a right reaches.

    ``subject`` is the subject's number as text, empty for the whole installation; ``path`` the
    path of a unit (``/3/17/``), empty for the whole subject; ``person`` the number of the
    person it belongs to, empty where it belongs to nobody.
    """

    subject: str = ""
    path: str = ""
    person: str = ""

    def covers(self, other: "Scope") -> bool:
        """Tell whether a right that reaches this far reaches ``other``."""
        return (
            (not self.subject or self.subject == other.subject)
            and other.path.startswith(self.path)
            and (not self.person or self.person == other.person)
        )


class Scoped(Protocol):
    """Anything rights can be asked about: it says where it lies."""

    def scope(self) -> Scope:
        """Return where it lies."""
        ...


@dataclass(frozen=True, slots=True)
class Mark:
    """What a view demands: ``open``, ``signed_in``, or the action named.

    ``secret`` says that people without the right get 404.
    """

    kind: Literal["open", "signed_in", "action"]
    action: str = ""
    secret: bool = False


MARK: Final = "access_mark"
"""Name of the attribute that carries a view's mark."""
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_declared: dict[str, Action] = {}


def declare(*actions: Action) -> None:
    """Make actions known; called from a room's ``AppConfig.ready``. Raises ValueError if twice."""
    for action in actions:
        if _declared.setdefault(action.name, action) != action:
            raise ValueError(f"the action {action.name} is declared twice")


def actions() -> tuple[Action, ...]:
    """Return every declared action, by name."""
    return tuple(_declared[name] for name in sorted(_declared))


def allows(request: HttpRequest, name: str, thing: object = None) -> bool:
    """Tell whether the person of ``request`` may do ``name`` to ``thing``.

    Without ``thing``: whether they may do it anywhere. Raises LookupError for an action that no
    room declared, so that a slip of the pen is no silent refusal.
    """
    if name not in _declared:
        raise LookupError(f"no room declares the action {name}")
    user = getattr(request, "user", None)
    allowed = bool(user and user.is_authenticated and user.has_perm(name, thing))
    if allowed and request.method not in SAFE:
        _act_under(request, name, thing)
    return allowed


def reaches(request: HttpRequest, name: str) -> tuple[Scope, ...]:
    """Return how far the right ``name`` of the person of ``request`` reaches; empty: nowhere.

    Lists are narrowed with it, so that they show what :func:`allows` would allow.
    """
    if name not in _declared:
        raise LookupError(f"no room declares the action {name}")
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        return ()
    return cast(tuple[Scope, ...], user.reaches(name))


def require(name: str, find: Find | None = None, *, secret: bool = False) -> Callable[[View], View]:
    """Mark a view as open to whom the action ``name`` is allowed.

    ``find(request, **address)`` returns the thing the view is about (or raises Http404); the
    right is then asked for that thing, and the view finds it as ``request.thing``. Strangers go to
    the sign-in page, people without the right get 403, or 404 where ``secret`` says that already
    the existence is nobody's business.
    """

    def marked(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - any view's
            if not _is_signed_in(request):
                return to_sign_in(request)
            # Whoever may do it nowhere does not learn whether the thing exists.
            allowed = allows(request, name)
            thing = find(request, *args, **kwargs) if find is not None and allowed else None
            if not allowed or (thing is not None and not allows(request, name, thing)):
                if secret:
                    raise Http404
                raise PermissionDenied
            _act_under(request, name, thing)
            request.thing = thing  # type: ignore[attr-defined]  # handed to the view
            return view(request, *args, **kwargs)

        return _with_mark(guarded, Mark("action", name, secret))

    return marked


def signed_in(view: View) -> View:
    """Mark a view as open to everybody who is signed in; strangers go to the sign-in page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - any view's
        if not _is_signed_in(request):
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return _with_mark(guarded, Mark("signed_in"))


def open_to_all(view: AnyView) -> AnyView:
    """Mark a view as open to everybody, strangers too."""

    @wraps(view)
    def unguarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - any view's
        return view(request, *args, **kwargs)

    return cast(AnyView, _with_mark(unguarded, Mark("open")))


def mark_of(view: object) -> Mark | None:
    """Return the mark of a view, None for one that carries none."""
    found = getattr(view, MARK, None)
    return found if isinstance(found, Mark) else None


@contextmanager
def declared_for_a_test(*extra: Action) -> Iterator[None]:
    """Declare actions for the length of a test."""
    before = dict(_declared)
    declare(*extra)
    try:
        yield
    finally:
        _declared.clear()
        _declared.update(before)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page, and from there back to the page asked for.

    A part of a page is asked for by htmx, which would put the sign-in page in the place of the
    part; it is told to take the whole page there, and to come back to that page.
    """
    if request.headers.get("HX-Request") == "true":
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        answer = HttpResponse(status=204)
        answer.headers["HX-Redirect"] = _sign_in_page(urlunsplit(("", "", *page[2:4], "")))
        return answer
    return HttpResponseRedirect(
        _sign_in_page(request.get_full_path() if request.method in {"GET", "HEAD"} else "")
    )


def _sign_in_page(back: str) -> str:
    query = f"?{urlencode({'next': back})}" if back else ""
    return resolve_url(settings.LOGIN_URL) + query


def _with_mark(view: View, mark: Mark) -> View:
    if mark_of(view) is not None and mark_of(getattr(view, "__wrapped__", None)) is not None:
        raise ValueError(f"{view.__name__} carries two marks")
    setattr(view, MARK, mark)
    return view


def _act_under(request: HttpRequest, name: str, thing: object) -> None:
    """Tell the account which right is being used: a deputy's acts name the principal too."""
    act_under = getattr(request.user, "act_under", None)
    if act_under is not None:
        act_under(name, thing)


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)
