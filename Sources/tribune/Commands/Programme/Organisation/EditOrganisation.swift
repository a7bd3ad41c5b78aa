import API

/// `tribune organisation add`
enum AddOrganisation {
  private static let name = Argument("NAME", .text, "its name, as it is shown")
  private static let slug = Option("slug", "SLUG", .slug, "its name in addresses; from the name unless given")

  static let command = Command(
    name: "add",
    summary: "add an organisation, which takes questions once it accepts",
    arguments: [name],
    options: [slug, Shared.summit, Shared.json],
    examples: [Example("A brand with a stand.", "tribune organisation add \"Maison Duval\"")],
    alsoCalled: ["new", "create"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      let reply: Client.Reply<Organisation> = try await here.client.send(
        "POST", here.path + ["organisations"],
        body: NewOrganisation(slug: try call[slug], name: try call[name]))
      shell.report("Added \(reply.value.name) as \(reply.value.slug).", reply, call) { $0.details }
    })
}

/// `tribune organisation accept`
enum AcceptOrganisation {
  static let command = Command(
    name: "accept",
    summary: "it accepts questions, and owes the answers by name, for good",
    details: "The organisation's own token does it, or an organizer's once it has said so.",
    arguments: [OrganisationCommands.argument],
    options: [AcceptSession.by, Shared.summit, Shared.json],
    examples: [
      Example("They signed.", "tribune organisation accept maison-duval --by \"Camille Duval\"")
    ],
    alsoCalled: ["agree", "commit"],
    run: { call, shell in
      let here = try await call.summit(in: shell)
      let reply = try await here.accept(
        organisation: try call[OrganisationCommands.argument], by: try call[AcceptSession.by])
      shell.report("\(reply.value.name) takes questions, and owes the answers by name.", reply, call) {
        $0.details
      }
    })
}

/// `tribune organisation edit`
enum EditOrganisation {
  private static let name = Option("name", "NAME", .text, "its name, as it is shown")
  private static let threshold = Option(
    "threshold", "UPVOTES", .number(1...1_000_000), "lower the threshold; it never rises")

  static let command = Command(
    name: "edit",
    summary: "change an organisation's name, or lower its threshold",
    details: "What is not named stays.",
    arguments: [OrganisationCommands.argument],
    options: [name, threshold, Shared.summit, Shared.json],
    examples: [
      Example("Fewer upvotes shall do.", "tribune organisation edit maison-duval --threshold 20")
    ],
    alsoCalled: ["set", "change", "update", "rename"],
    run: { call, shell in
      guard call.changesSomething else {
        throw call.misuse("Say what to change, such as --name or --threshold.")
      }
      let here = try await call.summit(in: shell)
      var change = OrganisationChange()
      change.name = try call[name]
      change.threshold = try call[threshold]
      let reply = try await here.change(organisation: try call[OrganisationCommands.argument], change)
      shell.report("Changed \(reply.value.name).", reply, call) { $0.details }
    })
}
