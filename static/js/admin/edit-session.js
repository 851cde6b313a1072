// edit-session.js: shows who else has a form open, and keeps what is typed in it until it is saved: on the site, and in this
// browser while the site doesn't answer. Without it, what isn't saved is lost with the page.
import { token } from "./csrf.js";
import { formOfPage, formValues } from "./unsaved-form.js";

// Seconds; the attributes data-beat, data-wait and data-most set others.
const BEAT = 20; // between two signs of life
const WAIT = 3; // from the last change until it is kept
const MOST = 15; // from the first change, while somebody types on
const AGAIN = 5; // after it couldn't be kept

// A browser takes no more along when a page is left.
const MOST_ON_LEAVING = 60_000;

/** What a browser keeps of one form of one editor while the site hasn't got it. */
class Pocket {
  constructor(user) {
    this.name = `smartup-typed:${user}:${location.pathname}`;
  }

  put(kept) {
    try { localStorage.setItem(this.name, JSON.stringify(kept)); } catch { /* full, or forbidden: the site keeps it */ }
  }

  look() {
    try { return JSON.parse(localStorage.getItem(this.name)); } catch { return null; }
  }

  empty() {
    try { localStorage.removeItem(this.name); } catch { /* forbidden: then it is empty */ }
  }
}

/** The words on the page that tell about it. */
class Notes {
  constructor(element) {
    this.others = element.querySelector("[data-others]");
    this.kept = element.querySelector("[data-kept]");
    this.troubles = [...element.querySelectorAll("[data-trouble]")];
  }

  company(sentences) {
    const said = [...this.others.children].map((item) => item.textContent);
    if (said.join() === sentences.join()) return; // or a screen reader would say it each time
    this.others.replaceChildren(...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }));
  }

  trouble(name) {
    for (const note of this.troubles) note.hidden = note.dataset.trouble !== name;
    if (name) this.kept.textContent = "";
  }
}

class Sitting {
  constructor(element, form) {
    this.form = form;
    this.given = element.dataset;
    this.pocket = new Pocket(this.given.user);
    this.notes = new Notes(element);
    this.isFresh = this.given.fresh !== undefined;
    this.trouble = "";
    this.lastBeat = Date.now();
    this.kept = null; // what the site has; unknown until the first touch
    this.last = null;
    this.queue = Promise.resolve();
    this.listen();
    this.open();
  }

  listen() {
    // As in unsaved-warning.js: only then have all editors put their text in order.
    for (const touch of ["pointerdown", "keydown", "focusin", "drop"]) this.form.addEventListener(touch, () => this.touch(), true);
    this.form.addEventListener("submit", (event) => this.submit(event), true);
    addEventListener("submit", (event) => { if (this.isEnding(event.target) && !event.defaultPrevented) this.leave(); });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.keepNow() : this.beat()));
    addEventListener("pagehide", () => this.keepNow());
    addEventListener("pageshow", (event) => { if (event.persisted && this.isLeaving) location.reload(); });
    setInterval(() => this.look(), 1000);
  }

  seconds(name, usual) {
    return 1000 * Number(this.given[name] ?? usual);
  }

  /** Bring what this browser kept to the site first, and have the form come back with it. */
  async open() {
    const pocketed = this.isFresh ? this.pocket.look() : null;
    if (pocketed) {
      const age = Math.round((Date.now() - pocketed.at) / 1000);
      const answer = await this.send({ ...pocketed, age });
      if (answer) this.pocket.empty();
      if (answer?.news) {
        location.reload();
        return;
      }
    }
    await this.beat();
  }

  touch() {
    this.kept ??= this.isFresh ? formValues(this.form) : ""; // what came back with faults is nowhere yet
    this.last ??= this.kept;
  }

  /** Look whether something was typed: not every widget tells of it by an event. */
  look() {
    if (this.isLeaving) return;
    const now = Date.now();
    if (!document.hidden && now - this.lastBeat >= this.seconds("beat", BEAT)) this.beat();
    if (this.kept === null) return;
    const typed = formValues(this.form);
    if (typed !== this.last) this.note(typed, now);
    if (this.isDue(typed, now)) this.keep(typed);
  }

  note(typed, now) {
    this.last = typed;
    this.changedAt = now;
    this.since ??= now;
    this.pocket.put({ sitting: this.given.sitting, version: this.given.version, typed, at: now });
  }

  isDue(typed, now) {
    if (typed === this.kept || this.isKeeping || now < (this.again ?? 0)) return false;
    return now - this.changedAt >= this.seconds("wait", WAIT) || now - this.since >= this.seconds("most", MOST);
  }

  async keep(typed, options) {
    this.isKeeping = true;
    this.since = null;
    const answer = await this.send({ typed }, options);
    this.isKeeping = false;
    if (!answer) {
      this.again = Date.now() + this.seconds("again", AGAIN);
      return;
    }
    this.kept = typed;
    if (this.last === typed) this.pocket.empty();
    if (answer.kept) this.notes.kept.textContent = answer.kept;
  }

  /** The page may be gone any moment. */
  keepNow() {
    if (this.isLeaving || this.kept === null) return;
    const typed = formValues(this.form);
    if (typed === this.kept) return;
    this.note(typed, Date.now());
    this.keep(typed, { keepalive: typed.length < MOST_ON_LEAVING });
  }

  beat() {
    this.lastBeat = Date.now();
    return this.send({});
  }

  /** Send one message after the other; give the answer, or null when there is none. */
  send(message, options = {}) {
    const sent = this.queue.then(() => this.post(message, options));
    this.queue = sent;
    return sent;
  }

  async post(message, options) {
    const body = new FormData();
    const { sitting, version, object } = this.given;
    for (const [name, value] of Object.entries({ sitting, version, object, ...message })) body.append(name, value);
    const headers = { "X-CSRFToken": token(this.form) };
    const answer = await fetch(this.given.url, { method: "POST", body, headers, redirect: "manual", ...options }).catch(() => null);
    if (this.isLeaving) return null;
    this.tell(troubleIn(answer));
    if (!answer?.ok) return null;
    const told = await answer.json();
    this.notes.company([...told.others, told.changed].filter(Boolean));
    return told;
  }

  tell(trouble) {
    this.trouble = trouble;
    this.notes.trouble(trouble);
  }

  /** Don't send the form where it would be lost: to a sign-in page, or to nobody. */
  async submit(event) {
    this.form.elements.csrfmiddlewaretoken.value = token(this.form);
    if (!this.isCutOff()) return;
    const { submitter } = event;
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.beat();
    if (!this.isCutOff()) this.form.requestSubmit(submitter);
  }

  isCutOff() {
    return this.trouble === "signed-out" || this.trouble === "unreachable";
  }

  isEnding(form) {
    return form === this.form || form.matches("[data-forget]");
  }

  /** From here on, the form itself carries what was typed; the browser keeps a copy until the site has it. */
  leave() {
    if (this.kept !== null && formValues(this.form) !== this.kept) this.note(formValues(this.form), Date.now());
    this.isLeaving = true;
  }
}

function troubleIn(answer) {
  if (answer?.ok) return "";
  if (answer?.status === 413) return "too-much";
  return answer?.type === "opaqueredirect" || answer?.status === 403 ? "signed-out" : "unreachable";
}

const form = formOfPage();
for (const element of document.querySelectorAll("[data-sitting]")) if (form) new Sitting(element, form);
