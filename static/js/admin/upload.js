// upload.js: sends hundreds of files into an album, three at once, and goes on where it stopped after a lost
// connection, a reload or a restart of the site. Without it, the form sends the files that were chosen.
import { token } from "./csrf.js";

const AT_ONCE = 3;
const LONGEST_PAUSE = 20_000;
const ENOUGH_CONFLICTS = 20;
const ENOUGH_ERRORS = 4;
const FROM_ON_THE_WAY = new Set([429, 502, 503, 504]); // a proxy that doesn't reach the site, or wants a pause

/** What has not been finished, in this browser, by its facts: a file itself can't be kept over a reload. */
class Unfinished {
  constructor(name) {
    this.name = name;
  }

  all() {
    try { return JSON.parse(localStorage.getItem(this.name)) ?? []; } catch { return []; }
  }

  keep(facts) {
    try {
      if (facts.length) localStorage.setItem(this.name, JSON.stringify(facts));
      else localStorage.removeItem(this.name);
    } catch { /* full, or forbidden: then there is no reminder */ }
  }

  add(items) {
    const keys = new Set(items.map((item) => item.key));
    this.keep([...this.all().filter((facts) => !keys.has(facts.join())), ...items.map((item) => item.facts)]);
  }

  remove(item) {
    this.keep(this.all().filter((facts) => facts.join() !== item.key));
  }
}

/** One file and its line on the page. */
class Item {
  constructor(file, line, words) {
    this.file = file;
    this.facts = [file.name, file.size, file.lastModified];
    this.key = this.facts.join();
    this.line = line;
    this.words = words;
    this.bar = line.querySelector("progress");
    this.state = line.querySelector(".upload-state");
    this.again = line.querySelector("button");
    line.querySelector(".upload-name").textContent = file.name;
    this.again.querySelector("span").textContent = file.name;
    this.bar.setAttribute("aria-label", words.label.replace("#name", file.name));
    this.tell("waiting", words.waiting);
  }

  tell(name, words) {
    this.status = name;
    this.line.dataset.state = name;
    this.state.textContent = words;
    this.again.hidden = name !== "failed";
  }

  reached(offset) {
    this.sent = offset;
    this.bar.value = this.file.size ? offset / this.file.size : 0;
  }

  get isOver() {
    return this.status === "done" || this.status === "failed";
  }
}

class Upload {
  constructor(section) {
    this.section = section;
    this.words = section.dataset;
    this.items = new Map();
    this.queue = [];
    this.running = 0;
    this.troubled = new Map();
    this.unfinished = new Unfinished(this.words.store);
    this.input = this.find("input[type=file]");
    this.listen();
    this.remind();
  }

  find(selector) {
    return this.section.querySelector(selector);
  }

