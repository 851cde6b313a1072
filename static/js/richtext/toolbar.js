// toolbar.js: the buttons above a text. One is in the tab order, arrows go to the others (APG, toolbar pattern).

const COMMANDS = {
  heading2: { run: (chain) => chain.toggleHeading({ level: 2 }), active: (editor) => editor.isActive("heading", { level: 2 }) },
  heading3: { run: (chain) => chain.toggleHeading({ level: 3 }), active: (editor) => editor.isActive("heading", { level: 3 }) },
  bold: { run: (chain) => chain.toggleBold(), active: (editor) => editor.isActive("bold") },
  italic: { run: (chain) => chain.toggleItalic(), active: (editor) => editor.isActive("italic") },
  bulletList: { run: (chain) => chain.toggleBulletList(), active: (editor) => editor.isActive("bulletList") },
  orderedList: { run: (chain) => chain.toggleList("orderedList", "listItem"), active: (editor) => editor.isActive("orderedList") },
  blockquote: { run: (chain) => chain.toggleBlockquote(), active: (editor) => editor.isActive("blockquote") },
  link: { opens: "link", active: (editor) => editor.isActive("link") },
  figure: { opens: "figure" },
  table: { run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), barredIn: "table" },
  clear: { run: (chain) => chain.unsetAllMarks().clearNodes() },
  undo: { run: (chain) => chain.undo(), possible: (editor) => editor.can().undo() },
  redo: { run: (chain) => chain.redo(), possible: (editor) => editor.can().redo() },
  addRow: { run: (chain) => chain.addRowAfter() },
  removeRow: { run: (chain) => chain.deleteRow() },
  addColumn: { run: (chain) => chain.addColumnAfter() },
  removeColumn: { run: (chain) => chain.deleteColumn() },
  headerRow: { run: (chain) => chain.toggleHeaderRow() },
  removeTable: { run: (chain) => chain.deleteTable() },
};

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class Toolbar {
  constructor(editor, element, dialogs) {
    Object.assign(this, { editor, element, dialogs });
    element.addEventListener("click", (event) => this.#press(event.target.closest("button")));
    element.addEventListener("keydown", (event) => this.#travel(event));
    element.addEventListener("focusin", (event) => this.#enter(event.target.closest("button")));
    // Chromium would take the selection out of the text before the click arrives.
    element.addEventListener("mousedown", (event) => event.preventDefault());
    editor.view.dom.addEventListener("keydown", (event) => this.#summon(event));
    editor.on("transaction", () => this.#show());
    this.#show();
    this.#enter(this.#buttons()[0]);
  }

  #buttons() {
    return [...this.element.querySelectorAll("button")].filter((button) => !button.closest("[hidden]"));
  }

  #press(button) {
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const command = COMMANDS[button.dataset.command];
    if (command.opens) this.dialogs[command.opens].open();
    else command.run(this.editor.chain().focus()).run();
  }

  #show() {
    for (const group of this.element.querySelectorAll("[data-only-in]")) {
      group.hidden = !this.editor.isActive(group.dataset.onlyIn);
    }
    for (const button of this.element.querySelectorAll("button")) this.#showButton(button);
    if (!this.#buttons().some((button) => button.tabIndex === 0)) this.#enter(this.#buttons()[0]);
  }

  #showButton(button) {
    const { active, possible, barredIn } = COMMANDS[button.dataset.command];
    if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", active(this.editor));
    const barred = (possible && !possible(this.editor)) || (barredIn && this.editor.isActive(barredIn));
    // Not `disabled`: focus would fall off the toolbar when the last step is undone.
    if (barred) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }

  #enter(button) {
    if (!button) return;
    for (const other of this.element.querySelectorAll("button")) other.tabIndex = other === button ? 0 : -1;
  }

  #travel(event) {
    const buttons = this.#buttons();
    const here = buttons.indexOf(event.target.closest("button"));
    const there = { Home: 0, End: buttons.length - 1 }[event.key] ?? here + STEPS[event.key];
    if (event.key === "Escape") this.editor.commands.focus();
    if (Number.isNaN(there)) return;
    event.preventDefault();
    buttons.at(there % buttons.length).focus();
  }

  // Alt+F10 is how other editors lead from the text to its toolbar.
  #summon(event) {
    if (event.key !== "F10" || !event.altKey) return;
    event.preventDefault();
    this.element.querySelector("[tabindex='0']").focus();
  }
}
