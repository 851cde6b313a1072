"""The page on which the photos of an album are added, described and put in order: part of the admin of albums."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.desk.uploads import ManyFilesField
from content.pictures.fields import ACCEPTED
from gallery.adding import add_photos
from gallery.describing import PhotoForm, sent_forms
from gallery.models import Album, Photo
from gallery.photos_at_once import ManyPhotosAdmin
from gallery.upload_views import UploadAdmin
from gallery.uploads import CHUNK

PHOTOS_ON_A_PAGE = 60


class PhotoPageAdmin(UploadAdmin, ManyPhotosAdmin):
    """Part of an admin of albums. Whoever may not change photos sees them; whoever may not add any gets no field for it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.photos_view)
        return [path("<path:object_id>/photos/", view, name="gallery_album_photos"), *super().get_urls()]

    def photos_url(self, album: Album) -> str:
        """Return the address of this page for `album`."""
        return reverse("admin:gallery_album_photos", args=[album.pk])

    def photos_view(self, request, object_id):
        """Show a page of photos, or save what is sent of one."""
        album = self.get_object(request, object_id)
        if not (request.user.has_perm("gallery.view_photo") or self.has_add_photos_permission(request, album)):
            raise PermissionDenied
        if album is None:
            raise Http404
        if request.method != "POST":
            return self._photo_page(request, album)
        if "files" in request.FILES:
            return self._add_files(request, album)
        return self._save_photos(request, album)

    def _add_files(self, request, album):
        """Take files from a browser without scripts."""
        if not self.has_add_photos_permission(request, album):
            raise PermissionDenied
        files = ManyFilesField().clean(request.FILES.getlist("files"))
        added, refused = add_photos(album, files, author=request.user)
        self._say_added(request, album, added, refused)
        return HttpResponseRedirect(self.photos_url(album))

    def _say_added(self, request, album, added: int, refused: list[str]) -> None:
        """Tell how many photos came in, when visitors will see them, and why others did not."""
        if added:
            said = ngettext("%(count)d photo was added.", "%(count)d photos were added.", added) % {"count": added}
            self.message_user(request, said, messages.SUCCESS)
            if album.published_at:
                self.message_user(request, _("Visitors see them once you publish the album again."), messages.INFO)
        for reason in refused:
            self.message_user(request, reason, messages.WARNING)

    def _save_photos(self, request, album):
        """Save what was typed on each card, then do what is asked for the chosen ones: nothing that was typed is lost."""
        if not request.user.has_perm("gallery.change_photo"):
            raise PermissionDenied
        forms = sent_forms(album.photos.all(), request.POST)
        chosen = self.chosen_form(request, request.POST) if "change-chosen" in request.POST else None
        if [form for form in [*forms, chosen] if form and not form.is_valid()]:
            self.message_user(request, _("Nothing is saved yet: see what is wrong below."), messages.ERROR)
            return self._photo_page(request, album, {form.instance.pk: form for form in forms}, chosen)
        count = sum(form.save_changes(request.user) for form in forms)
        if count or not chosen:
            said = ngettext("%(count)d photo was saved.", "%(count)d photos were saved.", count) % {"count": count}
            self.message_user(request, said, messages.SUCCESS if count else messages.INFO)
        if chosen:
            self.change_chosen(request, album, chosen)
        return HttpResponseRedirect(request.get_full_path())

    def _photo_page(self, request, album, forms=None, chosen=None):
        photos = album.photos.order_by("position", "id")
        page = Paginator(photos, PHOTOS_ON_A_PAGE).get_page(request.GET.get("p"))
        may_change = request.user.has_perm("gallery.change_photo")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Photos of “%(album)s”") % {"album": album},
            "opts": self.opts,
            "original": album,
            "form_url": self.form_url(album),
            "page": page,
            "forms": [(forms or {}).get(photo.pk) or PhotoForm(instance=photo) for photo in page],
            "may_change": may_change,
            "chosen": chosen or self.chosen_form(request),
            "upload": self._upload(request, album) if self.has_add_photos_permission(request, album) else None,
            "most": PHOTOS_ON_A_PAGE,
            **self.more_on_page(request, album),
        }
        return TemplateResponse(request, "admin/photos.html", context)

    def _upload(self, request, album) -> dict:
        url = reverse("admin:gallery_album_upload", args=[album.pk])
        return {
            "url": url,
            "chunk": CHUNK,
            "accepted": ACCEPTED,
            "waits": bool(album.published_at),
            "at_once": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        }

    def card_of(self, request, photo: Photo) -> str:
        may_change = request.user.has_perm("gallery.change_photo")
        context = {"form": PhotoForm(instance=photo), "may_change": may_change}
        return render_to_string("admin/photo_card.html", context, request)
