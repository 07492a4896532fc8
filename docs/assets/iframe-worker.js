// The search of the site runs in a worker, and browsers start none for a page that was opened from a folder.
// There a hidden frame takes its place: it runs the same program, and messages are handed over in both directions.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.inside = frame.contentWindow;
      this.inside.postMessage = (data) => setTimeout(() => this.#receive(structuredClone(data)));
      const program = this.inside.document.createElement("script");
      program.src = url;
      this.ready = new Promise((resolve) => program.addEventListener("load", resolve));
      this.inside.document.body.append(program);
      this.frame = frame;
    }

    #receive(data) {
      const message = new MessageEvent("message", { data });
      this.dispatchEvent(message);
      this.onmessage?.(message);
    }

    postMessage(data) {
      const message = new MessageEvent("message", { data: structuredClone(data) });
      this.ready.then(() => setTimeout(() => this.inside.dispatchEvent(message)));
    }

    terminate() {
      this.frame.remove();
    }
  };
}
