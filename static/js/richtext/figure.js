// figure.js: chooses a picture of ours for a figure, or another one for the figure that is selected.
import { Search } from "./search.js";

export class FigureDialog {
  constructor(editor, dialog, pictures) {
    Object.assign(this, { editor, dialog, chosen: null });
    this.search = new Search(dialog, pictures, (result) => this.#choose(result));
    dialog.addEventListener("close", () => this.#close());
    // Enter in the field looks at once, instead of closing the dialog by its only button.
    this.search.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.search.show(this.search.input.value.trim());
    });
  }

  open() {
    document.body.append(this.dialog);
    this.search.clear();
    this.search.input.value = "";
    this.chosen = null;
    this.dialog.showModal();
    this.search.show("");
  }

  // At once and not when the dialog's close event arrives: the next key may come before that, and belongs in the caption.
  #choose(result) {
    this.chosen = result.value;
    this.dialog.close();
    this.editor.view.focus();
    const attrs = { picture: this.chosen };
    if (this.editor.isActive("figure")) this.editor.commands.updateAttributes("figure", attrs);
    else this.editor.commands.insertContent({ type: "figure", attrs });
  }

  #close() {
    this.dialog.remove();
    if (!this.chosen) this.editor.view.focus();
  }
}
