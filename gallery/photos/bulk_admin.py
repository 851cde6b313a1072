"""Changing many photos of an album at once, or putting them in the order of their dates."""

from contextlib import suppress
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.admin_ui.object_pages import admin_url
from content.admin_ui.parts import Part
from gallery.models import Album
from gallery.photos.bulk_edit import ChosenForm, change_chosen
from gallery.photos.by_date import order_by_date
from gallery.photos.captions import photos_by_key

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
