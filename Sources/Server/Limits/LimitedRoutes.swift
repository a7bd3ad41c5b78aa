extension Limits {
  /// Which act each route is, as a route describes itself. A test asks of every route that writes that it stands here.
  static let acts: [String: Act] = {
    let summit = "/api/v1/summits/{summit}"
    let (session, question) = (summit + "/sessions/{session}", summit + "/questions/{question}")
    return [
      // Attendees
      "POST \(summit)/attendees": .join,
      "DELETE \(summit)/attendees/me": .erase,
      "PUT \(session)/attendance": .attend,
      "POST \(session)/questions": .ask,
      "POST \(summit)/questions": .ask,
      "POST \(summit)/organisations/{organisation}/questions": .ask,
      "PATCH \(question)": .edit,
      "DELETE \(question)": .withdraw,
      "PUT \(question)/upvote": .sign,
      "DELETE \(question)/upvote": .sign,
      "PUT \(question)/report": .report,
      "PUT \(question)/verdict": .judge,
      "PUT \(session)/feedback": .rate,

      // The same by the pages' forms
      "POST /{summit}": .join,
      "POST /{summit}/{session}": .join,
      "POST /{summit}/{session}/questions": .ask,
      "POST /{summit}/questions": .ask,
      "POST /{summit}/organisations/{organisation}/questions": .ask,
      "POST /{summit}/{session}/upvotes": .signByForm,
      "POST /{summit}/upvotes": .signByForm,
      "POST /{summit}/organisations/{organisation}/upvotes": .signByForm,
      "POST /{summit}/{session}/verdicts": .judge,
      "POST /{summit}/verdicts": .judge,
      "POST /{summit}/organisations/{organisation}/verdicts": .judge,
      "POST /{summit}/{session}/feedback": .rate,
      "POST /{summit}/questions/{question}/report": .report,
      "POST /{summit}/receipts/{receipt}": .edit,
      "POST /{summit}/privacy/me": .erase,
      "POST /{summit}/heard": .hear,

      // Links that sign in, and stages
      "POST /{summit}/overview": .signIn,
      "POST /{summit}/overview/{link}": .signIn,
      "POST /{summit}/{session}/stage/{link}": .signIn,
      "POST /{summit}/rooms/{room}/stage/{link}": .signIn,
      "POST /{summit}/{session}/stage": .steer,
      "POST /{summit}/rooms/{room}/stage": .steer,

      // Officials
      "POST /api/v1/summits": .official,
      "PATCH \(summit)": .official,
      "POST \(summit)/rehearsals": .official,
      "POST /api/v1/programmes": .official,
      "PUT /api/v1/programmes/{upload}/parts/{part}": .official,
      "POST /api/v1/programmes/{upload}/import": .official,
      "POST \(summit)/sessions": .official,
      "PATCH \(session)": .official,
      "DELETE \(session)": .official,
      "PUT \(session)/acceptance": .official,
      "DELETE \(session)/acceptance/{speaker}": .official,
      "POST \(summit)/speakers": .official,
      "PATCH \(summit)/speakers/{speaker}": .official,
      "DELETE \(summit)/speakers/{speaker}": .official,
      "POST \(summit)/organisations": .official,
      "PATCH \(summit)/organisations/{organisation}": .official,
      "PUT \(summit)/organisations/{organisation}/acceptance": .official,
      "PUT \(question)/answer": .official,
      "DELETE \(question)/answer": .official,
      "POST \(summit)/announcements": .official,
      "DELETE \(summit)/announcements/{announcement}": .official,
      "POST \(summit)/attendees/{attendee}/curation": .official,
      "POST \(summit)/quarantines": .official,
      "DELETE \(summit)/quarantines/{quarantine}": .official,
      "POST \(summit)/releases": .official,
      "POST \(summit)/badges": .official,
      "POST \(summit)/tokens": .official,
      "DELETE \(summit)/tokens/{token}": .official,
      "DELETE /api/v1/tokens/{token}": .official,
      "POST \(summit)/stage-links": .official,
      "POST \(summit)/overview-links": .official,

      // Reads that cost much
      "GET \(session)/similar": .compare,
      "GET /{summit}/{session}": .search,
      "GET /{summit}/organisations": .search,
      "GET /{summit}/organisations/{organisation}": .search,
      "GET /{summit}/promises/{question}": .look,
    ]
  }()
}
