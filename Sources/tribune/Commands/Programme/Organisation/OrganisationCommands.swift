import API

/// `tribune organisation …`
enum OrganisationCommands {
  static let command = Command(
    name: "organisation",
    summary: "those who can be asked beside the speakers",
    details: """
      An organisation takes questions, and owes the answers by name, once it has accepted. With a token of its own it \
      answers them: tribune token create --role organisation --organisation SLUG
      """,
    examples: [
      Example("Who there is.", "tribune organisation list"),
      Example("One more.", "tribune organisation add \"Maison Duval\""),
      Example("They said yes.", "tribune organisation accept maison-duval --by \"Camille Duval\""),
    ],
    alsoCalled: ["organization", "brand", "company", "org"],
    subcommands: [
      ListOrganisations.command, ShowOrganisation.command, AddOrganisation.command,
      AcceptOrganisation.command, EditOrganisation.command,
    ])

  static let argument = Argument(
    "ORGANISATION", .slug, "the organisation, by its slug (tribune organisation list)")
}

/// `tribune organisation list`
enum ListOrganisations {
  static let command = Command(
    name: "list",
    summary: "the organisations of the summit",
    options: [Shared.summit, Shared.json],
    examples: [Example("All of them.", "tribune organisation list")],
    alsoCalled: ["ls", "index"],
    run: { call, shell in
      let organisations = try await call.summit(in: shell).organisations()
      if call[Shared.json] { return shell.write(json: organisations.json) }
      if organisations.elements.isEmpty { return shell.say("There are no organisations yet.") }
      var table = Table("ORGANISATION", "ACCEPTED", "THRESHOLD", "NAME", right: [2])
      for organisation in organisations.elements {
        table.add(
          Table.Cell(organisation.slug),
          organisation.acceptedAt.map { Table.Cell($0.dayAndClock) } ?? Table.Cell("not yet", .faint),
          Table.Cell(organisation.threshold.map(String.init) ?? ""), Table.Cell(organisation.name))
      }
      shell.output.write(table)
    })
}

/// `tribune organisation show`
enum ShowOrganisation {
  static let command = Command(
    name: "show",
    summary: "one organisation in full",
    arguments: [OrganisationCommands.argument],
    options: [Shared.summit, Shared.json],
    examples: [Example("Have they accepted?", "tribune organisation show maison-duval")],
    alsoCalled: ["view", "get", "info"],
    run: { call, shell in
      let reply = try await call.summit(in: shell).organisation(try call[OrganisationCommands.argument])
      shell.show(reply, call) { $0.details }
    })
}

extension Organisation {
  var details: Details {
    var details = Details()
    details.add("Organisation", slug)
    details.add("Name", name, .strong)
    details.add(
      "Accepted", acceptedAt.map { $0.dayAndClock + (acceptedBy.map { ", said \($0)" } ?? "") } ?? "not yet")
    details.add(
      "Threshold",
      threshold.map { "\($0) upvotes oblige an answer" } ?? "fixed when the first question comes")
    return details
  }
}
