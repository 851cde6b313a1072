// figure-node.js: a picture of ours with its caption, which is where one types.
import { Node, Plugin } from "../../django_prose_editor/editor.js";

const KEY = /(?:smartup:picture\/|\/richtext\/pictures\/)([0-9a-f-]{36})\/?$/;

export function pictureKey(image) {
  return KEY.exec(image?.getAttribute("src") ?? "")?.[1] ?? null;
}

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "inline*",
  draggable: true,
  defining: true,
  isolating: true,

  addOptions: () => ({ previews: "" }),

  addAttributes: () => ({
    picture: { default: null, parseHTML: (figure) => pictureKey(figure.querySelector("img")), rendered: false },
  }),

  parseHTML: () => [{
    tag: "figure",
    getAttrs: (figure) => (pictureKey(figure.querySelector("img")) ? null : false),
    contentElement: (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption"),
  }],

  // The address is the preview's, which browsers may load; the server reads it as the reference to the picture.
  renderHTML({ node }) {
    return ["figure", ["img", { src: `${this.options.previews}${node.attrs.picture}/`, alt: "" }], ["figcaption", 0]];
  },

  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => leave(editor, this.name),
      Backspace: ({ editor }) => select(editor, this.name),
    };
  },

  // A click on the picture selects the figure; a click on the caption sets the cursor there.
  addProseMirrorPlugins() {
    const { editor, name } = this;
    return [new Plugin({
      props: {
        handleClickOn(_view, _position, node, start, event) {
          return node.type.name === name && event.target.tagName === "IMG" && editor.commands.setNodeSelection(start);
        },
      },
    })];
  },
});

// Enter in a caption goes on below the figure: two figures with half a caption each is never meant.
function leave(editor, name) {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== name) return false;
  const after = $from.after();
  return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
}

// Backspace at the start of a caption selects the figure, so that a second one takes it away.
function select(editor, name) {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parent.type.name !== name || $from.parentOffset > 0) return false;
  return editor.commands.setNodeSelection($from.before());
}
