internal import API
internal import EventLoop
internal import HTTP
internal import Storage
internal import Tokens

/// What became of a question, to whoever holds its private code.
struct Receipts: Resource {
  let services: Services

  var routes: [Route] {
    [.get("/api/v1/summits/:summit/receipts/:receipt", show)]
  }

  private func show(_ request: Request) async throws -> Response {
    let summit = try await services.directory.summit(of: request)
    let petition = try await services.petition(receipt: request.segment("receipt"), in: summit)
    return try .json(try await services.question(petition, for: .holder(of: petition.id), in: summit))
  }
}

extension Services {
  /// 404 for a code that was not given by us for this summit.
  func petition(receipt text: String, in summit: SummitRecord) async throws -> QuestionRecord {
    guard let receipt = Receipt(text, summit: summit.id.rawValue, signedWith: key),
      let petition = try await store.petition(
        Petitions.Question.ID(rawValue: receipt.question), in: summit.id)
    else { throw HTTPError(404, "receipt_not_found", "No question has this receipt.") }
    return petition
  }

  /// The question that the reader of a page has just asked, by the receipt that came with the request; nil where there is
  /// none, or none of this summit's.
  func justAsked(_ request: Request, in summit: SummitRecord) async throws -> (
    QuestionRecord, receipt: String
  )? {
    guard let receipt = request.asked else { return nil }
    do {
      return (try await petition(receipt: receipt, in: summit), receipt)
    } catch let error as HTTPError where error.status == 404 {
      return nil
    }
  }
}
