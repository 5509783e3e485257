// Talking to the demonstration: one long question that is answered when something has changed.

const HEADERS = { "Content-Type": "application/json", "X-Roomdesk-Page": "1" };

async function answered(response) {
  const said = await response.json();
  if (!response.ok) throw new Error(said.error ?? `${response.status}`);
  return said;
}

export async function get(path, query, signal) {
  return answered(await fetch(`${path}?${new URLSearchParams(query)}`, { signal }));
}

/** Does something. Throws an Error with words for people where that is refused. */
export async function post(path, body) {
  return answered(await fetch(path, { method: "POST", headers: HEADERS, body: JSON.stringify(body) }));
}

/** Calls `show` with each new state; what to look at is asked anew each time. */
export class Live {
  constructor(look, show, lost) {
    Object.assign(this, { look, show, lost, after: -1, abort: new AbortController() });
  }

  async run() {
    for (;;) {
      try {
        const state = await get("state", { ...this.look(), after: this.after }, this.abort.signal);
        this.after = state.number;
        this.lost(false);
        this.show(state);
      } catch (error) {
        if (error.name === "AbortError") continue;
        if (!(error instanceof TypeError)) console.error(error);
        this.lost(true);
        this.after = -1;
        await new Promise((resume) => setTimeout(resume, 1000));
      }
    }
  }

  /** Looks again at once: somebody or somewhere else was chosen. */
  again() {
    this.after = -1;
    this.abort.abort();
    this.abort = new AbortController();
  }
}
