using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Diagnostics.FalsePositives;

/// <summary>A question about what checks have found. It reads the state only: neither AWS nor flow logs.</summary>
public sealed class FindingsQuestion : DiagnosticQuestion
{
    private readonly Func<DiagnosticRequest, IReadOnlyList<Finding>, (IReadOnlyList<DiagnosticTable> Tables, IReadOnlyList<string> Notes)> judge;

    internal FindingsQuestion(string id, string title, string answers, IReadOnlyList<DiagnosticParameter> parameters, Func<DiagnosticRequest, IReadOnlyList<Finding>, (IReadOnlyList<DiagnosticTable> Tables, IReadOnlyList<string> Notes)> judge)
        : base(id, title, answers, DiagnosticSubject.Findings, [.. parameters, .. DiagnosticParameters.Range]) => this.judge = judge;

    /// <inheritdoc/>
    public override TimeSpan UsualRange => TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public override TimeSpan? LongestRange => TimeSpan.FromDays(400);

    /// <inheritdoc/>
    public override async Task<Fact<DiagnosticAnswer>> AnswerAsync(DiagnosticRequest request, DiagnosticSources sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Findings is not { } store) return new FactFailure(FactFailureKind.Unavailable, "read", "FlowWatch state", "what checks found is remembered in the state of a host of FlowWatch, and there is none here; ask it over HTTP, or name its state");
        var (findings, isCutOff) = await StoredFindings.ReadAsync(store, request.Target!.Name, request.Window!, cancellationToken).ConfigureAwait(false);
        return Answer(request, findings) with { NotVerified = isCutOff ? [$"There are more than {StoredFindings.Most:N0} findings; those beyond were not read. Ask for a shorter time."] : [] };
    }

    /// <summary>The answer that follows from some findings.</summary>
    /// <param name="request">How it is put.</param>
    /// <param name="findings">The findings.</param>
    public DiagnosticAnswer Answer(DiagnosticRequest request, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(findings);
        var (tables, notes) = judge(request, findings);
        return Empty(request) with { Tables = tables, Notes = notes };
    }
}
