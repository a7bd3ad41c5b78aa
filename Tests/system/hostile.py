"""Texts that people send to see what happens."""

#: What one may say, however it looks elsewhere: shown as it was typed.
ALLOWED = {
    "markup": '<img src=x onerror="alert(1)"><script>alert(2)</script></textarea></title></noscript>',
    "attribute": """" autofocus onfocus="alert(3)" x=' onmouseover='alert(4)' y=` {{7*7}} ${7*7} javascript:alert(5)""",
    "entities": "&lt;b&gt; &amp;amp; &#x202E; ]]> <!-- --!> <svg/onload=alert(6)> <base href=//evil.example>",
    "formula": '=HYPERLINK("https://evil.example";"Cliquez ici")',
    "command": "+cmd|' /C calc'!A0 est-ce bien ça ?",
    "minus": "-2+3+cmd|' /C calc'!A0 ou pas ?",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0 ?",
    "word": "W" * 60,
    "families": "👩‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 👍🏽 1️⃣ 🇫🇷🇪🇺 dix fois ?",
    "marks": "Z\u0334\u0335\u0336\u0337a\u0321\u0322\u0323\u0324l\u0316\u0317\u0318\u0319go, quatre marques",
    "arabic": "هل ستنشرون الأرقام التي لا تناسبكم؟",
    "statement": "'); drop table questions; -- \\ ' || pg_sleep(9)",
    "header": "Subject: urgent / Bcc: everybody@evil.example",
}

#: What is refused, and the rule that it breaks.
REFUSED = {
    "override": ("Paiement \u202egpj.exe à moi", "format_character"),
    "isolate": ("Un texte \u2067isolé\u2069 ici", "format_character"),
    "zero width": ("Rien\u200bentre ces\ufeffmots", "format_character"),
    "joiner alone": ("Un jo\u200dint sans image", "format_character"),
    "soft hyphen": ("Un trait\u00ad d’union caché", "format_character"),
    "filler": ("Du vide \u3164\u3164\u3164 visible", "format_character"),
    "tags": ("Des balises \U000e0041\U000e0042 invisibles", "format_character"),
    "escape": ("Du rouge \x1b[31m ici \x1b[0m", "control_character"),
    "c1": ("Du rouge \x9b31m ici", "control_character"),
    "osc 8": ("Un lien \x1b]8;;https://evil.example\x1b\\ici\x1b]8;;\x1b\\", "control_character"),
    "bell": ("Un titre \x1b]0;pwned\x07 de fenêtre", "control_character"),
    "nul": ("Un zéro \x00 au milieu", "control_character"),
    "backspace": ("Oui\x08\x08\x08Non, bien sûr", "control_character"),
    "separator": ("Une ligne\u2028et une autre", "line_separator"),
    "unassigned": ("Un signe \u0378 inconnu", "unassigned_character"),
    "zalgo": ("Z" + "\u0334" * 40 + " algo est là", "too_many_combining_marks"),
    "ten thousand marks": ("Que dire " + "e" + "\u0334" * 10_000, "too_long"),
}

#: Of what organizers write, often by pasting, only what breaks a line or reaches into its neighbours is refused; what just
#: hides (a joiner, a soft hyphen) is kept.
KEPT_OF_ORGANIZERS = {"zero width", "joiner alone", "soft hyphen", "filler", "tags", "unassigned"}

#: Whatever of these comes out somewhere can do harm there: controls but newline, what turns or hides letters.
HARMFUL = ("".join(chr(code) for code in [*range(0x20), *range(0x7f, 0xa0)] if chr(code) not in "\n")
           + "\u200b\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
