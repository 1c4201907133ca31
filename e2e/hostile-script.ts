/**
 * What a hostile page would try, as a script: an expression whose value is the promise of a report, a line a try.
 * `blocked: …` means that it did not get what it wanted. It is plain JavaScript because it becomes the body of a mock.
 */
export const hostileScript = `(async () => {
  const attempt = async (work) => {
    try {
      return await work();
    } catch (error) {
      return "blocked: " + error.name;
    }
  };
  const read = async (path, init) => {
    const response = await fetch(path, { credentials: "include", ...init });
    return (response.ok ? "read: " : "blocked: ") + response.status + " " + (await response.text()).slice(0, 500);
  };
  const post = (path, body) => read(path, { method: "POST", headers: { "content-type": "application/json" }, body });
  // Needs no preflight, so it is sent in any case; only the server can refuse it.
  const postBlindly = (path, body) =>
    fetch(path, { method: "POST", mode: "no-cors", credentials: "include", headers: { "content-type": "text/plain" }, body })
      .catch(() => undefined);
  const frame = (name) => {
    const element = document.createElement("iframe");
    element.name = name;
    return document.body.appendChild(element);
  };
  const loaded = (element, act) =>
    new Promise((resolve) => {
      element.onload = resolve;
      setTimeout(resolve, 3000);
      act();
    });
  const mock = (id) => JSON.stringify({ id, namespace: "sandbox", http: { route: "/" + id }, response: {} });
  const list = "/api/trpc/mocks.list?input=" + encodeURIComponent('{"json":{"namespace":"sandbox"}}');
  const deletion = JSON.stringify({ json: { namespace: "sandbox", id: "victim" } });

  return {
    cookie: await attempt(() => {
      document.cookie = "probe=1; path=/";
      return "read: " + document.cookie;
    }),
    storage: await attempt(() => {
      localStorage.setItem("probe", "1");
      return "read: " + localStorage.getItem("probe");
    }),
    rest: await attempt(() => read("/api/v1/mocks?namespace=sandbox")),
    trpc: await attempt(() => read(list)),
    page: await attempt(() => read("/ui/sandbox/mocks")),
    plant: await attempt(() => post("/api/v1/mocks", mock("planted"))),
    delete: await attempt(() => post("/api/trpc/mocks.delete", deletion)),
    blindly: await attempt(async () => {
      await postBlindly("/api/v1/mocks", mock("planted-blindly"));
      await postBlindly("/api/trpc/mocks.delete", deletion);
      await postBlindly("/api/auth/signout", "");
      return "sent";
    }),
    form: await attempt(async () => {
      const target = frame("answer");
      const form = document.body.appendChild(document.createElement("form"));
      Object.assign(form, { method: "post", action: "/api/v1/mocks", enctype: "text/plain", target: "answer" });
      const field = form.appendChild(document.createElement("input"));
      // Sent as name=value, this is JSON.
      field.name = mock("planted-by-form").replace(/}$/, ',"x":"');
      field.value = '"}';
      await loaded(target, () => form.submit());
      return "sent";
    }),
    frame: await attempt(async () => {
      const element = frame("dashboard");
      await loaded(element, () => (element.src = "/ui/sandbox/mocks"));
      return element.contentDocument === null ? "blocked: null" : "read: " + element.contentDocument.body.innerText;
    }),
    popup: await attempt(async () => {
      const popup = window.open("/ui/sandbox/mocks");
      for (let tries = 0; tries < 60; tries += 1) {
        const heading = popup.document?.querySelector("h1");
        if (heading) return "read: " + heading.innerText;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return "blocked: nothing";
    }),
    worker: await attempt(() => navigator.serviceWorker.register("/stubs/sandbox/worker.js").then(() => "read: registered")),
  };
})()`;

/** A mock that answers with a page which runs the script and leaves the report as its text. */
export const hostileMock = {
  id: "hostile",
  http: { httpMethod: "GET", route: "/hostile" },
  response: {
    statusCode: 200,
    headers: {
      "Content-Type": ["text/html; charset=utf-8"],
      "Set-Cookie": ["understudy.session=fixed; Path=/", "harmless=1; Path=/"],
    },
    payload: `<!doctype html><title>stub</title><body><script>
      ${hostileScript}.then((report) => {
        const text = document.body.appendChild(document.createElement("pre"));
        text.id = "report";
        text.textContent = JSON.stringify(report);
      });
    </script>`,
  },
};
