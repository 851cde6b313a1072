// search.js: finds while one types, and lists what was found as buttons; for the dialogs of the editor.

const PAUSE = 200; // milliseconds without a key before the server is asked

export class Search {
  constructor(dialog, address, choose) {
    Object.assign(this, { address, choose });
    this.input = dialog.querySelector("[name=query]");
    this.list = dialog.querySelector(".richtext-results");
    this.status = dialog.querySelector("[role=status]");
    this.input.addEventListener("input", () => this.#later());
    this.input.addEventListener("keydown", (event) => this.#down(event));
    this.list.addEventListener("keydown", (event) => this.#move(event));
  }

  clear() {
    clearTimeout(this.timer);
    this.latest = null;
    this.list.replaceChildren();
    this.status.textContent = "";
  }

  async ask(words) {
    const response = await fetch(`${this.address}?${new URLSearchParams({ q: words })}`);
    return response.ok ? (await response.json()).results : [];
  }

  async show(words) {
    this.latest = words;
    const results = await this.ask(words);
    // A slow answer must not replace that to a later question.
    if (this.latest !== words) return;
    this.list.replaceChildren(...results.map((result) => this.#item(result)));
    const { some, none } = this.status.dataset;
    this.status.textContent = results.length ? `${some} ${results.length}` : none;
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(this.input.value.trim()), PAUSE);
  }

  #item(result) {
    const button = document.createElement("button");
    button.type = "button";
    if (result.thumbnail) button.append(Object.assign(new Image(), { src: result.thumbnail, alt: "", loading: "lazy" }));
    button.append(part("strong", result.title), " ", part("small", result.note));
    button.addEventListener("click", () => this.choose(result));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  #down(event) {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.list.querySelector("button")?.focus();
  }

  #move(event) {
    const item = event.target.closest("li");
    const next = { ArrowDown: item?.nextElementSibling, ArrowUp: item?.previousElementSibling ?? this.input }[event.key];
    if (!next) return;
    event.preventDefault();
    (next.querySelector("button") ?? next).focus();
  }
}

function part(name, words) {
  const element = document.createElement(name);
  element.textContent = words;
  return element;
}
