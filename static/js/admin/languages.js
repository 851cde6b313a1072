// languages.js: one switch for the languages of a form, with what each still lacks. Without it, both languages show.

const KEPT = "smartup-form-language";
const CODES = ["nl", "en"];
const OF_LANGUAGE = /(?:^|\s)mt-field-(.+)-(nl|en)(?:\s|$)/;

/** Return the field's name and language that modeltranslation wrote on its input, or null. */
function languageOf(input) {
  const [, name, code] = OF_LANGUAGE.exec(input.className) ?? [];
  return code ? { name, code } : null;
}

function isEmpty(input) {
  return !input.value.replace(/<[^>]*>|&nbsp;/g, "").trim();
}

/** Mark the rows with their language and put the two of a field in a pair. `root` may be a part added later. */
function pairRows(root) {
  for (const input of root.querySelectorAll(".mt")) {
    const language = languageOf(input);
    const row = input.closest(".form-row");
    if (!language || !row || row.dataset.language) continue;
    row.dataset.language = language.code;
    const before = row.previousElementSibling;
    if (before?.dataset.language && language.code === CODES[1]) joinRows(before, row);
  }
}

function joinRows(first, second) {
  const pair = document.createElement("div");
  pair.className = "language-pair";
  first.before(pair);
  pair.append(first, second);
}

class LanguageSwitch {
  constructor(element) {
    this.element = element;
    this.form = document.querySelector("#content-main > form");
    if (!this.form?.querySelector(".mt")) return;
    pairRows(this.form);
    this.listen();
    this.show(this.firstChoice());
    this.count();
    element.hidden = false;
    this.uncover();
  }

  listen() {
    this.element.addEventListener("change", (event) => this.choose(event.target.value));
    for (const moment of ["input", "change", "focusout"]) this.form.addEventListener(moment, () => this.countSoon());
    // inlines.js tells of a part that it added by this event of its own.
    document.addEventListener("formset:added", (event) => { pairRows(event.target); this.count(); });
    window.addEventListener("hashchange", () => this.uncover());
  }

  /** Show the field that the address leads to, in whatever language or closed part of the form it stands. */
  uncover() {
    const field = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const row = field?.closest(".form-row");
    if (!row || !this.form.contains(row)) return;
    const { language } = row.dataset;
    if (language && ![language, "both"].includes(this.form.dataset.shown)) this.show("both");
    for (let part = row.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    // An editor of rich text, which comes later, takes the place of its field: the row is there in any case.
    requestAnimationFrame(() => { row.scrollIntoView({ block: "center" }); field.focus({ preventScroll: true }); });
  }

  /** What was chosen last time, unless an error stands in the language that it hides. */
  firstChoice() {
    const kept = localStorage.getItem(KEPT) ?? "both";
    const wrong = CODES.filter((code) => this.form.querySelector(`.errors[data-language="${code}"]`));
    return wrong.some((code) => code !== kept) ? "both" : kept;
  }

  choose(choice) {
    localStorage.setItem(KEPT, choice);
    this.show(choice);
  }

  show(choice) {
    this.form.dataset.shown = choice;
    const radio = this.element.querySelector(`[value="${choice}"]`);
    if (radio) radio.checked = true;
  }

  countSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.count(), 300);
  }

  /** Count the texts that one language has and the other hasn't; addresses are made from titles and don't count. */
  count() {
    const lacks = Object.fromEntries(CODES.map((code) => [code, 0]));
    for (const pair of this.form.querySelectorAll(".language-pair")) {
      if (pair.closest(".empty-form")) continue;
      const inputs = [...pair.querySelectorAll(".mt")].filter((input) => languageOf(input).name !== "slug" && input.type !== "file");
      if (inputs.every(isEmpty)) continue;
      for (const input of inputs) if (isEmpty(input)) lacks[languageOf(input).code] += 1;
    }
    for (const mark of this.element.querySelectorAll("[data-lack]")) this.mark(mark, lacks[mark.dataset.lack]);
  }

  mark(element, lacking) {
    element.hidden = !lacking;
    element.textContent = lacking === 1 ? element.dataset.one : element.dataset.many.replace("#", lacking);
  }
}

for (const element of document.querySelectorAll("[data-language-switch]")) new LanguageSwitch(element);
