internal import API
internal import EventLoop
internal import Pages

extension Operation {
  /// Every call of the API, in the order in which a reader meets them.
  static var all: [Operation] {
    summits + programme + people + questions + acts + channel + officials + machines
  }

  private static let root = "/api/v1/summits"
  private static let summit = root + "/{summit}"
  private static let session = summit + "/sessions/{session}"
  private static let question = summit + "/questions/{question}"

  // MARK: What there is

  private static var summits: [Operation] {
    [
      .get(root, "The summits.", SummitList.self),
      .post(root, "Makes a summit.", NewSummit.self, Summit.self),
      .get(summit, "One summit.", Summit.self),
      .patch(
        summit, "Changes a summit, or closes it.", SummitChange.self, Summit.self, query: ["accept"]),
      Operation(
        method: "get", path: summit + "/theme.css", summary: "Its colour, as a stylesheet for pages.",
        query: ["v"], mediaType: "text/css", isOpen: true),
      Operation(
        method: "get", path: summit + "/logo", summary: "Its logo: a PNG or an SVG.", query: ["v"],
        mediaType: "image/*", isOpen: true),
      .post(
        summit + "/rehearsals", "Makes a copy of its programme, shifted to a day.", NewRehearsal.self,
        Summit.self),
      .post("/api/v1/programmes", "Opens the upload of a schedule.", nil, ProgrammeUpload.self),
      Operation(
        method: "put", path: "/api/v1/programmes/{upload}/parts/{part}",
        summary: "One part of a schedule, at most 48 KiB.", status: 204),
      Operation(
        method: "post", path: "/api/v1/programmes/{upload}/import",
        summary: "Imports the schedule that was uploaded.",
        query: ["dryRun", "strict", "summit", "new", "accept"],
        answer: ImportReport.self),
    ]
  }

  private static var programme: [Operation] {
    [
      .get(summit + "/sessions", "The programme.", SessionList.self),
      .post(summit + "/sessions", "Adds a session.", NewSession.self, Session.self),
      .get(session, "One session.", Session.self),
      .patch(
        session, "Changes a session, its end, its box, its threshold.", SessionChange.self, Session.self,
        query: ["dryRun"]),
      .delete(session, "Takes a session off the programme; its questions are kept.", Session.self),
      .get(summit + "/speakers", "Who speaks.", SpeakerList.self),
      .post(summit + "/speakers", "Adds a speaker.", NewSpeaker.self, Speaker.self),
      .get(summit + "/speakers/{speaker}", "One speaker.", Speaker.self),
      .patch(summit + "/speakers/{speaker}", "Changes a speaker.", SpeakerChange.self, Speaker.self),
      .delete(summit + "/speakers/{speaker}", "Removes a speaker who has no session."),
      .get(summit + "/rooms", "The rooms and their join codes.", RoomList.self),
      .get(summit + "/rooms/{room}", "What is on in a room now, and what comes next.", RoomNow.self),
      .get(summit + "/organisations", "Who else can be asked.", OrganisationList.self),
      .post(summit + "/organisations", "Adds an organisation.", NewOrganisation.self, Organisation.self),
      .get(summit + "/organisations/{organisation}", "One organisation.", Organisation.self),
      .patch(
        summit + "/organisations/{organisation}", "Changes an organisation, or lowers its threshold.",
        OrganisationChange.self, Organisation.self),
      .put(
        session + "/acceptance", "Its speakers accept to owe the answers by name.", NewAcceptance.self,
        Session.self),
      .delete(
        session + "/acceptance/{speaker}", "Lets go somebody who accepted to owe the answers by name.",
        Session.self),
      .put(
        summit + "/organisations/{organisation}/acceptance",
        "It accepts questions, and owes answers by name.",
        NewAcceptance.self, Organisation.self),
    ]
  }

  // MARK: Attendees

