internal import Petitions
internal import Postgres

// Lists pick their page from `questions`, by an index, and look at whole petitions then: each by its key. Joined with
// the view itself, PostgreSQL's generic plan would put together all petitions of the summit for each row of the page.

extension Store {
  /// Joins, as `p`, the whole petition of the question that the column `question` names.
  static func wholeQuestion(of question: String, in summit: Summit.ID) -> SQL {
    """
    cross join lateral (
      select * from petitions where summit_id = \(summit) and id = \(unsafeSQL: question) offset 0
    ) p
    """
  }
}

extension QuestionScope {
  /// What limits `questions q` to it, as the indexes know it.
  var condition: SQL {
    switch self {
    case .everything: "true"
    case .session(let id): "q.session_id = \(id)"
    case .organisation(let id): "q.session_id is null and q.organisation_id = \(id)"
    case .summit: "q.session_id is null and q.organisation_id is null"
    }
  }
}

extension Set<Question.State> {
  /// What limits `questions q` to them; one alone by name, since an index may be of that state.
  var condition: SQL {
    if count == 1, let state = first { return "q.state = '\(unsafeSQL: state.rawValue)'" }
    return "q.state = any (\(map(\.rawValue)))"
  }
}
