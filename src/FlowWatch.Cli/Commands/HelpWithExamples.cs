using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using FlowWatch.Cli.Input;

namespace FlowWatch.Cli.Commands;

/// <summary>The help of a command, with examples to copy and what the exit code means.</summary>
/// <param name="help">Writes the rest of it.</param>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const string ExitCodes = """
        Exit codes:
          0 nothing found  1 findings (see scan --fail-on)  2 something could not be looked at or written
          3 bad input  4 no valid credentials for AWS  70 a bug in FlowWatch  130 cancelled  141 nobody reads the output any more

        """;

    private static readonly Dictionary<string, string> Examples = new()
    {
        ["scan"] = """
            Examples:
              flowwatch scan logs/                                    every file below a folder
              flowwatch scan 'logs/**/*.gz' --check security -o report.html
              zcat flows.gz | flowwatch scan - --format json --fail-on high
              flowwatch scan custom.log --log-format '${version} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action}'
              flowwatch scan logs/ --config settings.json --set PORT_SCAN.distinctPorts=80

            """,
        ["check"] = """
            Examples:
              flowwatch check all --target production
              flowwatch check security --since 1h --format json --fail-on high
              flowwatch check anomaly --target production --dry-run
              AWS_ENDPOINT_URL=http://127.0.0.1:4566 flowwatch check all

            """,
        ["ask"] = """
            Examples:
              flowwatch ask --list
              flowwatch ask top-talkers --by pair logs/
              flowwatch ask about-address --address 10.0.1.100 --target production --since 6h
              flowwatch ask port-scans --target production --explain
              flowwatch ask --save-definitions --target production --dry-run

            """,
        ["serve"] = """
            Examples:
              flowwatch serve --demo
              flowwatch serve --config targets.json --state state.db
              curl -H "x-functions-key: $KEY" http://127.0.0.1:7071/api/findings?severity=critical

            """,
        ["parse"] = """
            Examples:
              flowwatch parse flows.log | head -3
              flowwatch parse logs/ -o flows.parquet
              flowwatch parse flows.gz --format csv --times iso --from 2026-01-05T12:00:00Z --to 2026-01-05T13:00:00Z

            """,
        ["generate"] = """
            Examples:
              flowwatch generate -o flows.log --truth truth.json
              flowwatch generate --rate 500 --duration 1d -o day.parquet
              flowwatch generate --benign --seed 7 | flowwatch scan -

            """,
        ["rules"] = """
            Examples:
              flowwatch rules list
              flowwatch rules show PORT_SCAN
              flowwatch rules verify

            """,
        ["compliance"] = """
            Examples:
              flowwatch compliance list
              flowwatch compliance verify --target production --output report.html
              flowwatch compliance report --output report.html
              flowwatch compliance diff
              flowwatch compliance verify-chain
              flowwatch compliance gaps --target production

            """,
        ["compliance gaps acknowledge"] = """
            Examples:
              flowwatch compliance gaps --target production
              flowwatch compliance gaps acknowledge --target production --from 2026-11-20T03:00Z --to 2026-11-20T09:00Z --owner kim@example.com --reason 'The delivery role was deleted; brought back, ticket 4711.'

            """,
        ["doctor"] = """
            Examples:
              flowwatch doctor
              flowwatch doctor --target production --format json
              flowwatch doctor --target production --send-test

            """,
        ["incidents"] = """
            Examples:
              flowwatch incidents list --target production --state state.db
              flowwatch incidents list --status all --severity high --format json

            """,
        ["incidents resolve"] = """
            Examples:
              flowwatch incidents resolve production-eu-3fa9c2d1e0b4a5968778695a --disposition expected --note 'Our scanner, ticket 4711.'

            """,
        ["tuning"] = """
            Examples:
              flowwatch tuning --days 7
              flowwatch tuning --target production --set HIGH_TRAFFIC_VOLUME.bytes=5000000000
              flowwatch tuning --target production --set PORT_SCAN.distinctPorts=40 --rescan --windows 200

            """,
        ["suppressions"] = """
            Examples:
              flowwatch suppressions list --state state.db
              flowwatch suppressions list --expired --format json

            """,
        ["suppressions add"] = """
            Examples:
              flowwatch suppressions add vulnerability-scanner --owner security@example.com --reason 'The scanner of the security team.' --expires 2027-10-31 --source 10.0.9.9 --detection PORT_SCAN
              flowwatch suppressions add nightly-backup --owner ops --reason 'Backup to the vault, ticket 4711.' --expires 2027-06-30 --target production --source 10.0.4.0/24 --port 443

            """,
        ["config"] = """
            Examples:
              flowwatch config check
              flowwatch config check --config samples/targets.json
              flowwatch config show --origin
              FlowWatch__insights__concurrentQueries=10 flowwatch config show --format json

            """,
    };

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        if (Examples.TryGetValue(CommandLineErrors.NameOf(parseResult)["flowwatch".Length..].TrimStart(), out var examples)) parseResult.InvocationConfiguration.Output.WriteLine(examples.TrimEnd('\n'));
        if (command is RootCommand || command.Name == "scan") parseResult.InvocationConfiguration.Output.Write($"{(command is RootCommand ? "" : "\n")}{ExitCodes}");
        return code;
    }
}
