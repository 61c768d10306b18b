"""Forms that change the shape of the tree: move, merge, close, reopen.

Whoever moves, merges or closes needs the right on the unit and on the place that takes over: the
lists to choose from hold only units inside the reach of the right.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from chuangcheng.foundation.orgs import permissions, queries, services
from chuangcheng.foundation.orgs.forms import CloseForm, MergeForm, MoveForm, ReopenForm
from chuangcheng.foundation.orgs.models import Unit
from chuangcheng.foundation.orgs.views import crumbs, finding
from chuangcheng.foundation.orgs.views.acting import Page, act, sent
from chuangcheng.foundation.orgs.views.finding import said
from chuangcheng.foundation.orgs.views.subjects import form_methods
from chuangcheng.foundation.orgs.views.units import suggestions
from chuangcheng.foundation.shell.access import allows, reaches, require


@form_methods
@require(permissions.MOVE_UNIT.name, finding.unit)
def move_unit(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Hang a unit with its branch elsewhere."""
    found: Unit = request.thing  # type: ignore[attr-defined]  # set by require
    form = MoveForm(
        sent(request),
        unit=found,
        reach=queries.within(reaches(request, permissions.MOVE_UNIT.name)),
        suggestions=suggestions(found.subject),
        at_top=allows(request, permissions.MOVE_UNIT.name, found.subject),
    )

    def do(cleaned: dict[str, Any]) -> str:
        services.move_unit(
            unit=found,
            parent=cleaned["parent"],
            revision=cleaned["revision"],
            on=cleaned["on"],
            reason=cleaned["reason"],
        )
        return _unit(found)

    return act(request, form, do, _moving(found))


def _moving(unit: Unit) -> Page:
    return Page(
        heading=gettext("Move %(name)s") % {"name": said(unit)},
        lead=gettext("The unit hangs elsewhere in the tree from then on, with all below it."),
        button=gettext("Move the unit"),
        done=gettext("The unit was moved."),
        back=_unit(unit),
        crumbs=crumbs.to_unit(unit),
        template="orgs/move.html",
        context={"unit": unit, "effects": queries.effects_on(unit)},
    )


@form_methods
@require(permissions.MERGE_UNIT.name, finding.unit)
def merge_unit(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Let another unit take over a unit."""
    found: Unit = request.thing  # type: ignore[attr-defined]  # set by require
    form = MergeForm(
        sent(request),
        unit=found,
        reach=queries.within(reaches(request, permissions.MERGE_UNIT.name)),
        suggestions=suggestions(found.subject),
    )

    def do(cleaned: dict[str, Any]) -> str:
        successor = services.merge_units(
            units=[(found, cleaned["revision"])],
            into=cleaned["into"],
            on=cleaned["on"],
            reason=cleaned["reason"],
        )
        return _unit(successor)

    return act(request, form, do, _merging(found))


def _merging(unit: Unit) -> Page:
    return Page(
        heading=gettext("Merge %(name)s into another unit") % {"name": said(unit)},
        lead=gettext("The unit ends; another one takes over. Its story stays readable."),
        button=gettext("Merge the unit"),
        done=gettext("The units were merged. Below is the unit that took over."),
        back=_unit(unit),
        crumbs=crumbs.to_unit(unit),
        danger=True,
        template="orgs/merge.html",
        context={"unit": unit, "effects": queries.effects_on(unit)},
    )


@form_methods
@require(permissions.CLOSE_UNIT.name, finding.unit)
def close_unit(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Close a unit."""
    found: Unit = request.thing  # type: ignore[attr-defined]  # set by require
    effects = queries.effects_on(found)
    form = CloseForm(
        sent(request),
        unit=found,
        effects=effects,
        reach=queries.within(reaches(request, permissions.CLOSE_UNIT.name)),
        suggestions=suggestions(found.subject),
    )

    def do(cleaned: dict[str, Any]) -> str:
        services.close_unit(unit=found, **_of_closing(cleaned))
        return _unit(found)

    return act(request, form, do, _closing(found, effects))


def _of_closing(cleaned: dict[str, Any]) -> dict[str, Any]:
    """Return what the form says as the service takes it."""
    leave = cleaned.get("people_do") == "leave"
    return {
        "revision": cleaned["revision"],
        "children_to": cleaned.get("children_to"),
        "people_to": None if leave else cleaned.get("people_to"),
        "people_leave": leave,
        "on": cleaned["on"],
        "reason": cleaned["reason"],
    }


def _closing(unit: Unit, effects: queries.Effects) -> Page:
    return Page(
        heading=gettext("Close %(name)s") % {"name": said(unit)},
        lead=gettext("For a unit that ends without a successor. It can be reopened."),
        button=gettext("Close the unit"),
        done=gettext("The unit was closed. Its story stays readable; it can be reopened here."),
        back=_unit(unit),
        crumbs=crumbs.to_unit(unit),
        danger=True,
        template="orgs/close.html",
        context={"unit": unit, "effects": effects},
    )


@form_methods
@require(permissions.CLOSE_UNIT.name, finding.unit)
def reopen_unit(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Let a closed or merged unit work again."""
    found: Unit = request.thing  # type: ignore[attr-defined]  # set by require
    form = ReopenForm(sent(request), unit=found)

    def do(cleaned: dict[str, Any]) -> str:
        services.reopen_unit(unit=found, **cleaned)
        return _unit(found)

    page = Page(
        heading=gettext("Reopen %(name)s") % {"name": said(found)},
        lead=gettext(
            "It works again where it hung before. Units, people and zones that went elsewhere stay "
            "there; move them back one by one where you want them."
        ),
        button=gettext("Reopen the unit"),
        done=gettext("The unit works again."),
        back=_unit(found),
        crumbs=crumbs.to_unit(found),
    )
    return act(request, form, do, page)


def _unit(unit: Unit) -> str:
    return reverse("orgs:unit", args=(unit.pk,))
