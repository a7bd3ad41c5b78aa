"""French as it is set in a browser, by the server and by the page's modules; and the way from one language to the other."""

import json
import re

from selenium.webdriver.common.by import By

from browser import phone, text_of, until
from life import Life
from pages import every_page
from petition import Summit

TEXTS = [
    "Qu’est-ce que « l’essentiel », au fond ?",
    "A-t-on le droit : oui ! Et non ; à 10 % ou pour 5 € ?",
    "La question n° 3 reste-t-elle due, peut-être par e-mail ?",
    "Saint-Jean-de-Luz ou arc-en-ciel : <b>que dites-vous</b> & d’où ?",
    "Rien de tout cela ici, vraiment rien du tout.",
]


def test_modules_set_french_as_the_server_does(server):
    summit = Summit(server)
    for text in TEXTS:
        summit.ask(text)
    with phone() as reader:
        reader.get(f"{server.url}/essai/ouverture?view=new")
        shown = reader.find_elements(By.CSS_SELECTOR, "[id^=q-] blockquote")
        by_server = [quote.get_attribute("innerHTML") for quote in reversed(shown)]
        by_module = reader.execute_async_script("""
            const [texts, done] = arguments;
            const address = document.querySelector("link[href$='/words.js'], script[src$='/live.js']");
            const folder = new URL(address.href ?? address.src).href.replace(/[^/]+$/, "");
            import(folder + "words.js").then(({ prose }) => done(texts.map(text => {
              const quote = document.createElement("blockquote");
              quote.append(...prose(text));
              return quote.innerHTML;
            })));""", TEXTS)
        assert by_module == by_server
        assert any("<span class=\"whole\">est-ce</span>" in quote for quote in by_server)

        # However narrow the page, these words stay on one line; and a reader who copies gets what was written.
        for width in range(320, 421, 10):
            reader.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": width, "height": 844, "deviceScaleFactor": 1, "mobile": True})
            lines = reader.execute_script(
                "return [...document.querySelectorAll('.whole')].map(word => word.getClientRects().length)")
            assert len(lines) >= 5 and set(lines) == {1}, (width, lines)
        copied = shown[-1].text
        assert "est-ce" in copied and "\u2011" not in copied


def test_the_language_is_switched_on_the_page_and_remembered(server):
    Summit(server).ask(TEXTS[0])
    with phone(language="en-GB") as reader:
        reader.get(f"{server.url}/essai/ouverture?view=new")
        assert reader.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
        link = reader.find_element(By.CSS_SELECTOR, ".foot a[hreflang=fr]")
        assert (link.text, link.get_attribute("lang")) == ("Français", "fr")
        reader.execute_script("arguments[0].click()", link)
        until(reader, lambda d: d.find_element(By.TAG_NAME, "html").get_attribute("lang") == "fr")
        until(reader, lambda d: "view=new" in d.current_url and "Poser une question" in text_of(d, "body"))
        reader.get(f"{server.url}/essai")
        assert reader.find_element(By.TAG_NAME, "html").get_attribute("lang") == "fr"
        alternates = {link.get_attribute("hreflang"): link.get_attribute("href")
                      for link in reader.find_elements(By.CSS_SELECTOR, "head link[hreflang]")}
        assert set(alternates) == {"fr", "en", "x-default"}
        assert alternates["en"].endswith("/essai?language=en")


def test_every_page_brings_the_words_of_its_modules(server):
    life = Life(server)
    missing, found = {}, set()
    for page in every_page(life):
        headers = {"Accept": "text/html", **({"Cookie": f"tribune_attendee={page.reader}"} if page.reader else {})}
        html = server.call("GET", page.path, headers=headers).body.decode()
        block = re.search(r'<script type="application/json" id="words">(.*?)</script>', html, re.DOTALL)
        words = json.loads(block[1]) if block else {}
        for address in re.findall(r'(?:rel="modulepreload" href|type="module" src)="([^"]+)"', html):
            said = re.findall(r"\bwords\.([a-zA-Z]+)\b", server.call("GET", address).body.decode())
            found.update(said)
            for word in set(said) - {"js"} - words.keys():
                missing.setdefault(word, []).append(f"{page.name} {address.rsplit('/', 1)[1]}")
    assert not missing and len(found) > 40
