"""Addresses of units, people and zones."""

from django.urls import path

from chuangcheng.foundation.orgs.views import (
    classes,
    imports,
    moves,
    people,
    subjects,
    units,
    zones,
)

app_name = "orgs"

urlpatterns = [
    path("", subjects.subjects, name="subjects"),
    path("new/", subjects.create_subject, name="create_subject"),
    path("<int:number>/", subjects.subject, name="subject"),
    path("<int:number>/change/", subjects.change_subject, name="change_subject"),
    path("<int:number>/units/", subjects.units, name="units"),
    path("<int:number>/units/new/", units.create_unit, name="create_unit"),
    path("<int:number>/units/suggest/", units.suggest, name="suggest"),
    path("<int:number>/past/", subjects.past, name="past"),
    path("<int:number>/people/", people.people, name="people"),
    path("<int:number>/zones/", zones.zones, name="zones"),
    path("<int:number>/zones/new/", zones.create_zone, name="create_zone"),
    path("<int:number>/classes/", classes.classes, name="classes"),
    path("<int:number>/classes/new/", classes.create_class, name="create_class"),
    path("<int:number>/import/", imports.start, name="import"),
    path("<int:number>/import/template/", imports.template, name="import_template"),
    path("<int:number>/export/", imports.export, name="export"),
    path("imports/<uuid:key>/", imports.run, name="import_run"),
    path("imports/<uuid:key>/agree/", imports.agree, name="agree_import"),
    path("imports/<uuid:key>/cancel/", imports.cancel, name="cancel_import"),
    path("classes/<int:number>/change/", classes.change_class, name="change_class"),
    path("classes/<int:number>/remove/", classes.remove_class, name="remove_class"),
    path("units/<int:number>/", units.unit, name="unit"),
    path("units/<int:number>/branch/", units.children, name="branch"),
    path("units/<int:number>/change/", units.change_unit, name="change_unit"),
    path("units/<int:number>/contacts/", units.change_contacts, name="change_contacts"),
    path("units/<int:number>/move/", moves.move_unit, name="move_unit"),
    path("units/<int:number>/merge/", moves.merge_unit, name="merge_unit"),
    path("units/<int:number>/close/", moves.close_unit, name="close_unit"),
    path("units/<int:number>/reopen/", moves.reopen_unit, name="reopen_unit"),
    path("units/<int:number>/people/new/", people.create_person, name="create_person"),
    path("people/<int:number>/", people.person, name="person"),
    path("people/<int:number>/change/", people.change_person, name="change_person"),
    path("people/<int:number>/transfer/", people.transfer_person, name="transfer_person"),
    path("people/<int:number>/leave/", people.leave_person, name="leave_person"),
    path("people/<int:number>/return/", people.return_person, name="return_person"),
    path("zones/<int:number>/", zones.zone, name="zone"),
    path("zones/<int:number>/change/", zones.change_zone, name="change_zone"),
    path("zones/<int:number>/duties/new/", zones.assign_duty, name="assign_duty"),
    path("duties/<int:number>/end/", zones.end_duty, name="end_duty"),
]
