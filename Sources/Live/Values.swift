public import API
public import Foundation
public import Storage

// Records of Storage as the API writes them. Times carry the offset of the summit's place.

extension API.Summit {
  /// What is done about stuffing only organizers are told: whoever stuffs would like to know.
  public init(_ record: SummitRecord, toOrganizers: Bool = false) {
    self.init(
      slug: record.slug, name: record.name, place: record.place, timeZone: record.timeZone,
      startsOn: record.startsOn.description, endsOn: record.endsOn.description, languages: record.languages,
      expectedAttendees: record.expectedAttendees, identity: record.identity,
      thresholdRule: ThresholdRule(
        share: record.thresholdShare, floor: record.thresholdFloor,
        ceiling: record.thresholdCeiling),
      answerPeriod: record.answerPeriodDays, controller: record.controller, contact: record.contact,
      retention: record.retentionDays, publicRatings: record.publicRatings,
      closedAt: record.closedAt.map { Timestamp($0, in: record.zone) }, threshold: record.threshold,
      stuffing: toOrganizers ? record.stuffing : nil, accent: record.accent,
      logo: record.logoDigest.map { "/api/v1/summits/\(record.slug)/logo?v=\($0)" })
  }
}

extension SummitRecord {
  /// Greenwich where the system does not know the zone, which Storage refuses to take.
  public var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }
}

extension API.Session {
  public init(_ record: SessionRecord, in summit: SummitRecord, toOrganizers: Bool = false) {
    self.init(
      slug: record.slug, guid: record.guid, title: record.title, abstract: record.abstract,
      startsAt: Timestamp(record.startsAt, in: summit.zone),
      endsAt: Timestamp(record.endsAt, in: summit.zone),
      room: record.room?.name, speakers: record.speakers.map(API.Speaker.init), box: record.box,
      moderation: record.moderation, threshold: record.threshold, version: record.version,
      audience: record.audience, closesAt: record.closesAt.map { Timestamp($0, in: summit.zone) },
      cancelled: record.cancelledAt != nil,
      acceptedAt: record.acceptedAt.map { Timestamp($0, in: summit.zone) },
      acceptedBy: toOrganizers ? record.acceptedBy : nil)
  }
}

extension API.Speaker {
  public init(_ record: SpeakerRecord) {
    self.init(
      slug: record.slug, name: record.name, affiliation: record.affiliation, biography: record.biography)
  }
}

extension API.Room {
  public init(_ record: RoomRecord) { self.init(slug: record.slug, name: record.name, code: record.code) }
}

extension API.Question {
  /// As the public may see it, wherever it is shown. `merged` says how a merged one stands.
  public init(_ petition: Petition, merged: Publicity.Merged? = nil, in summit: SummitRecord) {
    self.init(whole: petition, in: summit)
    let publicity = petition.publicity(merged: merged)
    // Hiding a question does not hide that it was there, or that an answer is owed.
    if !publicity.showsWords { (text, name, translation) = ("", nil, nil) }
    if !publicity.showsAnswer { answer?.text = nil }
  }

  /// With all of its words: for its author, for curators, and for whoever owes it an answer.
  public init(whole petition: Petition, in summit: SummitRecord) {
    let zone = summit.zone
    self.init(
      id: petition.id.description, number: petition.number, session: petition.sessionSlug,
      organisation: petition.organisationSlug, text: petition.text ?? "", name: petition.name,
      state: petition.state, upvotes: petition.upvotes, upvoted: false,
      threshold: petition.threshold,
      promise: petition.promise.map { API.Promise($0, of: petition, in: summit) },
      answer: petition.answer.map { API.Answer($0, in: summit) },
      outcome: petition.outcome, askedAt: Timestamp(petition.askedAt, in: zone),
      editedAt: petition.editedAt.map { Timestamp($0, in: zone) }, corrected: petition.correctedAt != nil,
      highlighted: petition.isHighlighted, nameVerified: petition.isNameVerified,
      translation: petition.translation.map { Translation(language: $0.language, text: $0.text) },
      verdicts: petition.answer.map { _ in Verdicts(yes: petition.verdicts.yes, no: petition.verdicts.no) },
      mergedInto: petition.mergedInto.map { Survivor(id: $0.id.description, number: $0.number) })
  }

