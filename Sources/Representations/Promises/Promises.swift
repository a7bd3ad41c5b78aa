internal import API
internal import Storage

extension API.Promise {
  init(_ promise: QuestionRecord.Promise, of petition: QuestionRecord, in summit: SummitRecord) {
    self.init(
      state: promise.state, metAt: Timestamp(promise.metAt, in: summit.zone),
      dueAt: Timestamp(promise.dueAt, in: summit.zone),
      firstDueAt: Timestamp(promise.firstDueAt, in: summit.zone), owedBy: promise.debtor ?? summit.name,
      overdue: promise.isOverdue, disputed: petition.verdicts.isDisputed)
  }
}
