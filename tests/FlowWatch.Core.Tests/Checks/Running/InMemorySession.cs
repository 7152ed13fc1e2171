using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Queries.Evaluation;

namespace FlowWatch.Core.Tests.Checks.Running;

/// <summary>Answers queries over a few records with FlowWatch's own evaluator.</summary>
/// <param name="fields">Fields the records have.</param>
/// <param name="records">The records.</param>
/// <param name="unanswered">How many queries it says were not answered.</param>
/// <param name="failure">Why the first of those was not.</param>
/// <param name="usage">What it says that it took.</param>
internal sealed class InMemorySession(IReadOnlySet<string> fields, IReadOnlyList<FlowRow> records, int unanswered = 0, FactFailure? failure = null, CloudQueryUsage? usage = null) : IFlowLogSession, IFlowLogEngine
{
    private readonly Dictionary<FlowQuery, IReadOnlyList<FlowRow>> kept = new(ReferenceEqualityComparer.Instance);

    public IFlowLogEngine Engine => this;

    public FlowLogFormat? Format { get; init; }

    public IReadOnlySet<string> AvailableFields => fields;

    public FlowEngineStatistics Statistics => new() { Files = 1, Bytes = 0, Scans = 1, Queries = kept.Count, ProblemCount = unanswered, Problems = failure is null ? [] : [new InputProblem("/aws/vpc/flowlogs/test", null, failure.ToString())], UnansweredQueries = unanswered, Failure = failure, CloudUsage = usage };

    public Task<IReadOnlyList<FlowRow>> QueryAsync(FlowQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Rows(query));
    }

    public string Explain(FlowQuery query) => query.Name;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IReadOnlyList<FlowRow> Rows(FlowQuery query)
    {
        if (!kept.TryGetValue(query, out var rows)) kept[query] = rows = FlowQueryEvaluator.Evaluate(query, query.From is null ? records : Rows(query.From));
        return rows;
    }
}
