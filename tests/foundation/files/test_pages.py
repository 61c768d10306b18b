"""The pages and doors of the room, as people and strangers meet them."""

import io
import re
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.files import queries, registry, services
from chuangcheng.foundation.files.models import StoredFile
from chuangcheng.foundation.files.registry import OWN
from chuangcheng.foundation.files.storage import Store
from chuangcheng.foundation.jobs.services import run_pending
from tests.foundation.files import samples
from tests.foundation.files.people import People, browser_of
from tests.foundation.orgs.county import County

NOWHERE = "/files/999999999999999999999/download/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_in")]


def stored(county: County, content: bytes = samples.PDF, name: str = "通知.pdf") -> StoredFile:
    with acting(Actor("7", "李文", "東溪鎮")):
        file = services.store(
            io.BytesIO(content), name=name, owner=county.liaison.scope(), kind=OWN
        )
    run_pending()
    return file


def at(name: str, file: StoredFile, *more: str) -> str:
    return reverse(f"files:{name}", args=[file.pk, *more])


def body(response: Any) -> bytes:  # noqa: ANN401 - an answer of the test client
    content: bytes = response.body
    return content


# -- uploading ------------------------------------------------------------------------------------


def upload(client: Client, *files: tuple[str, bytes], **headers: str) -> Any:  # noqa: ANN401
    sent = [named(name, content) for name, content in files]
    return client.post(reverse("files:upload"), {"file": sent}, headers=headers or None)


def named(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def test_a_liaison_uploads_for_their_unit(people: People, county: County) -> None:
    client = browser_of(people.liaison)
    answer = upload(client, ("通知.pdf", samples.PDF), ("a.jpg", samples.photo()))
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "2 files were uploaded." in page
    assert "通知.pdf" in page
    assert {file.scope() for file in StoredFile.objects.all()} == {county.liaison.scope()}


def test_a_script_is_told_as_data(people: People) -> None:
    client = browser_of(people.liaison)
    answer = upload(client, ("a.pdf", samples.PDF), accept="application/json")
    (told,) = answer.json()["files"]
    assert told == {"id": told["id"], "name": "a.pdf", "url": f"/files/{told['id']}/"}
    answer = upload(client, ("a.exe", b"MZ"), accept="application/json")
    assert answer.status_code == 422
    assert answer.json()["faults"][0].startswith("Files ending in “.exe” are not taken here.")


def test_a_form_sent_twice_keeps_one_file(people: People) -> None:
    client = browser_of(people.liaison)
    for _ in range(2):
        form = {"file": named("a.pdf", samples.PDF), "submission": "once"}
        assert client.post(reverse("files:upload"), form).status_code == 302
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "is larger than 1 MB, the most that is taken here"),
        ("zh-TW", "大於 1 MB"),
        ("zh-CN", "大于 1 MB"),
    ],
)
@override_settings(FILES_LIMIT=1024**2)
def test_a_file_over_the_limit_is_answered_with_413_and_a_sentence(
    people: People, kept_in: Store, language: str, said: str
) -> None:
    client = browser_of(people.liaison)
    answer = upload(
        client, ("a.pdf", samples.PDF.ljust(3 * 1024**2, b"x")), **{"accept-language": language}
    )
    assert answer.status_code == 413
    assert said in answer.content.decode()
    assert list(kept_in.kept()) == []


def test_one_bad_file_keeps_all_of_the_form_out(people: People) -> None:
    answer = upload(browser_of(people.liaison), ("a.pdf", samples.PDF), ("b.pdf", b"<html>"))
    assert answer.status_code == 422
    assert "holds a web page" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_a_form_without_a_file_is_answered_with_a_sentence(people: People) -> None:
    answer = browser_of(people.liaison).post(reverse("files:upload"), {"other": "1"})
    assert answer.status_code == 422
    assert "No file was chosen." in answer.content.decode()


@pytest.mark.parametrize("name", ["../../../etc/cron.d/a.pdf", "annexe\u202efdp.pdf"])
def test_a_name_that_leads_elsewhere_or_hides_something_is_refused(
    people: People, kept_in: Store, name: str
) -> None:
    answer = send_raw(browser_of(people.liaison), name, samples.PDF)
    assert answer.status_code == 422
    assert "signs that could hide what it is" in answer.content.decode()
    assert list(kept_in.kept()) == []