  /// What only its author and curators may know.
  public mutating func disclose(_ petition: Petition, in summit: SummitRecord) {
    curation = petition.decision.map {
      Curation(
        action: $0.action, reason: $0.reason, note: $0.note,
        at: Timestamp($0.at, in: summit.zone))
    }
  }
}

extension API.Promise {
  init(_ promise: Petition.Promise, of petition: Petition, in summit: SummitRecord) {
    self.init(
      state: promise.state, metAt: Timestamp(promise.metAt, in: summit.zone),
      dueAt: Timestamp(promise.dueAt, in: summit.zone),
      firstDueAt: Timestamp(promise.firstDueAt, in: summit.zone), owedBy: promise.debtor ?? summit.name,
      overdue: promise.isOverdue, disputed: petition.verdicts.isDisputed)
  }
}

extension API.Answer {
  init(_ answer: Petition.Answer, in summit: SummitRecord) {
    self.init(
      kind: answer.kind, text: answer.text, reason: answer.reason,
      until: answer.deferredTo.map { Timestamp($0, in: summit.zone) }, by: answer.givenAs,
      answeredAt: Timestamp(answer.answeredAt, in: summit.zone),
      editedAt: answer.editedAt.map { Timestamp($0, in: summit.zone) })
  }
}

extension API.Snapshot {
  public init(_ snapshot: SessionSnapshot, in summit: SummitRecord) {
    func live(_ petition: Petition) -> LiveQuestion {
      // Whoever highlights a question has looked at it.
      LiveQuestion(API.Question(petition, in: summit), wall: petition.isForWall || petition.isHighlighted)
    }
    self.init(
      version: Int(snapshot.version), session: snapshot.slug,
      about: API.Session.about(
        snapshot.title, in: snapshot.room, by: snapshot.speakers,
        Timestamp(snapshot.startsAt, in: summit.zone), Timestamp(snapshot.endsAt, in: summit.zone)),
      startsAt: Timestamp(snapshot.startsAt, in: summit.zone),
      endsAt: Timestamp(snapshot.endsAt, in: summit.zone),
      cancelled: snapshot.isCancelled, box: snapshot.box,
      threshold: snapshot.threshold, closesAt: snapshot.closesAt.map { Timestamp($0, in: summit.zone) },
      attendees: snapshot.attendees, total: snapshot.published, highlighted: snapshot.highlighted.map(live),
      questions: snapshot.top.map(live), head: snapshot.head.map(API.LedgerHead.init))
  }
}

extension API.Announcement {
  public init(_ record: AnnouncementRecord, in summit: SummitRecord) {
    let from =
      switch record.voice {
      case .speakers where !record.speakers.isEmpty: record.speakers.joined(separator: ", ")
      case .organizers, .speakers: record.voice.rawValue
      }
    self.init(
      id: record.id.description, text: record.text, session: record.session, from: from,
      announcedAt: Timestamp(record.announcedAt, in: summit.zone))
  }
}

extension Ratings {
  /// The mean of the stars, with one decimal; nil while there is none.
  public var average: Double? { averageInTenths.map { Double($0) / 10 } }

  /// What everybody may know.
  public func shared(by summit: SummitRecord) -> API.PublicFeedback? {
    guard isPublic(wanted: summit.publicRatings), let average else { return nil }
    return API.PublicFeedback(average: average, ratings: count)
  }
}

extension API.LedgerHead {
  public init(_ record: LedgerHeadRecord) { self.init(seq: record.seq, hash: hexadecimal(record.hash)) }
}

extension API.LedgerEntry {
  public init(_ record: LedgerRecord) {
    self.init(seq: record.seq, entry: record.entry, hash: hexadecimal(record.hash))
  }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
