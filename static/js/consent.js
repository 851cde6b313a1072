// consent.js: shows the notice to who has not answered it, and loads what was agreed to.
// Without it nothing is loaded from others, and the choice is made at the page of cookie settings.
import { agreed, decided, send } from "./choices.js";

const loaders = { analytics: loadGoogleAnalytics, behaviour: loadHotjar };
const running = new Set();
const boxes = [...document.querySelectorAll("input[data-version]")];
const isAgreed = (box) => agreed(box.value, box.dataset.version);

apply();
const notice = document.querySelector("[data-consent]");
if (notice && boxes.some((box) => !decided(box.value, box.dataset.version))) ask(notice);

// Whoever changes their mind in one tab means all of them.
document.addEventListener("visibilitychange", () => {
  if (boxes.some((box) => running.has(box) && !isAgreed(box))) location.reload();
});

function apply() {
  for (const box of boxes) {
    if (!isAgreed(box)) forget(box.dataset.cookies);
    else if (!running.has(box)) start(box);
  }
}

function start(box) {
  running.add(box);
  if (box.dataset.identifier) loaders[box.value](box.dataset.identifier);
}

function ask(notice) {
  notice.hidden = false;
  notice.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { target: form, submitter } = event;
    try {
      await send(form.action, new FormData(form, submitter));
    } catch {
      return withButton(form, submitter).submit();
    }
    notice.hidden = true;
    apply();
  });
}

// form.submit() leaves out the button that was pressed.
function withButton(form, { name, value }) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  return form;
}

function load(address) {
  document.head.append(Object.assign(document.createElement("script"), { src: address, async: true }));
}

function loadGoogleAnalytics(identifier) {
  window.dataLayer = [];
  // gtag.js reads the arguments object itself; an array in its place is ignored.
  window.gtag = function () { window.dataLayer.push(arguments); };
  window.gtag("js", new Date());
  window.gtag("config", identifier, {
    anonymize_ip: true,
    allow_google_signals: false,
    allow_ad_personalization_signals: false,
    cookie_domain: "none", // on our own host alone, so that withdrawing can delete them
    cookie_expires: 15724800,
  });
  load(`https://www.googletagmanager.com/gtag/js?id=${identifier}`);
}

function loadHotjar(identifier) {
  window.hj = function () { (window.hj.q ??= []).push(arguments); };
  window._hjSettings = { hjid: Number(identifier), hjsv: 6 };
  load(`https://static.hotjar.com/c/hotjar-${identifier}.js?sv=6`);
}

// Deletes cookies by name or beginning (`_ga_*`) from this host and from every wider domain that it may have set.
function forget(names = "") {
  const parts = location.hostname.split(".");
  const domains = ["", ...parts.map((_, index) => `; domain=${parts.slice(index).join(".")}`)];
  for (const cookie of document.cookie.split("; ").map((pair) => pair.split("=")[0]).filter(Boolean)) {
    if (!names.split(" ").some((name) => matches(cookie, name))) continue;
    for (const domain of domains) document.cookie = `${cookie}=; path=/; max-age=0${domain}`;
  }
}

function matches(cookie, name) {
  return name.endsWith("*") ? cookie.startsWith(name.slice(0, -1)) : cookie === name;
}
