"""“This is me”: the request to take a photo down, and its receipt."""

from contextlib import suppress

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, FormView

from content.consent.analytics import without_analytics
from content.languages.views import WithdrawnPage
from content.pages.models import SiteSettings
from content.texts.languages import current_language
from content.visitors.csrf import same_origin_post
from content.visitors.private_links import mark_private
from content.visitors.throttling import sender_of
from gallery.models import Photo, RemovalRequest
from gallery.removal import takedown
from gallery.removal.forms import RemovalForm


@method_decorator([same_origin_post, without_analytics], name="dispatch")
class RemovalPage(FormView):
    """The form below the photo that it is about; the same for everybody."""

    template_name = "gallery/removal.html"
    form_class = RemovalForm

    photo: Photo

    def get(self, request, *args, **kwargs):
        self.photo = self._asked_about(Photo.objects.visible())
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Take the request also when somebody else's has hidden the photo meanwhile: then both hold it."""
        self.photo = self._asked_about(Photo.objects.visible() | Photo.objects.hidden_on_request())
        return super().post(request, *args, **kwargs)

    def _asked_about(self, photos) -> Photo:
        """Return the photo. Raises WithdrawnPage for one that was taken down, Http404 for one that never was public."""
        photo = photos.select_related("album__event").filter(pk=self.kwargs["pk"]).first()
        if photo is None:
            gone = Photo.objects.gone().filter(pk=self.kwargs["pk"]).first()
            raise WithdrawnPage(gone) if gone else Http404
        return photo

    def get_context_data(self, **kwargs):
        waits = SiteSettings.objects.filter(removal_waits=True).exists()
        return super().get_context_data(photo=self.photo, waits=waits, **kwargs)

    def form_valid(self, form):
        request = takedown.request_removal(
            photo=self.photo,
            reason=form.cleaned_data["reason"],
            email=form.cleaned_data["email"],
            sender=sender_of(self.request),
            language=current_language(),
        )
        return HttpResponseRedirect(reverse("gallery:removal_receipt", args=[request.secret]))


@method_decorator([same_origin_post, without_analytics], name="dispatch")
class RemovalReceipt(DetailView):
    """What became of a request, for whoever has its address, and the button that takes it back."""

    template_name = "gallery/removal_receipt.html"
    context_object_name = "asked"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        # Without a referrer browsers don't say where the button's form comes from, and it would be refused.
        mark_private(response).headers["Referrer-Policy"] = "same-origin"
        return response

    def get_object(self, queryset=None):
        return get_object_or_404(RemovalRequest.objects.select_related("photo"), secret=self.kwargs["secret"])

    def get_context_data(self, **kwargs):
        settled = SiteSettings.objects.values_list("contact_email", flat=True).first()
        return super().get_context_data(contact=settled, **kwargs)

    def post(self, request, *args, **kwargs):
        """Take the request back; one that was decided meanwhile shows what was."""
        with suppress(takedown.RemovalNotPossible):
            takedown.recall_request(self.get_object())
        return HttpResponseRedirect(request.path)
