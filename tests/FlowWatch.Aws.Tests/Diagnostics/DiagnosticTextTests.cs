using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Aws.Tests.CloudWatchLogs.QueryLanguage;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Targets;
using NSubstitute;

namespace FlowWatch.Aws.Tests.Diagnostics;

/// <summary>The questions of the runbook as a person pastes them into the console.</summary>
public class DiagnosticTextTests
{
    public static TheoryData<string> Ids => [.. DiagnosticCatalog.Traffic.Select(question => question.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Explain_QuestionOfTheRunbook_IsReadyToPaste(string id)
    {
        var formats = Substitute.For<IFlowLogFormatSource>();
        formats.FormatsAsync(default!, default).ReturnsForAnyArgs(Facts.Known<IReadOnlyList<FlowLogFormat>>([FlowLogFormat.Default]));
        var target = new MonitoredTarget { Name = "test-eu", Environment = "test", Account = "123456789012", Region = "eu-central-1", LogGroup = "/aws/vpc/flowlogs/test" };
        var window = new TimeWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));
        var queries = Substitute.For<IInsightsQueries>();
        var engine = await InsightsFlowLogEngine.OpenAsync(new InsightsEngineOptions { Target = target, Window = window }, formats, queries, CancellationToken.None);
        var question = DiagnosticCatalog.Find(id)!;
        var arguments = question.Parameters.Contains(DiagnosticParameters.Address) ? DiagnosticArguments.Of(question, ("address", "203.0.113.7")) : DiagnosticArguments.Of(question);
        var request = new DiagnosticRequest { Scope = ["test-eu"], Window = window, Arguments = arguments, IsExplained = true, Now = window.To };
        var session = Substitute.For<IFlowLogSession>();
        session.Engine.Returns(engine);

        var answer = await question.AnswerAsync(request, new DiagnosticSources { FlowLogs = (_, _) => Task.FromResult(Facts.Known(session)) }, CancellationToken.None);

        Assert.Empty(answer.Value!.Tables);
        GoldenFile.Matches($"diagnostic-{id}", string.Concat(answer.Value.Queries.Select(query => $"# {query.Name}\n{query.Text}\n\n")));
        Assert.Empty(queries.ReceivedCalls());
    }
}
