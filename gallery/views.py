"""Albums and photos, as visitors see them."""

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import Http404
from django.views.generic import DetailView, ListView

from content.documents.archive import zip_response
from content.languages.views import AddressedDetail, WithdrawnPage
from content.texts.languages import current_language, text_of
from gallery.models import Album, Photo
from gallery.photos.downloads import download_name, largest_file, photo_members


def with_covers(cards) -> list[dict]:
    """Return the rows of `cards`, each with its cover as `cover`: a tile, or nothing; one query for all."""
    cards = list(cards)
    tiles = Photo.objects.filter(pk__in=[card["shown_id"] for card in cards]).as_tiles()
    covers = {tile["id"]: tile for tile in tiles}
    return [{**card, "cover": covers.get(card["shown_id"])} for card in cards]


class AlbumList(ListView):
    """All albums."""

    template_name = "gallery/album_list.html"
    context_object_name = "albums"

    def get_queryset(self):
        return with_covers(Album.objects.live().as_cards())


class AlbumDetail(AddressedDetail):
    """The photos of one album, in pages."""

    template_name = "gallery/album_detail.html"
    photos_per_page = 60

    def get_queryset(self):
        return Album.objects.live().select_related("event")

    def get_context_data(self, **kwargs):
        photos = Photo.objects.visible().in_album(self.object).as_tiles()
        page = Paginator(photos, self.photos_per_page).get_page(self.request.GET.get("page"))
        is_downloadable = any(photo["ready"] for photo in page)
        return super().get_context_data(photos=page, is_downloadable=is_downloadable, **kwargs)


class AlbumDownload(AddressedDetail):
    """The photos of an album, streamed as one archive."""

    def get_queryset(self):
        return Album.objects.live()

    def get(self, request, *args, **kwargs):
        album = self.get_object()
        slug = text_of(album, "slug").words
        photos = Photo.objects.visible().in_album(album).order_by("position", "id").as_files()
        members = photo_members(photos, slug)
        if not members:
            raise Http404
        return zip_response(members, filename=slug, language=current_language())


class PhotoDetail(DetailView):
    """One photo, with the way to its neighbours."""

    template_name = "gallery/photo_detail.html"
    context_object_name = "photo"

    def get_queryset(self):
        return Photo.objects.visible().select_related("album__event")

    def get_object(self, queryset=None):
        """Return the photo. Raises WithdrawnPage for one that was taken down, or went with its album; Http404 as ever."""
        photo = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if photo is None:
            gone = Photo.objects.gone().filter(pk=self.kwargs["pk"]).first()
            raise WithdrawnPage(gone) if gone else Http404
        return photo

    def get_context_data(self, **kwargs):
        visible = Photo.objects.visible()
        number = visible.number_of(self.object)
        return super().get_context_data(
            download=_download(self.object, number),
            previous=visible.before(self.object).as_tiles().first(),
            following=visible.after(self.object).as_tiles().first(),
            number=number,
            total=visible.in_album(self.object.album_id).count(),
            **kwargs,
        )


def _download(photo: Photo, number: int) -> dict | None:
    """Where the largest size of `photo` is, and what to call it; nothing while its sizes are being made."""
    if not photo.ready:
        return None
    row = {name: getattr(photo, name) for name in ("digest", "width", "height", "transparent")}
    name, extension = largest_file(row)
    slug = text_of(photo.album, "slug").words
    return {"url": default_storage.url(name), "name": download_name(slug, number, extension)}
