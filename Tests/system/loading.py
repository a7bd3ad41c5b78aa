"""How a page comes to a phone: what it weighs, and how long a thin connection and a slow processor take over it."""

from http.client import HTTPConnection

from axe import evaluate

#: DevTools' "Slow 3G": 500 kbit/s less a fifth, both ways. Its round trip is 400 ms; DevTools then waits five of them for
#: every request, which stands for the set-up of connections, and would be 2 s before any first byte.
KBITS, ROUND_TRIP = 400, 400
SLOWER = 4

#: When the first question is on the screen: laid out within it, in its style, and painted.
WATCH = """
performance.setResourceTimingBufferSize(500);
window.readable = new Promise(resolve => {
  const look = () => {
    const box = document.querySelector(".question blockquote")?.getBoundingClientRect();
    const painted = performance.getEntriesByName("first-contentful-paint").length;
    if (box?.height && box.top < innerHeight && painted) resolve(performance.now()); else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
// The time from a touch or a key to the next painted frame, as the browser itself measures it.
window.interactions = [];
new PerformanceObserver(list => interactions.push(...list.getEntries().filter(entry => entry.interactionId)
  .map(({ name, duration }) => ({ name, duration })))).observe({ type: "event", durationThreshold: 16 });
"""


def slowly(driver):
    """A thin connection and a slow processor, from now on, and nothing in the cache."""
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    driver.execute_cdp_cmd("Network.emulateNetworkConditions", {
        "offline": False, "latency": ROUND_TRIP, "downloadThroughput": KBITS * 125, "uploadThroughput": KBITS * 125})
    driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def watch(driver):
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})


def first_question(driver):
    """Milliseconds from the start of the navigation until it can be read."""
    return evaluate(driver, "readable")


def weigh(driver, url):
    """Bytes over the wire of everything that the page shown has fetched by itself, body and headers: address → bytes."""
    fetched = evaluate(driver, "performance.getEntriesByType('resource').map(entry => entry.name)")
    icons = evaluate(driver, "[...document.querySelectorAll('link[rel=icon]')].map(link => link.href)")
    page = evaluate(driver, "location.href")
    host = url.split("//")[1]
    connection = HTTPConnection(host, timeout=30)
    weights = {}
    for address in dict.fromkeys([page, *fetched, *icons]):
        if not address.startswith(url) or address.endswith("/live") or "/api/" in address:
            continue
        connection.request("GET", address[len(url):], headers={"Accept-Encoding": "gzip", "Accept-Language": "fr"})
        response = connection.getresponse()
        headers = sum(len(name) + len(value) + 4 for name, value in response.getheaders())
        weights[address[len(url):]] = headers + len(response.read())
    connection.close()
    return weights
