import { EditorView } from '@codemirror/view';

/**
 * What is typed over a selection, put there by the editor: left to the browser, it would take on the look of what stood there as an inline style,
 * which the page's content security policy refuses.
 */
export const typedOver = EditorView.domEventHandlers({
  beforeinput: ({ inputType, data, isComposing }, view) => {
    const { main } = view.state.selection;
    if (inputType !== 'insertText' || data === null || isComposing || view.composing || main.empty) return false;
    const insert = () =>
      view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handler) => handler(view, main.from, main.to, data, insert))) view.dispatch(insert());
    return true;
  },
});
