"""A browser that served one test serves the next as if it had just been started."""

from browser import phone, projector, until

#: What a reader left there, by the page's own doors; on a page that leaves nothing by itself.
LEFT = """
  const done = arguments[0];
  Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations(), indexedDB.databases()]).then(kept => done([
    ...kept.map(each => each.length), localStorage.length, sessionStorage.length, history.length, navigator.onLine, "left" in window]));
"""
NOTHING = [0, 0, 0, 0, 0, 2, True, False]


def test_a_browser_used_again_knows_nothing_of_its_last_reader(server):
    offline = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    with phone() as first:
        first.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": "window.left = true"})
        first.get(server.url + "/imedia-2017/obama")
        until(first, lambda d: d.execute_script("return navigator.serviceWorker.controller !== null"))
        first.execute_script("""
            localStorage.setItem("left", 1); sessionStorage.setItem("left", 1); document.cookie = "left=1; path=/"; indexedDB.open("left");""")
        first.get(server.url + "/healthz")
        left = first.execute_async_script(LEFT)
        assert all(one != nothing for one, nothing in zip(left, NOTHING) if nothing is not True), left
        assert first.get_cookies()
        first.execute_cdp_cmd("Network.enable", {})
        first.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
        first.switch_to.new_window("tab")
    with phone() as second, projector() as other:
        assert second is first and other is not first
        assert len(second.window_handles) == 1
        second.get(server.url + "/healthz")
        assert second.get_cookies() == []
        assert second.execute_async_script(LEFT) == NOTHING
        assert second.execute_script("return [screen.width, screen.height]") == [390, 844]
        assert other.execute_script("return [innerWidth, innerHeight]") == [1920, 1080]
