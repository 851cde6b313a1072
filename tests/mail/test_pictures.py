"""Pictures in the words of an editor's own: in the mail, and told in its text."""

from uuid import uuid4

import pytest

from content.mail.letters.writing import write_rich
from content.pictures.models import Picture
from content.pictures.renditions.files import rendition_url
from content.richtext.references import for_mail
from tests.factories import PictureFactory
from tests.mail.reading import is_balanced

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = "https://smart.example"


def figure(picture, caption="The stage"):
    return f'<figure><img src="smartup:picture/{picture.pk}"><figcaption>{caption}</figcaption></figure>'


def photo(**traits) -> Picture:
    """A picture whose sizes are made."""
    return PictureFactory(**{"digest": "ab" * 32, "ready": True, "width": 1600, "height": 1200, **traits})


def mailed(body, language="en"):
    return write_rich(subject="News", body=for_mail(body, language), to="anna@example.org", language=language)


def text_of(mail) -> str:
    return mail.text.partition("\n\n-- \n")[0]


def test_a_picture_is_a_size_that_every_mail_program_shows_and_fits_the_sheet():
    picture = photo(alt_en='A "blue" wall')
    mail = mailed(f"<p>Hi</p>{figure(picture)}<p>Bye</p>")
    address = f"https://smart.example{rendition_url(picture.digest, 640, 'jpg')}"
    style = "display: block; max-width: 100%; height: auto; border: 0;"
    assert (
        f'<img class="picture" style="{style}" src="{address}" width="552" height="414" alt="A &quot;blue&quot; wall">'
        in mail.html
    )
    assert is_balanced(mail.html)
    assert picture.original.name not in mail.html


def test_its_words_and_caption_stand_in_the_text():
    mail = mailed(f"<p>Hi</p>{figure(photo(alt_en='A blue wall'))}<p>Bye</p>")
    assert text_of(mail) == "Hi\n\n[A blue wall]\nThe stage\n\nBye"


def test_a_decorative_picture_is_not_told():
    mail = mailed(figure(photo(decorative=True), caption=""))
    assert ' alt=""' in mail.html and text_of(mail) == ""


def test_words_from_another_language_say_so():
    picture = photo(alt_nl="Een blauwe muur", alt_en="")
    assert 'alt="Een blauwe muur" lang="nl"' in mailed(figure(picture)).html
    assert 'alt="Een blauwe muur">' in mailed(figure(picture), "nl").html


def test_a_small_picture_is_not_drawn_larger():
    picture = photo(width=200, height=100)
    mail = mailed(figure(picture))
    assert rendition_url(picture.digest, 200, "jpg") in mail.html and 'width="200" height="100"' in mail.html


def test_a_transparent_picture_is_a_png():
    picture = photo(transparent=True)
    assert rendition_url(picture.digest, 640, "png") in mailed(figure(picture)).html


@pytest.mark.parametrize("change", [{"ready": False}, {"digest": ""}])
def test_what_can_not_be_seen_yet_or_any_more_takes_its_figure_with_it(change):
    mail = mailed(f"<p>Hi</p>{figure(photo(**change))}<p>Bye</p>")
    assert "<img" not in mail.html and text_of(mail) == "Hi\n\nBye"


def test_what_was_deleted_takes_its_figure_with_it():
    assert text_of(mailed(f"<p>Hi</p>{figure(Picture(pk=uuid4()))}")) == "Hi"


@pytest.mark.parametrize("figures", [1, 10])
def test_all_pictures_of_a_mail_are_one_query(figures, django_assert_num_queries):
    body = "".join(figure(photo()) for _number in range(figures))
    with django_assert_num_queries(1):
        assert for_mail(body, "en").count("<img") == figures
