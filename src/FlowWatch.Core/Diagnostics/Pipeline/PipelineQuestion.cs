using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Diagnostics.Pipeline;

/// <summary>
/// Why something does not appear. The steps of the way are judged in its order; the first that is wrong is the most likely cause, because
/// what is wrong behind it may be its consequence.
/// </summary>
public sealed class PipelineQuestion : DiagnosticQuestion
{
    private static readonly IReadOnlyList<DiagnosticColumn> CauseColumns = [new("rank", DiagnosticColumnKind.Number), new("cause", DiagnosticColumnKind.Text), new("evidence", DiagnosticColumnKind.Text), new("fix", DiagnosticColumnKind.Text), new("command", DiagnosticColumnKind.Text)];
    private static readonly IReadOnlyList<DiagnosticColumn> StepColumns = [new("step", DiagnosticColumnKind.Text), new("status", DiagnosticColumnKind.Text), new("detail", DiagnosticColumnKind.Text), new("evidence", DiagnosticColumnKind.Text)];
    private static readonly IReadOnlyList<DiagnosticColumn> RunColumns =
    [
        new("started-at", DiagnosticColumnKind.Instant), new("check", DiagnosticColumnKind.Text), new("status", DiagnosticColumnKind.Text), new("windows-judged", DiagnosticColumnKind.Count),
        new("windows-failed", DiagnosticColumnKind.Count), new("records", DiagnosticColumnKind.Count), new("findings", DiagnosticColumnKind.Count), new("detail", DiagnosticColumnKind.Text), new("run", DiagnosticColumnKind.Text),
    ];

    private readonly IReadOnlyList<IPipelineCause> causes;

    internal PipelineQuestion(string id, string title, string answers, IReadOnlyList<IPipelineCause> causes)
        : base(id, title, answers, DiagnosticSubject.Pipeline, []) => this.causes = causes;

    /// <inheritdoc/>
    public override (string Parameter, string Error)? Wrong(DiagnosticRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Target is { Folder: not null } ? ("target", "it reads a folder; AWS delivers nothing there") : null;
    }

    /// <inheritdoc/>
    public override async Task<Fact<DiagnosticAnswer>> AnswerAsync(DiagnosticRequest request, DiagnosticSources sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sources);
        var target = request.Target ?? throw new ArgumentException("The question is about a target.", nameof(request));
        return Answer(request, await PipelineReader.ReadAsync(target, sources, request.Now, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The answer that follows from what was found.</summary>
    /// <param name="request">How it is put.</param>
    /// <param name="facts">What was found.</param>
    public DiagnosticAnswer Answer(DiagnosticRequest request, PipelineFacts facts)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(facts);
        var steps = causes.SelectMany(cause => cause.Judge(facts)).ToList();
        var wrong = steps.Where(step => step.Verdict == PipelineVerdict.Wrong).ToList();
        // What could not be looked at comes behind what is surely wrong.
        var suspects = wrong.Concat(steps.Where(step => step.Verdict == PipelineVerdict.NotVerified)).ToList();
        var unseen = steps.Count(step => step.Verdict == PipelineVerdict.NotVerified);
        return Empty(request) with
        {
            Notes = [wrong.Count > 0 ? $"Most likely cause: {wrong[0].What}" : unseen > 0 ? "Nothing is known to be wrong, but not everything could be looked at." : "Everything on the way is as it must be."],
            NotVerified = [.. steps.Where(step => step.Verdict == PipelineVerdict.NotVerified).Select(step => $"{step.Title}: {step.What}{(step.Evidence.Length == 0 ? "" : $" ({step.Evidence})")}")],
            Tables =
            [
                new DiagnosticTable("diagnosis", "Causes, the most likely first", CauseColumns, [.. suspects.Select((step, index) => (IReadOnlyList<object?>)[(long)index + 1, $"{(step.Verdict == PipelineVerdict.Wrong ? "" : "NOT VERIFIED: ")}{step.What}", step.Evidence, step.Fix, step.Command])]),
                new DiagnosticTable("steps", "The way, step by step", StepColumns, [.. steps.Select(step => (IReadOnlyList<object?>)[step.Id, Words(step.Verdict), step.What, step.Evidence])]),
                new DiagnosticTable("runs", "Latest runs of checks", RunColumns, [.. (facts.Runs.Value ?? []).Select(run => (IReadOnlyList<object?>)
                    [run.StartedAt, run.Check, run.Status.ToString().ToLowerInvariant(), (long)run.WindowsJudged, (long)run.WindowsFailed, run.Records, (long)run.Findings, run.Problems.FirstOrDefault(problem => problem.Target.Equals(facts.Account.Target.Name, StringComparison.OrdinalIgnoreCase))?.What, run.Id])]),
                Delivery(facts),
            ],
        };
    }

    private static DiagnosticTable Delivery(PipelineFacts facts)
    {
        var delivery = facts.Account.Delivery;
        IReadOnlyList<DiagnosticColumn> columns = [new("what", DiagnosticColumnKind.Text), new("value", DiagnosticColumnKind.Text)];
        string Instant(DateTimeOffset? at) => at is { } time ? ReportWords.Moment(time) : "none";
        return new DiagnosticTable("delivery", "What arrives", columns,
        [
            ["last event", delivery.Activity.IsKnown ? Instant(delivery.Activity.Value.LastEventAt) : $"NOT VERIFIED: {delivery.Activity.Failure}"],
            ["last arrival", delivery.Activity.IsKnown ? Instant(delivery.Activity.Value.LastIngestedAt) : $"NOT VERIFIED: {delivery.Activity.Failure}"],
            ["events in a day (IncomingLogEvents)", delivery.IncomingEvents.IsKnown ? delivery.IncomingEvents.Value.Points.Sum(point => point.Value).ToString("N0", System.Globalization.CultureInfo.InvariantCulture) : $"NOT VERIFIED: {delivery.IncomingEvents.Failure}"],
            ["95 % of records arrive within", delivery.Latency.IsKnown ? Findings.ReadableNumber.Duration(delivery.Latency.Value.NinetyFifth) : $"NOT VERIFIED: {delivery.Latency.Failure}"],
        ]);
    }

    private static string Words(PipelineVerdict verdict) => verdict switch
    {
        PipelineVerdict.Ok => "ok",
        PipelineVerdict.Wrong => "WRONG",
        _ => "NOT VERIFIED",
    };
}
