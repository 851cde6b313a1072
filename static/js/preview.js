// preview.js: switches the width of a preview at once, and keeps whoever follows a link inside the preview.
// Without it the choices above the frame are links, and the links of the page itself can't be followed in the frame.

const frame = document.querySelector(".preview-frame");
const told = document.querySelector("[data-told]");
const widths = [...document.querySelectorAll('[data-choice="width"] a')];
const languages = [...document.querySelectorAll('[data-choice="language"] a')];

// What isn't a page of ours opens beside the preview: files, the admin, other sites.
const PAGE = new RegExp(`^/(?:${languages.map((link) => link.dataset.value).join("|")})/`);
const FILE = /^\/documents\//;

for (const link of widths) link.addEventListener("click", (event) => chooseWidth(event, link));
frame.addEventListener("load", follow);
if (frame.contentDocument?.readyState === "complete") follow();

function chooseWidth(event, chosen) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  frame.dataset.width = chosen.dataset.value;
  mark(widths, chosen.dataset.value);
  for (const link of languages) link.href = withValue(link.href, "width", chosen.dataset.value);
  history.replaceState(null, "", withValue(location.href, "width", chosen.dataset.value));
}

function mark(links, value) {
  for (const link of links) link.toggleAttribute("aria-current", false);
  links.find((link) => link.dataset.value === value)?.setAttribute("aria-current", "true");
}

function withValue(address, name, value) {
  const url = new URL(address, location.href);
  url.searchParams.set(name, value);
  return url.href;
}

// The page in the frame is of this site, so its clicks can be heard.
function follow() {
  const page = frame.contentDocument;
  if (!page || page.documentElement.dataset.followed) return;
  page.documentElement.dataset.followed = "yes";
  mark(languages, page.documentElement.lang);
  page.addEventListener("click", followLink);
  page.addEventListener("submit", followForm);
}

function followLink(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented) return;
  const url = new URL(link.href);
  if (isHere(url) || !url.protocol.startsWith("http")) return;
  event.preventDefault();
  const inside = insideOf(url);
  if (inside && !FILE.test(url.pathname) && !(event.ctrlKey || event.metaKey)) frame.contentWindow.location.assign(inside);
  else window.open(inside ?? url.href, "_blank", "noopener");
}

function followForm(event) {
  if (event.target.method === "dialog" || event.defaultPrevented) return;
  event.preventDefault();
  const url = new URL(event.target.action);
  url.search = new URLSearchParams(new FormData(event.target, event.submitter));
  if (event.target.method === "get" && insideOf(url)) frame.contentWindow.location.assign(insideOf(url));
  else told.textContent = told.dataset.formWords;
}

/** Whether `url` leads to a place on the page that is shown. */
function isHere(url) {
  const here = frame.contentWindow.location;
  return url.hash !== "" && url.origin === here.origin && url.pathname === here.pathname && url.search === here.search;
}

/** Return the address of a page of ours within the preview, or nothing for what has no place there. */
function insideOf(url) {
  const pages = frame.dataset.pages;
  if (url.origin !== location.origin) return undefined;
  if (url.pathname.startsWith(pages)) return url.href;
  if (!PAGE.test(url.pathname) && !FILE.test(url.pathname)) return undefined;
  return pages + url.pathname.slice(1) + url.search + url.hash;
}