  private static var people: [Operation] {
    [
      .post(summit + "/attendees", "Joins; the token is said once.", Join.self, Joined.self).open,
      .get(summit + "/attendees/me", "What is held about the caller.", HeldData.self).closed,
      .delete(summit + "/attendees/me", "Erases what is held about the caller."),
      .put(session + "/attendance", "Checks in.", nil, Attendance.self),
      .get(
        summit + "/attendees", "Attendees by what they did, for organizers.", AttendeeList.self,
        query: ["suspects", "limit", "after"]
      ).closed,
      Operation(
        method: "post", path: summit + "/attendees/{attendee}/curation",
        summary: "Decides about all that one attendee asked.", body: BulkChange.self, answer: BulkReport.self),
      .get(summit + "/attendees/bursts", "What looks like stuffing.", BurstList.self).closed,
      .get(summit + "/quarantines", "Who was set aside, when and why.", QuarantineList.self).closed,
      .post(
        summit + "/quarantines", "Sets people aside: they count no more.", NewQuarantine.self,
        QuarantineReport.self),
      Operation(
        method: "delete", path: summit + "/quarantines/{quarantine}",
        summary: "Everybody of a quarantine counts again.", query: ["dryRun"], answer: QuarantineReport.self),
      Operation(
        method: "post", path: summit + "/releases", summary: "People count again.", body: NewRelease.self,
        answer: QuarantineReport.self),
      .get(summit + "/badges", "How many badges are known, and joined.", API.Badges.self).closed,
      .post(summit + "/badges", "Lets badges join, or makes new ones.", NewBadges.self, BadgeReport.self),
    ]
  }

  private static let listing = ["sort", "limit", "after", "number", "state"]

  private static var questions: [Operation] {
    [
      .get(
        session + "/questions", "Published questions of a session.", API.QuestionList.self, query: listing),
      .get(
        session + "/similar", "Published questions that say what is being typed, at most five.",
        SimilarQuestions.self, query: ["text"]),
      .post(session + "/questions", "Asks a session.", NewQuestion.self, Question.self),
      .get(
        summit + "/questions", "Published questions of the summit.", API.QuestionList.self,
        query: listing + ["addressee"]),
      .post(summit + "/questions", "Asks the summit.", NewQuestion.self, Question.self),
      .get(
        summit + "/organisations/{organisation}/questions", "Published questions to an organisation.",
        API.QuestionList.self, query: listing),
      .post(
        summit + "/organisations/{organisation}/questions", "Asks an organisation.", NewQuestion.self,
        Question.self),
      .get(question, "One question.", Question.self),
      .patch(
        question, "Its author changes it, or a curator decides about it.", QuestionChange.self, Question.self,
        query: ["dryRun"]),
      .delete(question, "Its author withdraws it.", Question.self),
      .get(summit + "/receipts/{receipt}", "What became of a question.", Question.self),
      Operation(
        method: "get", path: session + "/live",
        summary:
          "Server-sent events: `snapshot`, the whole state, `announcement`, `withdrawal`, and `room`, a RoomNow.",
        mediaType: "text/event-stream", isOpen: true),
      Operation(
        method: "get", path: summit + "/rooms/{room}/live",
        summary: "The same, of whatever session is on in the room; a `room` event says when it is another.",
        mediaType: "text/event-stream", isOpen: true),
      .get(
        session + "/state", "What the stream would say first, for whoever can only ask.",
        API.LiveState.self),
      .get(
        summit + "/rooms/{room}/state", "The same, of whatever session is on in the room.",
        API.LiveState.self),
    ]
  }

  private static var acts: [Operation] {
    [
      .put(question + "/upvote", "Signs; once, however often it is sent.", nil, UpvoteReceipt.self),
      .delete(question + "/upvote", "Withdraws the signature.", UpvoteReceipt.self),
      .put(question + "/report", "Reports it, once.", nil, nil),
      .put(
        question + "/answer", "Answers it, and others with it, or puts the answer in other words.",
        NewAnswer.self, Question.self),
      .delete(
        question + "/answer", "Takes the last answer back, within ten minutes.", Question.self,
        query: ["answer"]),
      .get(question + "/answers", "All that was answered, the newest first.", AnswerHistory.self),
      .put(
        question + "/verdict", "Those who signed say whether the answer answered it.", NewVerdict.self,
        VerdictReceipt.self),
    ]
  }

