from django.urls import path
from django.utils.translation import gettext_lazy as _

from gallery import views
from gallery.removal import views as removal_views

app_name = "gallery"
urlpatterns = [
    path(_("albums/"), views.AlbumList.as_view(), name="albums"),
    path(_("albums/<slug:slug>/"), views.AlbumDetail.as_view(), name="album"),
    path(_("albums/<slug:slug>/photos.zip"), views.AlbumDownload.as_view(), name="download"),
    path(_("photos/<uuid:pk>/"), views.PhotoDetail.as_view(), name="photo"),
    path(_("photos/<uuid:pk>/this-is-me/"), removal_views.RemovalPage.as_view(), name="removal"),
    path(_("removal-requests/<slug:secret>/"), removal_views.RemovalReceipt.as_view(), name="removal_receipt"),
]
