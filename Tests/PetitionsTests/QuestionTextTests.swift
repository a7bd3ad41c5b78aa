import Petitions
import Testing

@Suite("The text of a question", .timeLimit(.minutes(5)))
struct QuestionTextTests {
  @Test(
    "what people write is taken as they wrote it",
    arguments: [
      "Que demandent les clients aux marques\u{202F}?",
      "Two lines:\nthe second one",
      "Une famille 👨‍👩‍👧‍👦 et un cœur ❤️",
      "Pirates: 🏴‍☠️ and keycaps 1️⃣ and 👩🏽‍💻",
      "שָׁלוֹם לְכֻלָּם בַּקָּהָל",
      "สวัสดีครับทุกท่านที่นี่",
      "नमस्ते, आप कैसे हैं?",
      "日本語の質問はどうですか、皆さん",
      "Text with ☎︎ in text style",
    ])
  func accepted(text: String) throws {
    #expect(try QuestionText(text).value == text)
  }

  @Test(
    "what breaks a rule is refused by the rule's name",
    arguments: [
      ("too short", TextRule.tooShort),
      ("", .tooShort),
      ("   123456789 \n", .tooShort),
      (String(repeating: "é", count: 281), .tooLong),
      (String(repeating: "😀", count: 281), .tooLong),
      ("a tab\tin the middle", .controlCharacter),
      ("a carriage\rreturn alone", .controlCharacter),
      ("an escape \u{1B}[31m red", .controlCharacter),
      ("a null \u{0} byte here", .controlCharacter),
      ("next line \u{85} control", .controlCharacter),
      ("zero\u{200B}width space", .formatCharacter),
      ("right\u{202E}to left override", .formatCharacter),
      ("byte \u{FEFF}order mark", .formatCharacter),
      ("soft\u{AD}hyphen in it", .formatCharacter),
      ("a joiner\u{200D}between letters", .formatCharacter),
      ("1\u{200D}2 joined digits", .formatCharacter),
      ("a selector\u{FE0F} on a letter", .formatCharacter),
      ("a digit 1\u{FE0F} no keycap", .formatCharacter),
      ("😀\u{200D} joins nothing", .formatCharacter),
      ("a tag \u{E0041} character", .formatCharacter),
      ("hangul \u{3164} filler here", .formatCharacter),
      ("a line\u{2028}separator", .lineSeparator),
      ("a paragraph\u{2029}separator", .lineSeparator),
      ("noncharacter \u{FFFF} here", .unassignedCharacter),
      ("unassigned \u{0378} here", .unassignedCharacter),
      ("zalgo q\u{301}\u{302}\u{303}\u{304}\u{305} text", .tooManyCombiningMarks),
    ])
  func refused(text: String, rule: TextRule) {
    #expect(throws: rule) { try QuestionText(text) }
  }

  @Test("it is kept in NFC, trimmed, with newlines of one kind")
  func normalized() throws {
    #expect(try QuestionText("  e\u{301}te\u{301} et hiver\u{A0}\n").value.unicodeScalars.count == 12)
    #expect(try QuestionText("one line\r\nand another").value.unicodeScalars.contains("\r") == false)
  }

  @Test("length is counted in Unicode scalars, after normalizing", arguments: [10, 280])
  func bounds(length: Int) throws {
    let text = String(repeating: "e\u{301}", count: length)
    #expect(try QuestionText(text).value.unicodeScalars.count == length)
  }

  @Test("four marks on one base are a language's, five are not")
  func marks() throws {
    #expect(throws: Never.self) { try QuestionText("four marks q\u{301}\u{302}\u{303}\u{304}!") }
    #expect(throws: TextRule.tooManyCombiningMarks) {
      try QuestionText("\u{301}\u{301}\u{301}\u{301}\u{301} marks on nothing")
    }
  }

  @Test("the refusals' codes are stable")
  func codes() {
    #expect(
      TextRule.allCases.map(\.rawValue) == [
        "too_short", "too_long", "control_character", "format_character", "line_separator",
        "unassigned_character", "too_many_combining_marks",
      ])
  }
}

@Suite("The name an author shows", .timeLimit(.minutes(5)))
struct DisplayNameTests {
  @Test("white space is no name", arguments: ["", "   ", "\n", "\u{A0}\t"])
  func none(text: String) throws {
    #expect(try DisplayName(text) == nil)
  }

  @Test("it has 1–60 scalars on one line")
  func bounds() throws {
    #expect(try DisplayName(" Zoé ")?.value == "Zoé")
    #expect(try DisplayName(String(repeating: "z", count: 60)) != nil)
    #expect(throws: TextRule.tooLong) { try DisplayName(String(repeating: "z", count: 61)) }
    #expect(throws: TextRule.controlCharacter) { try DisplayName("two\nlines") }
    #expect(throws: TextRule.formatCharacter) { try DisplayName("Tom\u{200B}Cochran") }
  }

  @Test(
    "a name like a speaker's or an organisation's is noticed",
    arguments: [
      ("Tom Cochran", "Tom Cochran"), ("TOM  COCHRAN", "Tom Cochran"), ("tomcochran", "Tom Cochran"),
      ("Tom-Cochran", "Tom Cochran"), ("Cochran, Tom", "Tom Cochran"),
      ("Tom Cochran officiel", "Tom Cochran"),
      ("Zoe Lefevre", "Zoé Lefèvre"), ("Ｔｏｍ Ｃｏｃｈｒａｎ", "Tom Cochran"), ("Strasse AG", "Straße AG"),
      ("Soren", "Søren"), ("l'Oreal", "L’Oréal"),
    ])
  func matching(name: String, other: String) throws {
    #expect(try #require(try DisplayName(name)).matches(other))
  }

