"""Uploads that nothing needs are swept, and nothing else."""

import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command

from content.pictures.renditions import rendition_cleanup
from content.workflow import publishing
from content.workflow.models import Version
from content.workflow.snapshot import content_of
from tests.factories import DocumentFactory, DraftFactory, EventFactory, PhotoFactory, PictureFactory, VersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_places(settings, tmp_path):
    """Storages of this test alone."""
    for alias in ("default", "private"):
        settings.STORAGES = {
            **settings.STORAGES,
            alias: {**settings.STORAGES[alias], "OPTIONS": {"location": tmp_path / alias, "base_url": "/media/"}},
        }


def kept(alias: str, name: str, *, days: float = 2) -> str:
    """Put a file there that was last touched `days` ago."""
    name = storages[alias].save(name, ContentFile(b"words"))
    moment = time.time() - days * 86400
    os.utime(storages[alias].path(name), (moment, moment))
    return name


def swept(capsys, *arguments) -> list[str]:
    call_command("sweep_files", *arguments)
    return sorted(capsys.readouterr().out.splitlines()[:-1])


def test_what_nothing_mentions_goes(capsys):
    private = [kept("private", "documents/a.pdf"), kept("private", "originals/b.jpg")]
    public = [kept("default", "videos/c.mp4"), kept("default", "captions/d.vtt")]
    assert swept(capsys) == sorted(private + public)
    assert [storages["private"].exists(name) for name in private] == [False, False]
    assert [storages["default"].exists(name) for name in public] == [False, False]


def test_a_dry_run_says_what_would_go_and_deletes_nothing(capsys):
    name = kept("private", "documents/a.pdf")
    assert swept(capsys, "--dry-run") == [name]
    assert storages["private"].exists(name)


def test_what_was_uploaded_today_stays(capsys):
    kept("private", "documents/a.pdf", days=0.9)
    assert swept(capsys) == []


def test_what_rows_show_stays(capsys):
    DocumentFactory(file=kept("private", "documents/a.pdf"))
    PictureFactory(original=kept("private", "originals/b.jpg"))
    EventFactory(video_file=kept("default", "videos/c.mp4"), captions_en=kept("default", "captions/d.vtt"))
    assert swept(capsys) == []


def test_what_waits_stays_and_so_does_what_it_will_replace(capsys):
    document = DocumentFactory(live=True, file=kept("private", "documents/old.pdf"))
    draft = DraftFactory(target=document)
    draft.after["fields"]["file"] = kept("private", "documents/new.pdf")
    draft.save()
    assert swept(capsys) == []


def test_what_a_version_had_stays_as_long_as_the_version(capsys):
    event = EventFactory(live=True, video_file=kept("default", "videos/first.mp4"))
    VersionFactory(target=event)
    content = content_of(event)
    second = kept("default", "videos/second.mp4")
    publishing.publish(event, content={**content, "fields": {**content["fields"], "video_file": second}})
    assert swept(capsys) == []
    Version.objects.all().delete()
    assert swept(capsys) == ["videos/first.mp4"]


def test_sizes_that_nothing_shows_go_whatever_left_them_behind(capsys):
    """Such as those of a photo that was turned by a process that ended before it deleted the older ones."""
    PictureFactory(digest="abc")
    PhotoFactory(digest="abd", state="withdrawn")
    kept("default", "renditions/ab/abc-320.avif", days=0)
    gone = [kept("default", f"renditions/ab/{name}-320.avif", days=0) for name in ("abd", "abe")]
    assert swept(capsys, "--dry-run") == gone
    assert swept(capsys) == gone
    assert storages["default"].listdir("renditions/ab")[1] == ["abc-320.avif"]


def test_sizes_of_a_picture_that_comes_while_we_look_are_left_alone(capsys, monkeypatch):
    name = kept("default", "renditions/ab/abc-320.avif")
    listed = rendition_cleanup._folders

    def meanwhile():
        PictureFactory(digest="abc")
        return listed()

    monkeypatch.setattr(rendition_cleanup, "_folders", meanwhile)
    assert swept(capsys) == []
    assert storages["default"].exists(name)


def test_what_a_crash_left_unfinished_goes_after_a_day(capsys):
    PictureFactory(digest="abc")
    old = kept("default", "renditions/ab/.abc-320.avif.1f2e3d4c")
    new = kept("default", "renditions/ab/.abc-640.avif.1f2e3d4c", days=0.9)
    assert swept(capsys) == [old]
    assert storages["default"].exists(new)
