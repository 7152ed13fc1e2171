using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Tests.Findings;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace FlowWatch.Core.Tests.Checks;

/// <summary>A scan over an engine that answers by the name of the query.</summary>
internal sealed class ScanFixture
{
    private readonly Dictionary<string, IReadOnlyList<FlowRow>> answers = new()
    {
        ["totals"] = [Rows.Of(("records", 10), ("no-data", 2), ("skip-data", 1), ("first", 1_767_614_400), ("last", 1_767_614_459))],
        ["noise"] = [Rows.Of(("connections", 0), ("sources", 0))],
    };

    private readonly List<IDetection> run = [];
    private IReadOnlyList<Suppression> suppressions = [];

    public ScanFixture()
    {
        Engine.AvailableFields.Returns(FlowLogFormat.Default.Fields.Select(field => field.Name).ToHashSet());
        Engine.Statistics.Returns(new FlowEngineStatistics { Files = 3, Bytes = 4000, Scans = 1, Queries = 5, ProblemCount = 0, Problems = [] });
        Engine.QueryAsync(Arg.Any<FlowQuery>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            call.ArgAt<CancellationToken>(1).ThrowIfCancellationRequested();
            Asked.Add(call.Arg<FlowQuery>());
            Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(answers.GetValueOrDefault(call.Arg<FlowQuery>().Name, []));
        });
    }

    public IFlowLogEngine Engine { get; } = Substitute.For<IFlowLogEngine>();

    public FakeTimeProvider Time { get; } = new(FindingSample.Noon);

    public List<FlowQuery> Asked { get; } = [];

    public ScanFixture Running(params IEnumerable<IDetection> detections)
    {
        run.AddRange(detections);
        return this;
    }

    public ScanFixture Answering(string query, params FlowRow[] rows)
    {
        answers[query] = rows;
        return this;
    }

    public ScanFixture WithFields(params string[] fields)
    {
        Engine.AvailableFields.Returns(fields.ToHashSet());
        return this;
    }

    public ScanFixture Suppressing(params Suppression[] allowed)
    {
        suppressions = allowed;
        return this;
    }

    public ScanCheck Check(TimeWindow? range = null) =>
        new(Engine, new ScanCheckOptions { Range = range, Run = run, Suppressions = suppressions, Scope = ["logs"], FlowWatchVersion = "0.1.0" }, Time);

    public Task<ScanReport> ScanAsync(CancellationToken cancellationToken = default) => Check().RunAsync(cancellationToken);
}