  private static var channel: [Operation] {
    [
      .get(
        summit + "/announcements", "What was announced, the newest first.", AnnouncementList.self,
        query: ["session", "limit", "after"]),
      .post(
        summit + "/announcements", "Announces to the summit or to a session.", NewAnnouncement.self,
        API.Announcement.self),
      .delete(summit + "/announcements/{announcement}", "Takes an announcement back."),
      .put(session + "/feedback", "Rates a session.", NewFeedback.self, OwnFeedback.self),
      .get(
        session + "/feedback",
        "The caller's own feedback and the public average; to organizers and its speakers a FeedbackReport.",
        FeedbackSeen.self, query: ["limit", "after"]),
      .get(summit + "/feedback", "Every session's ratings in short.", FeedbackOverview.self).closed,
    ]
  }

  // MARK: Officials and machines

  private static var officials: [Operation] {
    [
      .get(summit + "/tokens", "Access tokens.", AccessTokenList.self).closed,
      .post(summit + "/tokens", "Makes an access token.", NewAccessToken.self, AccessToken.self),
      .delete(
        summit + "/tokens/{token}", "Revokes an access token or a stage, and the stages whose links it made."),
      .post(
        summit + "/stage-links", "Makes a link that signs in one stage monitor, once; it is said this once.",
        NewStageLink.self, StageLink.self),
      .post(
        summit + "/overview-links", "Makes a link that signs a browser in to look at the overview.", nil,
        OverviewLink.self),
      .get("/api/v1/tokens", "Access tokens of the whole server, to its organizers.", AccessTokenList.self)
        .closed,
      .delete("/api/v1/tokens/{token}", "Revokes one of them, and the stages whose links it made."),
      .get("/api/v1/me", "Whom the token speaks for.", API.Caller.self).closed,
      .get(
        summit + "/promises", "The board: what is owed, late ones first, and what became of the rest.",
        Board.self, query: ["state", "overdue", "session", "organisation", "limit", "after"]),
      Operation(
        method: "get", path: summit + "/promises.csv", summary: "The board as a table.",
        query: ["separator"], mediaType: "text/csv", isOpen: true),
      Operation(
        method: "get", path: summit + "/promises.atom", summary: "The board as a feed.", query: ["language"],
        mediaType: "application/atom+xml", isOpen: true),
      .get(summit + "/ledger", "What was decided, oldest first.", Ledger.self, query: ["after", "limit"]),
    ]
  }

  private static var machines: [Operation] {
    [
      Operation(
        method: "get", path: "/api/v1/openapi.json", summary: "This description.",
        mediaType: "application/vnd.oai.openapi+json", isOpen: true)
    ]
  }
}

// How the calls read above: what is read is open to strangers, what is written is not.
extension Operation {
  private static func get(
    _ path: String, _ summary: String, _ answer: any Decodable.Type, query: [String] = []
  ) -> Operation {
    Operation(method: "get", path: path, summary: summary, query: query, answer: answer, isOpen: true)
  }

  private static func post(
    _ path: String, _ summary: String, _ body: (any Decodable.Type)?, _ answer: any Decodable.Type
  ) -> Operation {
    Operation(method: "post", path: path, summary: summary, body: body, status: 201, answer: answer)
  }

  private static func put(
    _ path: String, _ summary: String, _ body: (any Decodable.Type)?, _ answer: (any Decodable.Type)?
  ) -> Operation {
    Operation(
      method: "put", path: path, summary: summary, body: body, status: answer == nil ? 204 : 200,
      answer: answer
    )
  }

  private static func patch(
    _ path: String, _ summary: String, _ body: any Decodable.Type, _ answer: any Decodable.Type,
    query: [String] = []
  ) -> Operation {
    Operation(method: "patch", path: path, summary: summary, query: query, body: body, answer: answer)
  }

  private static func delete(
    _ path: String, _ summary: String, _ answer: (any Decodable.Type)? = nil, query: [String] = []
  ) -> Operation {
    Operation(
      method: "delete", path: path, summary: summary, query: query, status: answer == nil ? 204 : 200,
      answer: answer)
  }

  /// Strangers may call it.
  private var open: Operation {
    var operation = self
    operation.isOpen = true
    return operation
  }

  /// Though it only reads.
  private var closed: Operation {
    var operation = self
    operation.isOpen = false
    return operation
  }
}
