"""The page on which the photos of an album are added, described, put in order and changed many at once."""

from contextlib import suppress
from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.admin_ui.object_pages import admin_url, object_page
from content.admin_ui.parts import Part
from content.pictures.intake.originals import ACCEPTED
from gallery.models import Album
from gallery.photos.adding import add_photos
from gallery.photos.bulk_edit import ChosenForm, cameras_of, change_chosen, order_by_date
from gallery.photos.captions import PhotoForm, photos_by_key
from gallery.uploads.parts import CHUNK
from gallery.uploads.views import may_add_photos

TEN_YEARS = 10 * 365 * 24 * 60


class OrderByDate(Part):
    """Puts the photos of an album in the order in which they were taken; its button is on the page of the photos."""

    def urls(self, admin):
        return [self.post(admin, "<path:object_id>/photos/by-date/", self.by_date_view, "by_date")]

    def by_date_view(self, admin, request, object_id):
        """Put the photos in the order in which they were taken."""
        if not request.user.has_perm("gallery.change_photo"):
            raise PermissionDenied
        album = admin.get_object(request, object_id)
        if album is None:
            raise Http404
        corrections = {}
        given = zip(request.POST.getlist("camera"), request.POST.getlist("minutes"), strict=False)
        for camera, typed in given:
            with suppress(ValueError):  # what is no number corrects nothing
                corrections[camera] = timedelta(minutes=max(-TEN_YEARS, min(TEN_YEARS, int(typed))))
        count = order_by_date(album, corrections, request.user)
        said = ngettext("%(count)d photo changed its place.", "%(count)d photos changed their place.", count)
        admin.message_user(request, said % {"count": count}, messages.SUCCESS)
        return HttpResponseRedirect(admin_url(album, "photos"))


def chosen_form(admin, request, data=None) -> ChosenForm:
    """Return the form of what is to be so for all chosen photos; they can move to albums that this editor changes."""
    albums = Album.objects.kept() if admin.has_change_permission(request) else Album.objects.none()
    return ChosenForm(data, albums=albums)


def change_and_say(admin, request, album: Album, form: ChosenForm) -> None:
    """Do what a valid `form` asks to the photos that were chosen, and say so."""
    photos = photos_by_key(album.photos.all(), request.POST.getlist("chosen"))
    count, refused = change_chosen(photos, form, request.user)
    said = ngettext("%(count)d photo was changed.", "%(count)d photos were changed.", count) % {"count": count}
    admin.message_user(request, said, messages.SUCCESS if count else messages.WARNING)
    for reason in refused:
        admin.message_user(request, reason, messages.WARNING)
    if not photos:
        admin.message_user(request, _("No photo was chosen."), messages.WARNING)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Gives a list of uploaded files, empty when none were chosen."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        return [super(ManyFilesField, self).clean(each, initial) for each in data or []]


PHOTOS_ON_A_PAGE = 60


class Photos(Part):
    """The photos of an album: whoever may not change them sees them; whoever may not add any gets no field for it."""

    def urls(self, admin):
        return [self.page(admin, "<path:object_id>/photos/", self.photos_view, "photos")]

    def tools(self, admin, request, item):
        """Lead to the photos; an album that was binned has no such page."""
        words = _("Add and describe photos") if may_add_photos(admin, request, item) else _("Photos")
        return [(words, admin_url(item, "photos"))]

    def photos_view(self, admin, request, object_id):
        """Show a page of photos, or save what is sent of one."""
        album = admin.get_object(request, object_id)
        if not (request.user.has_perm("gallery.view_photo") or may_add_photos(admin, request, album)):
            raise PermissionDenied
        if album is None:
            raise Http404
        if request.method != "POST":
            return _photo_page(admin, request, album)
        if "files" in request.FILES:
            return _add_files(admin, request, album)
        return _save_photos(admin, request, album)


def _add_files(admin, request, album):
    """Take files from a browser without scripts."""
    if not may_add_photos(admin, request, album):
        raise PermissionDenied
    files = ManyFilesField().clean(request.FILES.getlist("files"))
    added, refused = add_photos(album, files, author=request.user)
    if added:
        said = ngettext("%(count)d photo was added.", "%(count)d photos were added.", added) % {"count": added}
        admin.message_user(request, said, messages.SUCCESS)
        if album.published_at:
            admin.message_user(request, _("Visitors see them once you publish the album again."), messages.INFO)
    for reason in refused:
        admin.message_user(request, reason, messages.WARNING)
    return HttpResponseRedirect(admin_url(album, "photos"))


def _save_photos(admin, request, album):
    """Save what was typed on each card, then do what is asked for the chosen ones: nothing that was typed is lost."""
    if not request.user.has_perm("gallery.change_photo"):
        raise PermissionDenied
    photos = photos_by_key(album.photos.all(), request.POST.getlist("photo"))  # one that is gone is passed over
    forms = [PhotoForm(request.POST, instance=photo) for photo in photos]
    chosen = chosen_form(admin, request, request.POST) if "change-chosen" in request.POST else None
    if [form for form in [*forms, chosen] if form and not form.is_valid()]:
        admin.message_user(request, _("Nothing is saved yet: see what is wrong below."), messages.ERROR)
        return _photo_page(admin, request, album, {form.instance.pk: form for form in forms}, chosen)
    count = sum(form.save_changes(request.user) for form in forms)
    if count or not chosen:
        said = ngettext("%(count)d photo was saved.", "%(count)d photos were saved.", count) % {"count": count}
        admin.message_user(request, said, messages.SUCCESS if count else messages.INFO)
    if chosen:
        change_and_say(admin, request, album, chosen)
    return HttpResponseRedirect(request.get_full_path())


def _photo_page(admin, request, album, forms=None, chosen=None):
    photos = album.photos.order_by("position", "id")
    page = Paginator(photos, PHOTOS_ON_A_PAGE).get_page(request.GET.get("p"))
    may_change = request.user.has_perm("gallery.change_photo")
    upload = {
        "url": admin_url(album, "upload"),
        "chunk": CHUNK,
        "accepted": ACCEPTED,
        "waits": bool(album.published_at),
        "at_once": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    }
    context = {
        "page": page,
        "forms": [(forms or {}).get(photo.pk) or PhotoForm(instance=photo) for photo in page],
        "may_change": may_change,
        "chosen": chosen or chosen_form(admin, request),
        "upload": upload if may_add_photos(admin, request, album) else None,
        "most": PHOTOS_ON_A_PAGE,
        "cameras": cameras_of(album),
        "by_date_url": admin_url(album, "by_date"),
    }
    title = _("Photos of “%(album)s”") % {"album": album}
    return object_page(admin, request, album, "admin/photos/photos.html", title, **context)