def test_an_old_browser_may_send_its_own_folder_along(people: People) -> None:
    send_raw(browser_of(people.liaison), "C:\\Users\\office\\通知.pdf", samples.PDF)
    assert StoredFile.objects.get().name == "通知.pdf"


def send_raw(client: Client, name: str, content: bytes) -> Any:  # noqa: ANN401 - an answer
    """Send a form byte by byte, for names that the test client would clean."""
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    sent = head.encode() + content + b"\r\n--x--\r\n"
    return client.post(
        reverse("files:upload"), sent, content_type="multipart/form-data; boundary=x"
    )


def test_a_form_that_breaks_off_leaves_nothing(people: People, kept_in: Store) -> None:
    client = browser_of(people.liaison)
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    answer = client.post(
        reverse("files:upload"),
        head + samples.PDF,
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 422
    assert "“a.pdf” did not arrive whole" in answer.content.decode()
    assert list(kept_in.kept()) == []
    assert not StoredFile.objects.exists()


def test_uploads_need_the_token_of_the_form(people: People) -> None:
    client = browser_of(people.liaison, enforce_csrf_checks=True)
    assert upload(client, ("a.pdf", samples.PDF)).status_code == 403
    assert not StoredFile.objects.exists()


def test_whoever_may_not_upload_is_refused_before_a_byte_is_read(people: People) -> None:
    class Unread(io.BytesIO):
        """Must not be read."""

        def read(self, _size: int | None = -1) -> bytes:
            raise AssertionError("the body was read")

    head: dict[str, Any] = {
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "CONTENT_LENGTH": "1000000000",
    }
    for client, status in ((browser_of(people.leader), 403), (people.stranger, 302)):
        answer = client.generic(
            "POST", reverse("files:upload"), b"", **head | {"wsgi.input": Unread()}
        )
        assert answer.status_code == status


@override_settings(FORM_FILES_LIMIT=4 * 1024**2)
def test_no_other_form_fills_the_disk_either(people: People) -> None:
    """The language form stands for any; Django reads a form before anything asks who it is."""
    stranger = Client(headers={"accept-language": "en"})
    for client, statuses in (
        (browser_of(people.liaison), [302, 302, 413]),
        (stranger, [302, 413, 413]),
    ):
        answers = [
            client.post("/language/", {"file": named("a.bin", bytes(size * 1024**2))})
            for size in (1, 3, 5)
        ]
        assert [answer.status_code for answer in answers] == statuses
        assert "Too much was sent at once" in answers[2].content.decode()


# -- reading --------------------------------------------------------------------------------------


def test_who_may_read_a_file_and_who_learns_nothing_of_it(people: People, county: County) -> None:
    file = stored(county, samples.photo(), "a.jpg")
    addresses = [at("details", file), at("download", file), at("copy", file, "small"),
                 at("picture", file, "small")]  # fmt: skip
    for address in addresses:
        for user in (people.liaison, people.office, people.leader):
            assert browser_of(user).get(address).status_code == 200, address
        assert browser_of(people.colleague).get(address).status_code == 404
        answer = people.stranger.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in") or "next=" in answer["Location"]


def test_a_file_that_is_not_there_is_answered_like_one_that_is_secret(
    people: People, county: County
) -> None:
    file = stored(county)
    client = browser_of(people.colleague)
    secret, missing = (
        client.get(at("download", file)),
        client.get("/files/999999999999999999999/download/"),
    )
    assert secret.status_code == missing.status_code == 404
    assert without_tokens(secret.content) == without_tokens(missing.content).replace(
        NOWHERE, at("download", file)
    )


def without_tokens(content: bytes) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", content.decode())


def test_a_kind_nobody_grants_is_read_by_nobody(people: People, county: County) -> None:
    with registry.registered_for_a_test():
        registry.register(registry.Kind("test.secret", "secret"))
        with acting(Actor("7", "李文")):
            file = services.store(
                io.BytesIO(samples.PDF), name="a.pdf", owner=county.liaison.scope(),
                kind="test.secret",
            )  # fmt: skip
        assert browser_of(people.office).get(at("download", file)).status_code == 404
        registry.grant_access("test.secret", lambda _request, _file: True)
        assert browser_of(people.colleague).get(at("download", file)).status_code == 200


def test_pictures_alike_of_a_kind_that_is_not_ones_to_read_are_not_named(
    people: People, county: County
) -> None:
    ours = stored(county, samples.photo(), "ours.jpg")
    with registry.registered_for_a_test():
        registry.register(registry.Kind("test.secret", "secret"))
        with acting(Actor("7", "李文")):
            services.store(
                io.BytesIO(samples.photo()), name="theirs.jpg", owner=county.liaison.scope(),
                kind="test.secret",
            )  # fmt: skip
        page = browser_of(people.liaison).get(at("details", ours)).content.decode()
        assert "theirs.jpg" not in page
        registry.grant_access("test.secret", lambda _request, _file: True)
        page = browser_of(people.liaison).get(at("details", ours)).content.decode()
        assert "theirs.jpg" in page


def test_files_come_as_attachments_that_run_nothing(people: People, county: County) -> None:
    client = browser_of(people.liaison)
    for name, make in samples.GOOD.values():
        content = make()  # once: an archive holds the time at which it was made
        file = stored(county, content, name)
        answer = client.get(at("download", file))
        assert answer.status_code == 200, name
        assert answer["Content-Disposition"].startswith("attachment"), name
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        if not file.is_picture:
            assert answer["Content-Type"] == file.file_type.media_type
            assert body(answer) == content


def test_only_copies_that_we_made_are_shown_in_pages(people: People, county: County) -> None:
    file = stored(county, samples.photo(), "a.jpg")
    answer = browser_of(people.liaison).get(at("copy", file, "large"))
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Content-Type"] == "image/jpeg"
    assert samples.CAMERA.encode() not in body(answer)


def test_names_in_chinese_survive_the_way(people: People, county: County) -> None:
    answer = browser_of(people.liaison).get(at("download", stored(county)))
    assert answer["Content-Disposition"] == ("attachment; filename*=utf-8''%E9%80%9A%E7%9F%A5.pdf")


def test_a_gif_goes_out_under_the_name_of_what_it_became(people: People, county: County) -> None:
    file = stored(county, samples.picture("gif"), "old.gif")
    answer = browser_of(people.liaison).get(at("download", file))
    assert answer["Content-Disposition"] == 'attachment; filename="old.png"'
    assert answer["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=10-", 206, slice(10, None)),
        ("bytes=-7", 206, slice(-7, None)),
        ("bytes=5-99999999", 206, slice(5, None)),
        ("bytes=0-1,4-5", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
        ("bytes=99999999-", 416, None),
        ("bytes=9-3", 416, None),
    ],
)
def test_a_video_is_sent_in_the_parts_asked_for(
    people: People, county: County, asked: str, status: int, part: slice | None
) -> None:
    content = samples.video(size=700_000)
    file = stored(county, content, "walk.mp4")
    answer = browser_of(people.liaison).get(at("download", file), headers={"range": asked})
    assert answer.status_code == status
    if part is None:
        assert answer["Content-Range"] == f"bytes */{len(content)}"
        return
    assert body(answer) == content[part]
    assert int(answer["Content-Length"]) == len(content[part])
    if status == 206:
        start, stop, _ = part.indices(len(content))
        assert answer["Content-Range"] == f"bytes {start}-{stop - 1}/{len(content)}"