  @Test(
    "a name that only looks like one is noticed as well",
    arguments: [
      ("Тоm Сосhrаn", "Tom Cochran"), ("ΤΟΜ COCHRAN", "Tom Cochran"), ("T0m C0chran", "Tom Cochran"),
      ("Torn Cochran", "Tom Cochran"), ("𝐓𝐨𝐦 𝕮𝖔𝖈𝖍𝖗𝖆𝖓", "Tom Cochran"), ("ᴛᴏᴍ ᴄᴏᴄʜʀᴀɴ", "Tom Cochran"),
      ("Ⓣⓞⓜ Cochran", "Tom Cochran"), ("T o m  C o c h r a n", "Tom Cochran"),
      ("T.o.m. C.o.c.h.r.a.n", "Tom Cochran"),
      ("T_o_m-C·o·c·h·r·a·n", "Tom Cochran"), ("TomCochran officiel", "Tom Cochran"),
      ("T o m Cochran, Acquia", "Tom Cochran"), ("Le vrai T0MC0CHRAN", "Tom Cochran"),
      ("Aurélle Va1ette", "Aurélle Valette"), ("AureIie Valette", "Aurélie Valette"), ("Νίκος", "ΝΙΚΟΣ"),
      ("Виктор Иванов", "ВИКТОР ИВАНОВ"), ("0range", "Orange"), ("0RANGΕ", "Orange"), ("Or@nge", "Orange"),
      ("VVebedia", "Webedia"), ("Acqu1a", "Acquia"), ("Ａｃｑｕｉａ", "ACQUIA"),
    ])
  func lookalikes(name: String, other: String) throws {
    #expect(try #require(try DisplayName(name)).matches(other))
  }

  @Test(
    "other names are not",
    arguments: [
      ("Tom", "Tom Cochran"), ("Marie, Orange", "Orange"), ("Tomas Cochran", "Tom Cochran"), ("🙂", "🙃"),
      ("Zoé", "…"), ("Thomas", "Tom Cochran"), ("Cochran", "Tom Cochran"), ("Marie Martin", "Marc Martin"),
      ("Jean Dupont", "Jeanne Dupont"), ("Anna Li", "Hanna Lind"), ("A. B.", "AB Tasty"),
      ("Leïla, du public", "Leila Roy"),
    ])
  func distinct(name: String, other: String) throws {
    #expect(try #require(try DisplayName(name)).matches(other) == false)
  }

  @Test("what dictation leaves behind is dropped, before it is counted")
  func dictation() throws {
    #expect(
      try QuestionText("Quand répondrez-vous \u{FFFC}enfin ?\u{FFFC}").value == "Quand répondrez-vous enfin ?"
    )
    #expect(throws: TextRule.tooShort) { try QuestionText("neuf let.\u{FFFC}\u{FFFC}") }
    #expect(try QuestionText("Qui \u{FFF9}tient\u{FFFA}parole\u{FFFB} ?").value == "Qui tientparole ?")
    #expect(try DisplayName("\u{FFFC}") == nil)
    #expect(try CommentText("Bien\u{FFFC}")?.value == "Bien")
    #expect(try TypedText("confi\u{FFFC}ance").value == "confiance")
  }

  @Test("flags that are spelled by tags are emoji; tags elsewhere, or that spell no flag, are unseen text")
  func flags() throws {
    let scotland = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"
    #expect(try QuestionText("Et l’Écosse \(scotland) ?").value.contains(scotland))
    #expect(try DisplayName(scotland)?.value == scotland)
    for hidden in [
      "\u{E0067}\u{E0062}\u{E007F}", "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}", "\u{1F3F4}\u{E007F}",
      "\u{1F642}\u{E0067}\u{E0062}\u{E0073}\u{E007F}",
      "\u{1F3F4}" + String(repeating: "\u{E0061}", count: 40) + "\u{E007F}",
      "\u{1F3F4}\u{E0047}\u{E0042}\u{E0053}\u{E007F}", "\u{E0001}",
    ] {
      #expect(throws: TextRule.formatCharacter) { try QuestionText("Et ici \(hidden) qui parle ?") }
    }
  }

  @Test("signs that are whole words or lines count as what they are as wide as; other scripts count as ever")
  func width() throws {
    #expect(try QuestionText("Que dire du Prophète \u{FDFA} ?").value.contains("\u{FDFA}"))
    for wide in ["\u{FDFA}", "\u{FDFB}", "\u{FDFD}", "\u{1242B}"] {
      #expect(throws: TextRule.tooLong) { try QuestionText(String(repeating: wide, count: 280)) }
      #expect(throws: TextRule.tooLong) { try DisplayName(String(repeating: wide, count: 60)) }
    }
    for usual in ["한", "語", "é", "ộ", "س", "क"] {
      #expect(try QuestionText(String(repeating: usual, count: 280)).value.unicodeScalars.count == 280)
    }
  }

  @Test("a speaker known by one word is meant where they speak; full names and organisations are everywhere")
  func oneWord() throws {
    let (here, elsewhere) = (Session.ID(rawValue: 1), Session.ID(rawValue: 2))
    let guarded = [
      GuardedName(name: "Max", sessions: [here]), GuardedName(name: "Tom Cochran", sessions: [here]),
      GuardedName(name: "Orange", sessions: nil),
    ]
    func matches(_ name: String, in session: Session.ID?) throws -> Bool {
      try #require(try DisplayName(name)).matches(anyOf: guarded, in: session)
    }
    #expect(try matches("max", in: here))
    #expect(try !matches("Max", in: elsewhere))
    #expect(try !matches("Max", in: nil))
    for session in [here, elsewhere, nil] {
      #expect(try matches("Tom Cochran", in: session))
      #expect(try matches("Orange", in: session))
    }
  }
}
