// proof.js: earns the form its proof of work (ALTCHA's protocol) while somebody fills it in. Where it can't, as without
// scripts or without https, the form goes without one, and the site asks for a little patience instead.

const BATCH = 400; // digests between two looks at what the visitor does
const SHORTEST = 3200; // milliseconds: the site believes nobody who was faster

const form = document.querySelector("form[data-challenge]");
let earned;

if (form && globalThis.crypto?.subtle) {
  form.addEventListener("focusin", have, { once: true });
  form.addEventListener("submit", send);
}

async function send(event) {
  if (form.elements.proof.value || !form.checkValidity()) return; // what is missing is said at once
  event.preventDefault();
  const button = event.submitter ?? form.querySelector("button");
  form.setAttribute("aria-busy", "true");
  document.querySelector("[data-proof-status]").textContent = form.dataset.busy;
  await have();
  form.removeAttribute("aria-busy");
  setTimeout(() => form.requestSubmit(button)); // within the event that was stopped, browsers send nothing
}

// Puts the proof into the form, as soon as it is earned.
async function have() {
  form.elements.proof.value = (await (earned ??= earn())) || "none";
}

// Returns the proof, or "" when there is none to be had.
async function earn() {
  const begun = performance.now();
  try {
    const answer = await fetch(form.dataset.challenge, { cache: "no-store" });
    const task = await answer.json();
    const number = await solve(task);
    await new Promise((done) => setTimeout(done, SHORTEST - (performance.now() - begun)));
    const { algorithm, challenge, salt, signature } = task;
    return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  } catch {
    return "";
  }
}

async function solve({ challenge, maxnumber, salt }) {
  for (let first = 0; first <= maxnumber; first += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, place) => first + place);
    const digests = await Promise.all(numbers.map((number) => digest(salt + number)));
    const place = digests.indexOf(challenge);
    if (place >= 0) return first + place;
  }
  throw new Error("no number fits");
}

async function digest(words) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Back from the browser's memory the proof is used up.
addEventListener("pageshow", (event) => {
  if (event.persisted && form) {
    form.elements.proof.value = "";
    earned = undefined;
  }
});
