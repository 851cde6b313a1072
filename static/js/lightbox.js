// lightbox.js: opens the photos of an album one by one over the page, each as its own page shows it. Without it, a photo is
// a page with links to the one before and after.

const SWIPE = 60; // pixels sideways, from which a stroke is a step
const STEPS = { ArrowLeft: "prev", ArrowRight: "next" };

class Lightbox {
  constructor(dialog, grid) {
    Object.assign(this, { dialog, grid, pages: new Map() });
    this.number = dialog.querySelector("[data-lightbox-number]");
    this.place = dialog.querySelector("[data-lightbox-photo]");
    grid.addEventListener("click", (event) => this.clicked(event));
    dialog.addEventListener("keydown", (event) => this.pressed(event));
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); history.back(); });
    dialog.querySelector("[data-lightbox-close]").addEventListener("click", () => history.back());
    for (const button of dialog.querySelectorAll("[data-lightbox-step]")) {
      button.addEventListener("click", () => this.step(button.dataset.lightboxStep));
    }
    this.place.addEventListener("pointerdown", (event) => { this.from = event.isPrimary ? event : null; });
    this.place.addEventListener("pointerup", (event) => this.released(event));
    addEventListener("popstate", () => this.follow());
  }

  clicked(event) {
    const link = event.target.closest("a");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.opener = link;
    history.pushState({ photo: link.href, album: location.href }, "", link.href);
    this.follow();
  }

  /** Show what the address says: a photo, or the album alone. */
  follow() {
    const address = history.state?.photo;
    if (address) this.show(address);
    else if (this.dialog.open) this.close();
  }

  close() {
    this.dialog.close();
    this.place.replaceChildren();
    (this.tileOf(this.shown) ?? this.opener)?.focus();
  }

  tileOf(address) {
    return [...this.grid.querySelectorAll("a")].find((link) => link.href === address);
  }

  async show(address) {
    this.shown = address;
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.setAttribute("aria-busy", "true");
    const page = await this.page(address).catch(() => null);
    if (this.shown !== address) return; // somebody was faster
    this.dialog.removeAttribute("aria-busy");
    if (!page) { location.assign(address); return; }
    this.fill(page, address);
    for (const next of Object.values(page.steps)) if (next) this.preload(next);
  }

  fill(page, address) {
    this.place.replaceChildren(page.figure.cloneNode(true));
    this.number.textContent = page.number;
    this.dialog.querySelector("[data-lightbox-page]").href = address;
    this.dialog.querySelector("[data-lightbox-removal]").href = page.removal;
    const download = this.dialog.querySelector("[data-lightbox-download]");
    download.hidden = !page.download;
    if (page.download) Object.assign(download, { href: page.download.href, download: page.download.download });
    for (const button of this.dialog.querySelectorAll("[data-lightbox-step]")) {
      const missing = !page.steps[button.dataset.lightboxStep];
      if (missing && button === document.activeElement) this.dialog.querySelector("[data-lightbox-close]").focus();
      button.hidden = missing;
    }
  }

  async step(direction) {
    const page = await this.page(this.shown);
    const address = page.steps[direction];
    if (!address) return;
    history.replaceState({ ...history.state, photo: address }, "", address);
    this.show(address);
  }

  pressed(event) {
    const direction = STEPS[event.key];
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.step(direction);
  }

  /** A stroke sideways is a step, unless the photo is zoomed in on: then it moves the photo. */
  released(event) {
    if (!this.from || event.pointerType === "mouse" || (visualViewport?.scale ?? 1) > 1.05) return;
    const [across, down] = [event.clientX - this.from.clientX, event.clientY - this.from.clientY];
    this.from = null;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) this.step(across < 0 ? "next" : "prev");
  }

  /** Ask each photo's page once. */
  page(address) {
    if (!this.pages.has(address)) {
      const asked = read(address);
      asked.catch(() => this.pages.delete(address));
      this.pages.set(address, asked);
    }
    return this.pages.get(address);
  }

  async preload(address) {
    const page = await this.page(address).catch(() => null);
    // A picture that stands in no page is loaded by its sizes when it is decoded.
    page?.figure.querySelector("img")?.decode?.().catch(() => {});
  }
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  const article = document.importNode(parsed.querySelector("[data-photo]"), true);
  const link = (name) => article.querySelector(`[rel=${name}]`)?.href;
  return {
    figure: article.querySelector("figure"),
    number: article.querySelector("[data-photo-number]").textContent,
    download: article.querySelector("[data-photo-download]"),
    removal: article.querySelector("[data-photo-removal]").href,
    steps: { prev: link("prev"), next: link("next") },
  };
}

const dialog = document.querySelector("[data-lightbox]");
const grid = document.querySelector(".photo-grid");
if (dialog && grid) new Lightbox(dialog, grid);
