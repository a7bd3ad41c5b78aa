public import API
public import Petitions
public import Storage

extension OwnFeedback {
  public init(_ record: RatingRecord) { self.init(stars: record.stars, comment: record.comment) }
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
