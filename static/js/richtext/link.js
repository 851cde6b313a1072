// link.js: asks where a link leads: to an object of ours, found by its title, or to an address.
import { Search } from "./search.js";

const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|\/(?!\/)|#)\S+$/i;
const MAIL = /^[^\s@/:]+@[^\s@/:]+\.[a-z]{2,}$/i;
const DOMAIN = /^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?$/i;

export class LinkDialog {
  constructor(editor, dialog, targets) {
    Object.assign(this, { editor, dialog });
    this.form = dialog.querySelector("form");
    this.search = new Search(dialog, targets, (result) => this.#choose(result));
    this.search.input.addEventListener("input", () => this.#typed());
    this.form.addEventListener("submit", (event) => this.#submit(event));
    dialog.addEventListener("close", () => this.#close());
  }

  async open() {
    const { href = "" } = this.editor.getAttributes("link");
    document.body.append(this.dialog);
    this.search.clear();
    this.form.querySelector("[data-remove]").hidden = !href;
    this.#put(href, href.startsWith("smartup:") ? href : null);
    this.dialog.returnValue = "";
    this.dialog.showModal();
    this.search.input.select();
    if (this.reference) await this.#name(href);
  }

  // Editors read the title of what a link leads to; the reference is for us.
  async #name(href) {
    const [target] = await this.search.ask(href);
    if (target && this.reference === href && this.search.input.value === href) this.#put(target.title, href);
  }

  #put(words, reference) {
    this.search.input.value = words;
    this.search.input.setCustomValidity("");
    this.reference = reference;
  }

  #typed() {
    this.reference = null;
    this.search.input.setCustomValidity("");
  }

  #choose(result) {
    this.#put(result.title, result.value);
    this.chosenTitle = result.title;
    this.search.clear();
    this.form.querySelector("[value=apply]").focus();
  }

  // Enter in the field applies, whichever button stands first; validity is asked here, for Cancel must always work.
  #submit(event) {
    event.preventDefault();
    const action = event.submitter?.value;
    if (action === "apply" && this.#href() === null) {
      this.search.input.setCustomValidity(this.search.input.dataset.unknown);
      this.search.input.reportValidity();
    } else {
      this.#apply(action);
    }
  }

  #href() {
    const typed = this.search.input.value.trim();
    if (this.reference || ADDRESS.test(typed)) return this.reference ?? typed;
    if (MAIL.test(typed)) return `mailto:${typed}`;
    return DOMAIN.test(typed) ? `https://${typed}` : null;
  }

  // At once and not when the dialog's close event arrives: the next key may come before that, and belongs in the text.
  #apply(action) {
    this.dialog.close(action);
    this.editor.view.focus();
    const chain = this.editor.chain();
    if (action === "apply") this.#link(chain, this.#href());
    else if (action === "remove") chain.extendMarkRange("link").unsetMark("link");
    chain.run();
  }

  #close() {
    this.dialog.remove();
    if (!this.dialog.returnValue) this.editor.view.focus();
    this.chosenTitle = null;
  }

  // Without a selection, the title of what was chosen, or the address, becomes the words of the link.
  #link(chain, href) {
    const inLink = this.editor.isActive("link");
    if (!inLink && this.editor.state.selection.empty) {
      const text = this.chosenTitle ?? this.search.input.value.trim();
      chain.insertContent({ type: "text", text, marks: [{ type: "link", attrs: { href } }] }).unsetMark("link");
    } else {
      chain.extendMarkRange("link").setMark("link", { href });
    }
  }
}
