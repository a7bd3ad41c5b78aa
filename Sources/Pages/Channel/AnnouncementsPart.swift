internal import API
internal import Foundation
internal import Petitions

/// What was announced, the newest first: the last one in full for an hour, the rest behind a line. The modules put new
/// ones on top.
struct AnnouncementsPart {
  var announcements: [API.Announcement]
  var context: PageContext

  /// Seconds for which one stands in full, and how many do.
  static let freshness: Double = 60 * 60
  static let mostInFull = 1

  var html: HTML {
    let sentences = context.sentences
    let inFull = announcements.prefix(Self.mostInFull).prefix {
      $0.announcedAt.date.timeIntervalSince(context.now.date) > -Self.freshness
    }
    let rest = announcements.dropFirst(inFull.count)
    return """
      <section id="announcements" aria-label="\(sentences.announcements)"\(attribute: "hidden", if: announcements.isEmpty)>
      <ol reversed aria-live="polite">
      \(inFull.map(item))</ol>
      \(rest.isEmpty ? .none : former(rest.map(item), sentences.formerAnnouncements(rest.count)))</section>
      """
  }

  private func former(_ items: [HTML], _ summary: String) -> HTML {
    """
    <details><summary>\(summary)</summary>
    <ol reversed>
    \(items)</ol></details>

    """
  }

  private func item(_ announcement: API.Announcement) -> HTML {
    let sentences = context.sentences
    return """
      <li data-announcement="\(announcement.id)"><p class="meta"><b>\(sentences.from(announcement.from))</b> \
      <time datetime="\(announcement.announcedAt.description)">\
      \(sentences.moment(announcement.announcedAt, now: context.now))</time></p>
      <p class="said">\(context.prose(announcement.text))</p></li>

      """
  }
}

/// The same on the wall: large, for its minute, over the questions. Without JavaScript the page is loaded again and
/// leaves out what is over.
struct WallAnnouncements {
  var announcements: [API.Announcement]
  var context: PageContext

  /// More would cover the wall.
  static let most = 3
  /// Characters; beyond, one is set smaller (as `modules/banner.js` does).
  private static let long = 120

  var html: HTML {
    let shown = announcements.compactMap { announcement -> HTML? in
      let left = Petitions.Announcement.timeLeftOnWall(
        announcedAt: announcement.announcedAt.date, at: context.now.date)
      return left > 0 ? item(announcement, left: Int(left * 1000)) : nil
    }.prefix(Self.most)
    return """
      <section id="announcements" role="status"\(attribute: "hidden", if: shown.isEmpty)>
      \(Array(shown))</section>
      """
  }

  private func item(_ announcement: API.Announcement, left milliseconds: Int) -> HTML {
    """
    <div data-announcement="\(announcement.id)" data-shown-for="\(milliseconds)"\
    \(attribute: "class", announcement.text.unicodeScalars.count > Self.long ? "long" : nil)><b>\(context.sentences.from(announcement.from))</b>\
    <p dir="auto">\(context.prose(announcement.text))</p></div>

    """
  }
}
