from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.desk.admin import ADDRESS, ORDER, DeskAdmin
from content.desk.columns import MissingText, badge, languages_column
from content.desk.ordering import OrderedAdmin
from content.desk.publishing import PublishingAdmin
from content.desk.states import StateFilter, state_column
from content.desk.translated import AnyLanguageForm
from content.desk.uploads import ManyFilesField
from content.pictures.columns import MakesSizes, Thumbnail
from content.pictures.descriptions import WithoutDescription
from content.workflow.history import record
from content.workflow.models import Version
from gallery.adding import add_photos
from gallery.changing import drop_old_sizes
from gallery.models import Album, Photo
from gallery.originals import OriginalAdmin
from gallery.photo_page import PhotoPageAdmin
from gallery.removal_admin import RemovalRequestAdmin

__all__ = ["AlbumAdmin", "PhotoAdmin", "RemovalRequestAdmin"]


class AlbumForm(AnyLanguageForm):
    files = ManyFilesField(  # type: ignore[assignment]  # a field of the form, not what was sent
        label=_("Add photos"),
        required=False,
        help_text=_(
            "Choose as many as you like; they come after the photos that are there. What isn’t a photo is named and left out."
        ),
    )


@admin.register(Album)
class AlbumAdmin(OrderedAdmin, Thumbnail, PhotoPageAdmin, PublishingAdmin):
    form = AlbumForm
    pictured_by = "cover"
    list_display = ["thumbnail", "__str__", "event", "photo_count", state_column, languages_column]
    list_filter = [StateFilter, "event", MissingText]
    list_select_related = ["event", "cover"]
    search_fields = ["title_nl", "title_en", "description_nl", "description_en"]
    autocomplete_fields = ["event"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (_("What do the photos show?"), {"fields": ["title", "description", "event", "cover"]}),
        (_("Are there photos to add?"), {"fields": ["files"]}),
        ADDRESS,
        ORDER,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(photo_count=Count("photos"))

    @admin.display(description=_("photos"), ordering="photo_count")
    def photo_count(self, item):
        return item.photo_count

    def object_tools(self, request, obj):
        """Lead to the photos first; an album that was binned has no such page."""
        words = _("Add and describe photos") if self.has_add_photos_permission(request, obj) else _("Photos")
        return [(words, self.photos_url(obj)), *super().object_tools(request, obj)]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "cover":
            album = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = Photo.objects.filter(album=album) if album else Photo.objects.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """Ask for photos whoever may add them."""
        fieldsets = super().get_fieldsets(request, obj)
        if _may_add_photos(request):
            return fieldsets
        return [(title, options) for title, options in fieldsets if "files" not in options["fields"]]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.added_files = form.cleaned_data["files"] if _may_add_photos(request) else []

    def after_saving(self, request, item):
        super().after_saving(request, item)
        added, refused = add_photos(item, request.added_files, author=request.user)
        if added:
            said = ngettext("%(count)d photo was added.", "%(count)d photos were added.", added) % {"count": added}
            record(item, Version.Act.SAVED, author=request.user, note=said)
        self.say_added(request, item, added, refused)


def _may_add_photos(request) -> bool:
    return request.user.has_perm("gallery.add_photo")


@admin.register(Photo)
class PhotoAdmin(OriginalAdmin, OrderedAdmin, MakesSizes, Thumbnail, DeskAdmin):
    ordered_within = "album"
    ordering = ["album__position", "album", "position", "taken_at", "created_at"]
    list_display = ["thumbnail", "__str__", "album", "credit", "state_shown", languages_column]
    list_filter = ["state", "album", WithoutDescription, MissingText]
    list_select_related = ["album"]
    search_fields = ["alt_nl", "alt_en", "credit", "album__title_nl", "album__title_en"]
    autocomplete_fields = ["album"]
    fieldsets = [
        (_("Which photo, and in which album?"), {"fields": ["original", "album", "state"]}),
        (_("What does it show?"), {"fields": ["alt", "decorative", "credit", "taken_at"]}),
        (_("What must stay in view?"), {"fields": [("focal_x", "focal_y")], "classes": ["collapse"]}),
        ORDER,
    ]

    def get_changeform_initial_data(self, request):
        """Show nothing by accident: a photo waits for its album unless an editor chooses otherwise."""
        return {"state": Photo.State.WAITING, **super().get_changeform_initial_data(request)}

    def save_model(self, request, obj, form, change):
        before = Photo.objects.filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        if before:
            drop_old_sizes(before, obj)

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, item):
        return badge(item.state, item.get_state_display())