def test_a_part_of_something_that_changed_is_not_mixed_in(people: People, county: County) -> None:
    file = stored(county, samples.video(), "walk.mp4")
    headers = {"range": "bytes=0-1", "if-range": '"of another time"'}
    assert browser_of(people.liaison).get(at("download", file), headers=headers).status_code == 200


def test_what_the_browser_has_is_not_sent_again(people: People, county: County) -> None:
    client, file = browser_of(people.liaison), stored(county)
    tag = client.get(at("download", file))["ETag"]
    again = client.get(at("download", file), headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-cache" in again["Cache-Control"]
    other = browser_of(people.colleague).get(at("download", file), headers={"if-none-match": tag})
    assert other.status_code == 404


def test_files_are_not_packed_on_the_way(people: People, county: County) -> None:
    file = stored(county, b"text, " * 1000, "long.txt")
    answer = browser_of(people.liaison).get(
        at("download", file), headers={"accept-encoding": "gzip"}
    )
    assert "Content-Encoding" not in answer
    assert int(answer["Content-Length"]) == 6000


def test_bytes_that_are_lost_are_a_missing_page(
    people: People, county: County, kept_in: Store
) -> None:
    file = stored(county)
    kept_in.delete(file.blob.name)
    assert browser_of(people.liaison).get(at("download", file)).status_code == 404


def test_a_picture_still_being_prepared_says_so(people: People, county: County) -> None:
    with acting(Actor("7", "李文")):
        file = services.store(
            io.BytesIO(samples.photo()), name="a.jpg", owner=county.liaison.scope(), kind=OWN
        )
    client = browser_of(people.liaison)
    answer = client.get(at("download", file))
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "The picture is being prepared" in answer.content.decode()
    assert "hx-get" in client.get(at("picture", file, "small")).content.decode()
    run_pending()
    assert "<img" in client.get(at("picture", file, "small")).content.decode()


# -- the camera's notes ---------------------------------------------------------------------------


def test_the_original_needs_its_right_and_leaves_a_note(people: People, county: County) -> None:
    file = stored(county, samples.photo(), "a.jpg")
    answer = browser_of(people.office).get(at("original", file))
    assert body(answer) == samples.photo()
    note = Event.objects.latest("id")
    assert note.is_reading
    assert (note.actor_name, note.target_id, note.changes) == (
        "office", str(file.pk), {"what": "original"},
    )  # fmt: skip
    for user in (people.liaison, people.leader, people.colleague):
        assert browser_of(user).get(at("original", file)).status_code == 404


def test_where_a_photo_was_taken_is_seen_only_by_who_may(people: People, county: County) -> None:
    file = stored(county, samples.photo(), "a.jpg")
    page = browser_of(people.office).get(at("details", file)).content.decode()
    assert "30.26" in page
    assert samples.CAMERA in page
    assert Event.objects.filter(is_reading=True, target_id=str(file.pk)).count() == 1
    for user in (people.liaison, people.leader):
        page = browser_of(user).get(at("details", file)).content.decode()
        assert "30.26" not in page
        assert samples.CAMERA not in page


# -- the list -------------------------------------------------------------------------------------


def test_the_list_shows_what_the_right_reaches(people: People, county: County) -> None:
    stored(county)
    for user, seen in ((people.liaison, True), (people.office, True), (people.colleague, False)):
        page = browser_of(user).get(reverse("files:files")).content.decode()
        assert ("通知.pdf" in page) is seen
    page = browser_of(people.colleague).get(reverse("files:files")).content.decode()
    assert "There are no files yet" in page


def test_the_list_is_searched_and_paged(people: People, county: County) -> None:
    for number in range(30):
        stored(county, name=f"file {number}.pdf")
    client = browser_of(people.office)
    first = client.get(reverse("files:files"))
    assert len(first.context["page"]) == 24
    assert len(client.get(reverse("files:files"), {"page": 2}).context["page"]) == 6
    found = client.get(reverse("files:files"), {"q": "file 2"}).context["page"]
    assert len(found) == 11
    mine = client.get(reverse("files:files"), {"whose": "mine"})
    assert "No file fits" in mine.content.decode()


def test_the_list_asks_the_database_little(
    people: People, county: County, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        stored(county, samples.photo(turn=number / 30), f"{number}.jpg")
    client = browser_of(people.liaison)
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # pytest-django's fixture
        client.get(reverse("files:files"))


def test_a_file_is_deleted_by_who_may(people: People, county: County) -> None:
    file = stored(county)
    assert browser_of(people.leader).post(at("delete", file)).status_code == 404
    assert browser_of(people.colleague).post(at("delete", file)).status_code == 404
    assert browser_of(people.liaison).get(at("delete", file)).status_code == 405
    answer = browser_of(people.liaison).post(at("delete", file), follow=True)
    assert "“通知.pdf” was deleted." in answer.content.decode()
    assert not StoredFile.objects.exists()


# -- the part for other rooms ---------------------------------------------------------------------


def test_other_rooms_include_the_part_for_uploads(people: People) -> None:
    client = browser_of(people.liaison)
    page = client.get(reverse("files:part"), {"kind": OWN, "name": "photos"}).content.decode()
    assert 'data-field="photos"' in page
    assert "<form" not in page
    for query in ({}, {"kind": "test.none"}, {"kind": OWN, "name": '"><script>'}):
        assert client.get(reverse("files:part"), query).status_code == 404


def test_a_room_takes_only_files_that_the_person_brought_for_it(
    people: People, county: County
) -> None:
    first, second = stored(county), stored(county, name="b.pdf")
    assert queries.brought_by("7", OWN, [second.pk, first.pk]) == [second, first]
    assert queries.brought_by("8", OWN, [first.pk]) == []
    assert queries.brought_by("7", "test.other", [first.pk]) == []
