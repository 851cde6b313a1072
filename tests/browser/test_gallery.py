"""Looking at photos: in rows, over the page, and one by one on pages of their own."""

import pytest
from playwright.sync_api import expect

ALBUM = "/en/albums/the-day-in-sixteen-pictures/"


def number(page):
    return page.locator("[data-lightbox-number]")


@pytest.fixture
def album(page):
    page.goto(ALBUM)
    return page


def open_photo(page, place):
    page.locator(".photo-tile a").nth(place).click()
    expect(number(page)).to_have_text(f"Photo {place + 1} of 16")


def test_a_photo_opens_over_the_page_and_the_keyboard_leads_on_and_back(album, axe):
    open_photo(album, 3)
    assert axe(album) == []
    album.keyboard.press("ArrowRight")
    expect(number(album)).to_have_text("Photo 5 of 16")
    album.keyboard.press("ArrowLeft")
    album.keyboard.press("ArrowLeft")
    expect(number(album)).to_have_text("Photo 3 of 16")
    album.keyboard.press("Escape")
    expect(album.get_by_role("dialog")).to_have_count(0)
    expect(album.locator(".photo-tile a").nth(2)).to_be_focused()
    assert album.url.endswith(ALBUM)


def test_the_address_is_that_of_the_photo_and_the_back_button_closes_it(album):
    address = album.locator(".photo-tile a").nth(1).get_attribute("href")
    open_photo(album, 1)
    assert album.url.endswith(address)
    album.get_by_role("button", name="Next photo").click()
    expect(number(album)).to_have_text("Photo 3 of 16")
    album.go_back()
    expect(album.get_by_role("dialog")).to_have_count(0)
    assert album.url.endswith(ALBUM)
    album.go_forward()
    expect(number(album)).to_have_text("Photo 3 of 16")


def test_whoever_sees_oneself_gets_from_there_to_the_request(album):
    open_photo(album, 1)
    album.get_by_role("link", name="This is me: take it down").click()
    expect(album.get_by_role("heading", level=1)).to_be_visible()
    assert "/photos/" in album.url
    assert album.locator("form textarea").count() == 1


def test_focus_stays_inside_and_does_not_fall_off_at_the_last_photo(album):
    open_photo(album, 14)
    album.get_by_role("button", name="Next photo").focus()
    album.keyboard.press("Enter")
    expect(number(album)).to_have_text("Photo 16 of 16")
    expect(album.get_by_role("button", name="Close")).to_be_focused()
    for _press in range(8):
        album.keyboard.press("Tab")
        assert album.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")


def test_a_stroke_with_the_finger_is_a_step(open_page):
    phone = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.goto(ALBUM)
    open_photo(phone, 3)
    stroke = """(place, [from, to]) => {
        const send = (type, x) => place.dispatchEvent(new PointerEvent(type, {
            bubbles: true, pointerType: "touch", isPrimary: true, clientX: x, clientY: 400 }));
        send("pointerdown", from); send("pointerup", to);
    }"""
    phone.locator("[data-lightbox-photo]").evaluate(stroke, [300, 120])
    expect(number(phone)).to_have_text("Photo 5 of 16")
    phone.locator("[data-lightbox-photo]").evaluate(stroke, [120, 300])
    expect(number(phone)).to_have_text("Photo 4 of 16")


def test_without_javascript_each_photo_has_a_page_with_its_neighbours(open_page):
    page = open_page(java_script_enabled=False)
    page.goto(ALBUM)
    page.locator(".photo-tile a").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Photo 2 of 16")
    page.get_by_role("link", name="Next photo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Photo 3 of 16")


@pytest.mark.parametrize("slowness", [1, 6, 20])
def test_a_row_respects_the_shape_of_each_photo_and_nothing_jumps(page, slowness):
    """On a slow telephone too, where the rows are drawn before the last photo of the list is read."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowness})
    page.goto(ALBUM)
    shift = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
                .observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 500);
        })"""
    )
    assert shift == 0
    shapes = page.evaluate(
        """() => [...document.querySelectorAll(".photo-tile img")].map(image => {
            const box = image.getBoundingClientRect();
            return [box.width / box.height, image.getAttribute("width") / image.getAttribute("height")];
        })"""
    )
    assert all(abs(shown / own - 1) < 0.1 for shown, own in shapes)