  listen() {
    const drop = this.find("[data-drop]");
    for (const part of this.section.querySelectorAll("[data-without-script]")) part.hidden = true;
    for (const part of this.section.querySelectorAll("[data-with-script]")) part.hidden = false;
    this.input.addEventListener("change", () => {
      this.take([...this.input.files]);
      this.input.value = "";
    });
    for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => this.over(event, drop, true));
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (event) => this.over(event, drop, false));
    drop.addEventListener("drop", (event) => this.take([...event.dataTransfer.files]));
    this.find("[data-forget-left]").addEventListener("click", () => this.forget());
    addEventListener("beforeunload", (event) => { if (this.running) event.preventDefault(); });
  }

  over(event, drop, isOver) {
    event.preventDefault();
    drop.classList.toggle("is-over", isOver);
  }

  remind() {
    const names = this.unfinished.all().map(([name]) => name).filter((name) => !this.isTaken(name));
    this.find("[data-left]").hidden = names.length === 0;
    this.find("[data-left-names]").textContent = new Intl.ListFormat(this.words.language).format(names);
  }

  isTaken(name) {
    return [...this.items.values()].some((item) => item.file.name === name);
  }

  forget() {
    const going = new Set(this.items.keys());
    this.unfinished.keep(this.unfinished.all().filter((facts) => going.has(facts.join())));
    this.find("[data-left]").hidden = true;
    this.input.focus();
  }

  take(files) {
    const added = [];
    for (const file of files) {
      const known = this.items.get([file.name, file.size, file.lastModified].join());
      if (known && known.status !== "failed") continue;
      known?.line.remove();
      added.push(this.itemOf(file));
    }
    this.unfinished.add(added);
    this.queue.push(...added);
    this.find("[data-progress]").hidden = this.items.size === 0;
    this.remind();
    this.work();
  }

  itemOf(file) {
    const line = this.find("[data-file]").content.firstElementChild.cloneNode(true);
    this.find("[data-files]").append(line);
    const item = new Item(file, line, this.words);
    item.again.addEventListener("click", () => this.tryAgain(item));
    item.reached(0);
    this.items.set(item.key, item);
    return item;
  }

  tryAgain(item) {
    item.tell("waiting", this.words.waiting);
    item.reached(0);
    this.unfinished.add([item]);
    this.queue.push(item);
    this.find("[data-files]").focus(); // the button that was pressed is gone
    this.work();
  }

  work() {
    while (this.running < AT_ONCE && this.queue.length) {
      this.running += 1;
      this.send(this.queue.shift()).finally(() => {
        this.running -= 1;
        this.work();
      });
    }
    this.total();
  }

  /** Ask how much is there, and send chunk after chunk from there on; the site's word on the offset counts. */
  async send(item) {
    item.tell("sending", this.words.sending);
    let offset = null;
    let conflicts = 0;
    while (!item.isOver) {
      const answer = await this.reach(item, offset);
      if (!answer) return this.fail(item, this.words.unreadable);
      const { status, told } = answer;
      if (status === 409) conflicts += 1;
      if (told.photo) this.finish(item, told);
      else if (Number.isInteger(told.offset) && conflicts < ENOUGH_CONFLICTS) offset = this.progress(item, told.offset);
      else this.fail(item, told.refused ?? this.words.unknown);
    }
    return undefined;
  }

  progress(item, offset) {
    item.reached(offset);
    const isLast = offset + Number(this.words.chunk) >= item.file.size;
    item.tell("sending", isLast ? this.words.looking : this.words.sending);
    this.total();
    return offset;
  }

  finish(item, told) {
    item.reached(item.file.size);
    item.tell("done", told.words);
    this.unfinished.remove(item);
    if (told.card) document.dispatchEvent(new CustomEvent("photo-added", { detail: told.card }));
    this.total();
  }

  fail(item, words) {
    item.tell("failed", words);
    this.unfinished.remove(item);
    this.find("[data-files]").prepend(item.line);
    this.total();
  }

  /**
   * Give the answer to one request, however long it takes to reach the site; null when the file can't be read.
   * A site that falls over the same file again and again has been reached.
   */
  async reach(item, offset) {
    let errors = 0;
    for (let pause = 1000; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const body = offset === null ? null : await this.chunk(item, offset);
      if (offset !== null && !body) return null;
      const answer = await this.ask(item, offset, body);
      errors += answer.isError ? 1 : 0;
      const trouble = errors < ENOUGH_ERRORS ? answer.trouble : null;
      this.trouble(item, trouble);
      if (!trouble) return answer;
      await this.pause(pause);
    }
  }

  /** Read the chunk first: a file that was moved away would look like a lost connection. */
  async chunk(item, offset) {
    const piece = item.file.slice(offset, offset + Number(this.words.chunk));
    try { return await piece.arrayBuffer(); } catch { return null; }
  }

  async ask(item, offset, body) {
    const [name, size, modified] = item.facts;
    const address = new URLSearchParams({ name, size, modified, ...(offset === null ? {} : { offset }) });
    const headers = { "X-CSRFToken": token(this.section), "Content-Type": "application/octet-stream" };
    const sent = offset === null ? {} : { method: "POST", body, headers };
    try {
      const answer = await fetch(`${this.words.upload}?${address}`, { redirect: "manual", cache: "no-store", ...sent });
      if (answer.type === "opaqueredirect") return { trouble: "signed-out" };
      const isAnswer = answer.headers.get("Content-Type")?.startsWith("application/json");
      const isError = !FROM_ON_THE_WAY.has(answer.status);
      if (!isAnswer && (answer.status >= 500 || answer.status === 429)) return { trouble: "unreachable", isError, told: {} };
      return { status: answer.status, told: isAnswer ? await answer.json() : {} };
    } catch {
      return { trouble: "unreachable" };
    }
  }

  pause(milliseconds) {
    return new Promise((go) => {
      const timer = setTimeout(go, milliseconds);
      addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
    });
  }

  trouble(item, name) {
    if (name) this.troubled.set(item.key, name);
    else this.troubled.delete(item.key);
    const troubles = new Set(this.troubled.values());
    for (const note of this.section.querySelectorAll("[data-trouble]")) {
      const isHidden = !troubles.has(note.dataset.trouble);
      if (note.hidden !== isHidden) note.hidden = isHidden; // or a screen reader would say it each time
    }
  }

  total() {
    const items = [...this.items.values()];
    const done = items.filter((item) => item.status === "done").length;
    const failed = items.filter((item) => item.status === "failed").length;
    const size = items.reduce((sum, item) => sum + item.file.size, 0);
    const sent = items.reduce((sum, item) => sum + (item.isOver ? item.file.size : item.sent), 0);
    const words = [this.words.total.replace("#done", done).replace("#all", items.length)];
    if (failed) words.push(this.words.failed.replace("#count", failed));
    if (done + failed === items.length && items.length) words.push(this.words.all);
    this.find("[data-total-words]").textContent = words.join(" · ");
    this.find("[data-total-bar]").value = size ? sent / size : 1;
    this.say(words.join(". "), Math.floor((4 * (done + failed)) / items.length), failed);
  }

  /** Say aloud each quarter and each failure, and not each file. */
  say(words, quarter, failed) {
    const spoken = `${quarter} ${failed} ${this.items.size}`;
    if (spoken === this.spoken) return;
    this.spoken = spoken;
    this.find("[data-status]").textContent = words;
  }
}

/** Put the card of a new photo among the others, as long as the page has room for it. */
function place(html) {
  const cards = document.querySelector("[data-cards]");
  document.querySelector("[data-none]").hidden = true;
  if (cards.children.length >= Number(cards.dataset.most)) {
    document.querySelector("[data-elsewhere]").hidden = false;
    return;
  }
  const template = document.createElement("template");
  template.innerHTML = html;
  cards.append(template.content);
  const save = document.querySelector("[data-save]");
  if (save) save.hidden = false;
  document.dispatchEvent(new CustomEvent("photo-placed", { detail: cards.lastElementChild }));
}

document.addEventListener("photo-added", (event) => place(event.detail));
for (const section of document.querySelectorAll("[data-upload]")) new Upload(section);
