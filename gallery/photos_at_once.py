"""The part of the admin of albums in which many photos are changed at once, or put in the order of their dates."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gallery.by_date import cameras_of, order_by_date
from gallery.changing import ChosenForm, change_chosen
from gallery.describing import named
from gallery.models import Album

TEN_YEARS = 10 * 365 * 24 * 60


class ManyPhotosAdmin:
    """Part of an admin of albums; its page is that of PhotoPageAdmin, whose hooks it fills."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.by_date_view)
        return [path("<path:object_id>/photos/by-date/", view, name="gallery_album_by_date"), *super().get_urls()]

    def by_date_view(self, request, object_id):
        """Put the photos in the order in which they were taken."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm("gallery.change_photo"):
            raise PermissionDenied
        album = self.get_object(request, object_id)
        if album is None:
            raise Http404
        count = order_by_date(album, _corrections(request.POST), request.user)
        said = ngettext("%(count)d photo changed its place.", "%(count)d photos changed their place.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)
        return HttpResponseRedirect(self.photos_url(album))

    def chosen_form(self, request, data=None) -> ChosenForm:
        """Return the form of what is to be so for all chosen photos; they can move to albums that this editor changes."""
        albums = Album.objects.kept() if self.has_change_permission(request) else Album.objects.none()
        return ChosenForm(data, albums=albums)

    def change_chosen(self, request, album, form: ChosenForm) -> None:
        """Do what a valid `form` asks to the photos that were chosen, and say so."""
        photos = named(album.photos.all(), request.POST.getlist("chosen"))
        count, refused = change_chosen(photos, form, request.user)
        said = ngettext("%(count)d photo was changed.", "%(count)d photos were changed.", count) % {"count": count}
        self.message_user(request, said, messages.SUCCESS if count else messages.WARNING)
        for reason in refused:
            self.message_user(request, reason, messages.WARNING)
        if not photos:
            self.message_user(request, _("No photo was chosen."), messages.WARNING)

    def more_on_page(self, request, album) -> dict:
        """Return what the page shows of this part."""
        return {"cameras": cameras_of(album), "by_date_url": reverse("admin:gallery_album_by_date", args=[album.pk])}


def _corrections(sent) -> dict[str, timedelta]:
    """Return camera → correction; what is no number corrects nothing."""
    given = zip(sent.getlist("camera"), sent.getlist("minutes"), strict=False)
    return {camera: timedelta(minutes=_minutes(typed)) for camera, typed in given}


def _minutes(typed: str) -> int:
    try:
        return max(-TEN_YEARS, min(TEN_YEARS, int(typed)))
    except ValueError:
        return 0
