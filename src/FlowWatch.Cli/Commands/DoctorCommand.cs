using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowWatch.Aws.Access;
using FlowWatch.Cli.Input;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Diagnostics.Access;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Cli.Commands;

/// <summary><c>flowwatch doctor</c>: can FlowWatch do its work at these targets, and if not, what is missing?</summary>
internal sealed class DoctorCommand
{
    private const string SchemaVersion = "1.0";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string[]> targets = new("--target", "-t") { Description = "Name of a target of the configuration. May be given more than once. Default: all.", HelpName = "NAME" };
    private readonly Option<string?> config = new("--config", "-c") { Description = "The settings file. Default: that of the variable FLOWWATCH_CONFIG, else flowwatch.json in this folder, else none.", HelpName = "FILE" };
    private readonly Option<bool> restoring = new("--restoring") { Description = "Look for what only restoring from the archive needs, too." };
    private readonly Option<bool> definitions = new("--definitions") { Description = "Look for what only ask --save-definitions needs, too." };
    private readonly Option<bool> sendTest = new("--send-test") { Description = "Send a test message to each topic, webhook, file and console: the only way to know that alerts arrive." };
    private readonly Option<string> format = new("--format", "-f") { Description = "table or json.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
    private readonly Terminal terminal;

    private DoctorCommand(Terminal terminal)
    {
        this.terminal = terminal;
        format.Among("table", "json");
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var doctor = new DoctorCommand(terminal);
        var command = new Command("doctor", "Walk the chain of credentials and try every permission, without harm; say what is missing.")
        {
            doctor.targets, doctor.config, doctor.restoring, doctor.definitions, doctor.sendTest, doctor.format,
        };
        command.SetAction(doctor.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var quiet = arguments.GetValue(CommonOptions.Quiet);
        var configuration = ConfigurationInput.Read(terminal, arguments.GetValue(config));
        var settings = configuration.Settings(terminal, quiet);
        var chosen = configuration.Chosen(arguments.GetValue(targets) ?? [], settings);
        using var access = new AwsAccess(settings, terminal, arguments.GetValue(CommonOptions.Verbose));
        var options = new AccessOptions(arguments.GetValue(restoring), arguments.GetValue(sendTest), arguments.GetValue(definitions));
        var results = await new AccessCheck(new AwsAccessProbe(access.Clients, terminal.Time), new AddressTest(access.Alerts, terminal.Time)).RunAsync(chosen, options, null, cancellationToken).ConfigureAwait(false);
        if (options.SendTest) await RememberAsync(configuration, settings, results, cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(format)!.Equals("json", StringComparison.OrdinalIgnoreCase)) WriteJson(results);
        else WriteTable(results);
        return results.All(result => result.IsWell) ? ExitCode.Clean : results.All(result => !result.HasCredentials) ? ExitCode.Authentication : ExitCode.Partial;
    }

    // Compliance asks when alerts were last tested. What the doctor found is told also where it cannot be remembered.
    private async Task RememberAsync(ConfigurationInput configuration, FlowWatchSettings settings, IReadOnlyList<TargetAccess> results, CancellationToken cancellationToken)
    {
        var services = StateInput.Services(configuration.Reading with { Settings = StateInput.WithState(settings, null) }, terminal);
        await using (services.ConfigureAwait(false))
        {
            try
            {
                var store = new AlertTestStore(services.GetRequiredService<IStateStore>());
                foreach (var (target, test) in results.SelectMany(result => AlertTests.Of(result, terminal.Time.GetUtcNow()).Select(test => (result.Target.Name, test)))) await store.SaveAsync(target, test, cancellationToken).ConfigureAwait(false);
            }
            catch (StateException error)
            {
                await terminal.Error.WriteLineAsync($"The test is not remembered for compliance reports: the state cannot be used: {error.Message}").ConfigureAwait(false);
            }
        }
    }

    private void WriteTable(IReadOnlyList<TargetAccess> results)
    {
        using var text = new StreamWriter(terminal.Output, new UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" };
        foreach (var result in results)
        {
            text.WriteLine($"{result.Target.Name} (account {result.Target.Account}, {result.Target.Region})");
            var widest = result.Findings.Max(finding => finding.Subject.Length);
            foreach (var finding in result.Findings)
            {
                var on = finding.Resource is { } resource ? $"{resource}  " : "";
                text.WriteLine($"  {Words(finding.Outcome),-14}  {finding.Subject.PadRight(widest)}  {VisibleText.Of($"{on}{finding.Detail}")}");
                foreach (var hint in finding.Hints) text.WriteLine($"  {"",-14}  {"".PadRight(widest)}  look at: {VisibleText.Of(hint)}");
                if (finding is { Outcome: AccessOutcome.Refused, Permission: { } permission }) text.WriteLine($"  {"",-14}  {"".PadRight(widest)}  add: {AccessStatement.Json(permission)}");
            }

            if (result.MissingPolicy is { } policy) text.WriteLine($"\n  What was refused, as one policy for the role:\n{policy}");
            text.WriteLine();
        }

        var well = results.Count(result => result.IsWell);
        text.WriteLine($"{ReadableNumber.Count(results.Count, "targets")}: {well} well, {results.Count - well} not");
    }

    private void WriteJson(IReadOnlyList<TargetAccess> results)
    {
        using var json = new Utf8JsonWriter(terminal.Output, Indented);
        json.WriteStartObject();
        json.WriteString("schemaVersion", SchemaVersion);
        json.WriteStartArray("targets");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("target", result.Target.Name);
            json.WriteBoolean("well", result.IsWell);
            json.WriteStartArray("findings");
            foreach (var finding in result.Findings)
            {
                json.WriteStartObject();
                json.WriteString("subject", finding.Subject);
                json.WriteString("resource", finding.Resource);
                json.WriteString("outcome", Words(finding.Outcome));
                json.WriteString("detail", finding.Detail);
                json.WriteStartArray("hints");
                foreach (var hint in finding.Hints) json.WriteStringValue(hint);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("missingPolicy");
            if (result.MissingPolicy is { } policy) json.WriteRawValue(policy);
            else json.WriteNullValue();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        terminal.Output.Write("\n"u8);
    }

    private static string Words(AccessOutcome outcome) => outcome switch
    {
        AccessOutcome.Ok => "ok",
        AccessOutcome.Refused => "refused",
        AccessOutcome.CouldNotLook => "could not look",
        AccessOutcome.NotTried => "not tried",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome."),
    };
}
